use leptos::prelude::*;

use crate::{t, text, ui};

/// `/calling/settings`.
#[component]
pub(super) fn CallSettingsPage() -> impl IntoView {
    ui::title(|| text!(calling.settings).to_owned());
    view! { <h2>{t!(calling.settings)}</h2> }
}
