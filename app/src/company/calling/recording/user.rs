use belroute_shared::{ids::UserId, settings::call_recording::CallRecording};
use leptos::prelude::*;

use super::{
    api,
    draft::Draft,
    fields::{FIELDS, RecordingFields},
};
use crate::{
    awaited::Awaited,
    company::entry::{Saving, SettingsForm, lead_here},
    fetched::Fetched,
    t,
};

/// Id of the heading, and its place in the address.
pub(super) const HEADING: &str = "recording";

/// Whether the calls of a user are recorded.
#[component]
pub(crate) fn RecordingCard(
    /// The user.
    id: UserId,
) -> impl IntoView {
    let recording = Fetched::idle(move || api::show(id)).started();
    lead_here(HEADING);
    view! {
        <section class="card company-card" aria-labelledby=HEADING>
            <h2 id=HEADING>{t!(company_calling.recording)}</h2>
            <p class="soft">{t!(company_calling.recording_of_user_text)}</p>
            <Awaited wait=recording rows=2>
                {move || {
                    recording.get_untracked().map(|it| view! { <Settings id recording it /> })
                }}
            </Awaited>
        </section>
    }
}

#[component]
fn Settings(id: UserId, recording: Fetched<CallRecording>, it: CallRecording) -> impl IntoView {
    let draft = Draft::of(it);
    let saving = Saving::new(FIELDS);
    let on_submit = move |()| {
        saving.save(recording, draft.recording(), move |wanted| async move {
            api::replace(id, &wanted).await
        });
    };
    view! {
        <SettingsForm saving on_submit>
            <RecordingFields draft submission=saving.submission />
        </SettingsForm>
    }
}
