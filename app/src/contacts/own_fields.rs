use belroute_shared::{error::Code, features::Feature};
use leptos::prelude::*;

use super::{codes::DialCodes, draft::OwnDraft, fields::ContactFields, words};
use crate::{
    explain::explain_code,
    features::MyFeatures,
    form::Submission,
    t, text,
    ui::{Field, Tick},
};

/// The fields of a contact of the user's own.
#[component]
pub(super) fn OwnFields(draft: OwnDraft, submission: Submission) -> impl IntoView {
    let first = NodeRef::new();
    let features = MyFeatures::get();
    view! {
        <ContactFields draft=draft.rest submission first no_number=of_no_number>
            <Field
                id="contact-first-name"
                label=t!(contacts.first_name)
                value=draft.first_name
                error=submission.error_in_words("firstName", of_no_name)
                autocomplete="off"
                node_ref=first
            />
            <Field
                id="contact-last-name"
                label=t!(contacts.last_name)
                value=draft.last_name
                error=submission.error_of("lastName")
                autocomplete="off"
            />
        </ContactFields>
        <Show when=move || features.shows(Feature::SpeedDial)>
            <DialFields draft submission />
        </Show>
    }
}

fn of_no_name(code: Code) -> &'static str {
    match code {
        Code::Required => text!(contacts.no_name),
        other => explain_code(other),
    }
}

fn of_no_number(code: Code) -> &'static str {
    match code {
        Code::Required => text!(contacts.no_number),
        other => explain_code(other),
    }
}

fn of_dialled(code: Code) -> &'static str {
    match code {
        Code::Twice => text!(contacts.dialled_already),
        other => explain_code(other),
    }
}

#[component]
fn DialFields(draft: OwnDraft, submission: Submission) -> impl IntoView {
    let codes = DialCodes::get();
    view! {
        <fieldset class="contact-dial">
            <legend class="visually-hidden">{t!(contacts.speed_dial)}</legend>
            <Tick
                id="contact-dial"
                label=t!(contacts.is_speed_dial)
                value=draft.is_dialled
                error=submission.error_in_words("speedDial", of_dialled)
            />
            <Show when=move || draft.is_dialled.get()>
                <p class="soft small">
                    {move || codes.explained()}
                </p>
                <div class="company-fields">
                    <Field
                        id="contact-code"
                        label=t!(contacts.dial_code)
                        value=draft.code
                        error=submission.error_in_words("speedDial.code", words::of_dial_code)
                        autocomplete="off"
                        keys="numeric"
                    />
                    <Field
                        id="contact-key-label"
                        label=t!(contacts.key_label)
                        value=draft.key_label
                        error=submission.error_of("speedDial.lineKeyLabel")
                        autocomplete="off"
                    />
                </div>
            </Show>
        </fieldset>
    }
}
