use leptos::prelude::*;

use super::{GROUPS, calls::Calls};
use crate::{
    awaited::Awaited,
    features::MyFeatures,
    paths,
    settings::{board::Board, page::SettingGroup},
    t, text,
    ui::{self, Shut},
};

/// `/calling/voicemail`.
#[component]
pub(in crate::settings) fn VoicemailPage() -> impl IntoView {
    ui::title(|| text!(calling.voicemail).to_owned());
    Board::provide(paths::VOICEMAIL_SETTINGS);
    let features = MyFeatures::get();
    let has_mailbox = Memo::new(move |_| features.has_mailbox());
    view! {
        <Awaited wait=features.wait() rows=4>
            <Show
                when=move || has_mailbox.get()
                fallback=|| view! { <Shut title=t!(calling.voicemail) text=t!(calling.mailbox.none) /> }
            >
                <Calls />
                {GROUPS.iter().map(|group| view! { <SettingGroup group /> }).collect_view()}
            </Show>
        </Awaited>
    }
}
