use belroute_shared::{
    error::Code,
    ids::RuleId,
    rule::{CallsFrom, criterion::Criterion},
};
use leptos::prelude::*;

use super::{
    draft::{Draft, FIELDS},
    editor::{Outcome, save},
    fields::RuleFields,
    my_rules::MyRules,
    warnings,
};
use crate::{
    form::{Form, Submission},
    http::Tagged,
    settings::BothValues,
    t,
    ui::{self, Note},
};

/// What is saved: a new rule, or one that was opened in a certain state.
#[derive(Clone)]
pub(super) enum Saving {
    New,
    Known {
        id: RuleId,
        opened: Tagged<Criterion>,
    },
}

/// A rule while it is written. What it will do, and what of that is likely not meant, stands above
/// the button that saves it.
#[component]
pub(super) fn RuleForm(
    rules: MyRules,
    /// Which rule; none for a new one.
    id: Option<RuleId>,
    /// As it is saved.
    opened: Tagged<Criterion>,
    /// Takes what somebody else has saved in place of what was typed here.
    on_other: Callback<Tagged<Criterion>>,
    /// Called when the form should go, with whether the rule was saved.
    on_close: Callback<bool>,
) -> impl IntoView {
    let feature = rules.feature;
    let draft = Draft::of(feature, &opened.value, |number| rules.written(number));
    let submission = Submission::new(FIELDS);
    // A new rule and a new exception can be open at once.
    let which = match (id, opened.value.acts(feature)) {
        (Some(id), _) => id.to_string(),
        (None, Some(false)) => "new-exception".to_owned(),
        (None, _) => "new".to_owned(),
    };
    let heading = format!("rule-{}-{which}", feature.name());
    let saving = RwSignal::new(match id {
        Some(id) => Saving::Known { id, opened },
        None => Saving::New,
    });
    let other = RwSignal::new(None::<Tagged<Criterion>>);
    let is_gone = RwSignal::new(false);
    let send = move || {
        let request = move |rule| save(rules, saving.get_untracked(), rule);
        let rule = match draft.checked() {
            Ok(rule) => rule,
            Err(broken) => {
                submission.passes(Err(broken));
                return;
            }
        };
        submission.send_and(request(rule), move |answer| match answer {
            Ok(Outcome::Saved) => {
                rules.saved();
                on_close.run(true);
            }
            Ok(Outcome::Changed(now)) => other.set(Some(now)),
            Err(refused) if id.is_some() && refused.code() == Some(Code::NotFound) => {
                saving.set(Saving::New);
                is_gone.set(true);
            }
            Err(refused) => submission.refuse(refused),
        });
    };
    let values = Memo::new(move |_| {
        let theirs = other.get()?.value;
        let who = |number: &str| rules.numbers.who(number);
        Some([theirs, draft.criterion()].map(|it| rules.sentence(&it, &who)))
    });
    let on_theirs = Callback::new(move |()| {
        if let Some(theirs) = other.get_untracked() {
            on_other.run(theirs);
        }
    });
    let on_mine = Callback::new(move |()| {
        if let Some((id, opened)) = id.zip(other.get_untracked()) {
            other.set(None);
            saving.set(Saving::Known { id, opened });
            send();
        }
    });
    let prefix = StoredValue::new(heading.clone());
    Effect::new(move || {
        prefix.with_value(|heading| ui::lead_focus(heading));
    });
    let title: fn() -> &'static str = match id {
        Some(_) => t!(rules.editing),
        None => t!(rules.a_new_one),
    };
    view! {
        <div class="rule-editor" role="group" aria-labelledby=heading.clone()>
            <h5 id=heading.clone()>{title}</h5>
            <Form
                submission
                on_submit=move |()| send()
                submit=t!(action.save)
                on_cancel=Callback::new(move |()| on_close.run(false))
            >
                <div role="alert">
                    {move || is_gone.get().then(|| view! { <Note>{t!(rules.gone)}</Note> })}
                </div>
                <BothValues values on_theirs on_mine />
                <RuleFields rules draft submission prefix=prefix.get_value() />
                <Foresight rules draft id />
            </Form>
        </div>
    }
}

/// What the rule will do as it is typed, and what all rules together will come to.
#[component]
fn Foresight(rules: MyRules, draft: Draft, id: Option<RuleId>) -> impl IntoView {
    let typed = Memo::new(move |_| draft.criterion());
    let sentence = move || {
        // Half a number is nobody's: who has it is not asked while one types.
        typed.with(|typed| rules.sentence(typed, &str::to_owned))
    };
    let warning = move || {
        let warning = typed.with(|typed| rules.warning_with(id, typed))?;
        Some(view! { <Note>{warnings::words(&warning)}</Note> })
    };
    let is_said = Memo::new(move |_| {
        typed.with(|typed| {
            typed.calls_from != CallsFrom::SelectPhoneNumbers
                || typed
                    .phone_numbers
                    .as_ref()
                    .is_some_and(|it| !it.is_empty())
                || typed.anonymous_callers_enabled == Some(true)
                || typed.unavailable_callers_enabled == Some(true)
        })
    });
    view! {
        <Show when=move || is_said.get()>
            <p class="rule-sentence">{sentence}</p>
        </Show>
        <div role="status">{warning}</div>
    }
}
