use belroute_shared::{contacts::LabelledNumber, error::Code};
use leptos::{html, prelude::*};

use super::numbers::{Lines, NumberFields};
use crate::{
    explain::explain_code,
    form::Submission,
    t,
    ui::{self, Field, LongField},
};

/// What every contact has beside its name, while it is typed.
#[derive(Clone, Copy)]
pub struct Draft {
    company: RwSignal<String>,
    lines: Lines,
    email: RwSignal<String>,
    note: RwSignal<String>,
}

/// The same in the form in which it is saved.
#[derive(Default)]
pub struct Written {
    /// The firm.
    pub company: Option<String>,
    /// The numbers.
    pub numbers: Vec<LabelledNumber>,
    /// E-mail address.
    pub email: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

impl Draft {
    /// Of somebody new, or of what is saved.
    pub fn of(saved: Written) -> Self {
        let draft = Self {
            company: RwSignal::new(String::new()),
            lines: Lines::of(Vec::new()),
            email: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
        };
        draft.fill(saved);
        draft
    }

    /// Begins anew with what is saved.
    pub fn fill(self, saved: Written) {
        self.company.set(saved.company.unwrap_or_default());
        self.lines.fill(saved.numbers);
        self.email.set(saved.email.unwrap_or_default());
        self.note.set(saved.note.unwrap_or_default());
    }

    /// What was typed.
    pub fn written(self) -> Written {
        Written {
            company: Some(self.company.get_untracked()),
            numbers: self.lines.typed(),
            email: Some(self.email.get_untracked()),
            note: Some(self.note.get_untracked()),
        }
    }
}

/// The fields of a contact.
#[component]
pub fn ContactFields(
    /// What is typed into them.
    draft: Draft,
    /// How the sending of the form goes.
    submission: Submission,
    /// The field that is typed first.
    first: NodeRef<html::Input>,
    /// What is said where there is no number.
    #[prop(default = explain_code)]
    no_number: fn(Code) -> &'static str,
    /// Those of the name.
    children: Children,
) -> impl IntoView {
    // The dialog that opens takes the focus for its first button; this is said after that.
    Effect::new(move || {
        if first.get().is_some() {
            request_animation_frame(move || ui::focus(first));
        }
    });
    let error_of = move |field| submission.error_of(field);
    view! {
        <div class="company-fields">
            {children()}
            <Field
                id="contact-company"
                label=t!(contacts.company)
                value=draft.company
                error=error_of("company")
                autocomplete="off"
            />
        </div>
        <NumberFields lines=draft.lines submission none=no_number />
        <Field
            id="contact-email"
            label=t!(contacts.email)
            value=draft.email
            error=error_of("email")
            autocomplete="off"
        />
        <LongField
            id="contact-note"
            label=t!(contacts.note)
            value=draft.note
            error=error_of("note")
        />
    }
}
