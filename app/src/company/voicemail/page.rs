use leptos::prelude::*;

use super::{messages::MessagesCard, pin::PinCard};
use crate::{text, ui};

/// `/company/voicemail`.
#[component]
pub(crate) fn VoicemailPage() -> impl IntoView {
    ui::title(|| text!(company_voicemail.title).to_owned());
    view! {
        <MessagesCard />
        <PinCard />
    }
}
