use belroute_shared::{
    settings::single_number_reach::{ReachNumberSettings, SingleNumberReach},
    typed_number::{Takes, TypedNumber},
};
use leptos::{html, prelude::*};

use crate::{
    form::{Form, Submission},
    settings::{number_field::NumberField, opened::Opened},
    t, text,
    ui::{self, Field, SaveNote},
};

const FIELDS: &[&str] = &["phoneNumber", "name"];

/// A further phone: its number and what it is called.
#[component]
pub(super) fn AddPhone(opened: Opened<SingleNumberReach>) -> impl IntoView {
    let submission = Submission::new(FIELDS);
    let (number, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let is_saved = RwSignal::new(false);
    let first = NodeRef::<html::Input>::new();
    let on_submit = Callback::new(move |()| {
        is_saved.set(false);
        let phone = ReachNumberSettings {
            phone_number: TypedNumber::new(number.get_untracked()),
            name: name.get_untracked().trim().to_owned(),
            ..ReachNumberSettings::default()
        };
        let checked = phone.check().map(|()| phone);
        submission.send_checked(checked, super::add, move |()| {
            number.set(String::new());
            name.set(String::new());
            is_saved.set(true);
            ui::focus(first);
            opened.changed_by_parts();
        });
    });
    let saved = Signal::derive(move || is_saved.get().then(|| Ok(text!(action.saved).to_owned())));
    let note = ViewFn::from(move || view! { <SaveNote outcome=saved /> });
    view! {
        <Form submission on_submit submit=t!(calling.reach.add) class="add-phone" beside=note>
            <div class="setting-fields">
                <NumberField
                    id="other-phones-number"
                    label=t!(calling.reach.number)
                    takes=Takes::PublicNumber
                    value=number
                    on_type=move |text| number.set(text)
                    error=submission.error_of("phoneNumber")
                    node_ref=first
                />
                <Field
                    id="other-phones-name"
                    label=t!(calling.reach.phone_name)
                    value=name
                    error=submission.error_of("name")
                    autocomplete="off"
                />
            </div>
        </Form>
    }
}
