use leptos::prelude::*;

use super::PasswordDraft;
use crate::{checks::Checks, t, ui};

const RULES: &str = "password-rules";

/// A new password with its rules, and the same once more. The second is compared in the browser
/// only.
#[component]
pub fn NewPasswordFields(
    /// What is typed.
    draft: PasswordDraft,
    /// Whose password it is, so that a password manager keeps it with the right name.
    #[prop(optional, into)]
    name: Signal<String>,
) -> impl IntoView {
    view! {
        // Nobody types here; password managers look for it.
        <input
            class="visually-hidden"
            type="text"
            autocomplete="username"
            aria-hidden="true"
            tabindex="-1"
            readonly
            prop:value=move || name.get()
        />
        <div class="new-password">
            <ui::PasswordField
                id="new-password"
                label=t!(password.new_password)
                show_label=t!(sign_in.show_password)
                value=draft.password
                error=draft.password_error()
                autocomplete="new-password"
                described_by=RULES
                node_ref=draft.inputs.0
            />
            <Checks
                id=RULES
                label=t!(password.rules)
                checks=draft.checks()
                summary=draft.summary()
            />
        </div>
        <ui::PasswordField
            id="repeated-password"
            label=t!(password.again)
            show_label=t!(password.show_again)
            value=draft.repeated
            error=draft.repeated_error()
            autocomplete="new-password"
            node_ref=draft.inputs.1
        />
    }
}
