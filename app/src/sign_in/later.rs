use belroute_shared::session::SessionState;
use leptos::prelude::*;

use super::{
    enrolment::Enrolment, new_password::NewPasswordForm, recovery_codes::RecoveryCodesStep,
};
use crate::session::Session;

/// A new password, a first second factor, or its recovery codes: whichever it is when this is drawn.
#[component]
pub(super) fn Later() -> impl IntoView {
    match Session::get().state_untracked() {
        Some(SessionState::NewPassword(step)) => view! { <NewPasswordForm step /> }.into_any(),
        Some(SessionState::Enrolment) => view! { <Enrolment /> }.into_any(),
        Some(SessionState::RecoveryCodes) => view! { <RecoveryCodesStep /> }.into_any(),
        // The page has gone on meanwhile.
        _ => ().into_any(),
    }
}
