use belroute_shared::{rule::RuleFeature, typed_number::Takes};
use leptos::prelude::*;

use super::{
    callers::Whose, draft::Draft, executive::OwnNumbers, my_rules::MyRules, when::When,
    words::of_doing,
};
use crate::{
    form::Submission,
    settings::NumberField,
    t,
    ui::{Choice, Field, Tick},
};

/// All fields of a rule: what happens, whose calls, when, and what only some settings ask.
#[component]
pub(super) fn RuleFields(
    rules: MyRules,
    draft: Draft,
    submission: Submission,
    /// What the ids of its fields begin with.
    prefix: String,
) -> impl IntoView {
    let feature = draft.feature;
    let is_filter = feature == RuleFeature::ExecutiveCallFiltering;
    let is_forward = feature == RuleFeature::SelectiveForward;
    let id = |part: &str| format!("{prefix}-{part}");
    let doing = |acts: bool| Signal::derive(move || of_doing(feature, acts).to_owned());
    let sends_on = Memo::new(move |_| is_forward && draft.acts.get());
    let (forward_id, mailbox_id) = (id("forward"), id("mailbox"));
    let (name_field, name_label): (&'static str, fn() -> &'static str) = if is_filter {
        ("filterName", t!(rules.filter_name))
    } else {
        ("name", t!(rules.name))
    };
    view! {
        <Choice
            name=id("acts")
            label=t!(rules.what)
            options=vec![(true, doing(true)), (false, doing(false))]
            chosen=draft.acts
            on_change=move |acts| draft.acts.set(acts)
        />
        <Whose draft submission prefix=prefix.clone() />
        <When draft submission id=id("when") />
        {is_filter.then(|| view! { <OwnNumbers rules draft /> })}
        <Show when=move || sends_on.get()>
            <NumberField
                id=forward_id.clone()
                label=t!(rules.forward_to)
                value=draft.forward_to
                on_type=move |text| draft.forward_to.set(text)
                error=submission.error_of("forwardToPhoneNumber")
                takes=Takes::Destination
            />
            <Tick
                id=mailbox_id.clone()
                label=t!(rules.to_mailbox)
                value=draft.is_to_mailbox
                error=submission.error_of("destinationVoicemailEnabled")
            />
        </Show>
        <Field
            id=id("name")
            label=name_label
            value=draft.name
            error=submission.error_of(name_field)
            autocomplete="off"
        />
    }
}
