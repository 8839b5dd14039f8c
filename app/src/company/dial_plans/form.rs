use belroute_shared::{
    company::dial_plans::{DialPlanKind, DialPlanSettings},
    error::{Code, FieldError},
    number::Extension,
};
use leptos::prelude::*;

use crate::{
    company::words,
    form::Submission,
    t,
    ui::{Choice, Field},
};

/// The fields that can show an error.
pub(super) const FIELDS: &[&str] = &["name", "extension"];

/// What an administrator decides about a dial plan, while he types.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    name: RwSignal<String>,
    kind: RwSignal<DialPlanKind>,
    extension: RwSignal<String>,
}

impl Draft {
    /// Of something new, or of what is saved.
    pub(super) fn of(saved: Option<&DialPlanSettings>) -> Self {
        let text = |read: fn(&DialPlanSettings) -> String| {
            RwSignal::new(saved.map(read).unwrap_or_default())
        };
        Self {
            name: text(|it| it.name.clone()),
            kind: RwSignal::new(saved.map(|it| it.kind).unwrap_or_default()),
            extension: text(|it| it.extension.to_string()),
        }
    }

    /// The settings, if they may be sent; all that is wrong with them otherwise.
    pub(super) fn settings(self) -> Result<DialPlanSettings, Vec<FieldError>> {
        let typed = self.extension.get_untracked();
        let extension = Extension::new(typed.trim());
        let wrong = extension.is_err().then(|| {
            let is_missing = typed.trim().is_empty();
            let code = if is_missing {
                Code::Required
            } else {
                Code::NotAnExtension
            };
            FieldError::new("extension", code)
        });
        let settings = DialPlanSettings {
            name: self.name.get_untracked(),
            kind: self.kind.get_untracked(),
            // Something must stand there for the name to be checked with it.
            extension: extension
                .or_else(|_| Extension::new("00"))
                .map_err(|_| Vec::new())?,
        }
        .tidied();
        let broken: Vec<FieldError> = settings.check().err().into_iter().chain(wrong).collect();
        if broken.is_empty() {
            Ok(settings)
        } else {
            Err(broken)
        }
    }
}

/// The fields.
#[component]
pub(super) fn DialPlanFields(draft: Draft, submission: Submission) -> impl IntoView {
    let kind = |kind: DialPlanKind| {
        (
            kind,
            Signal::derive(move || words::of_kind(kind).to_owned()),
        )
    };
    view! {
        <div class="company-fields">
            <Field
                id="name"
                label=t!(dial_plans.name)
                value=draft.name
                error=submission.error_of("name")
                autocomplete="off"
            />
            <Field
                id="extension"
                label=t!(account.extension)
                value=draft.extension
                error=submission.error_of("extension")
                autocomplete="off"
            />
        </div>
        <Choice
            name="kind"
            label=t!(dial_plans.kind)
            options=vec![
                kind(DialPlanKind::Queue),
                kind(DialPlanKind::HuntGroup),
                kind(DialPlanKind::Menu),
            ]
            chosen=draft.kind
            on_change=move |kind| draft.kind.set(kind)
        />
    }
}
