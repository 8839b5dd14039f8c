use leptos::prelude::*;

use crate::{t, text, ui};

/// `/calling/voicemail`.
#[component]
pub(super) fn VoicemailPage() -> impl IntoView {
    ui::title(|| text!(calling.voicemail).to_owned());
    view! { <h2>{t!(calling.voicemail)}</h2> }
}
