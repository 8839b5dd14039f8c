use belroute_shared::company::call_recording::{RecordedUser, RecordedUsers};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{api, user};
use crate::{
    company::{calling::section::Section, pick, words},
    listing::{Listing, Page},
    paths,
    pick::{Pick, Picker},
    t,
    ui::Avatar,
};

impl Page for RecordedUsers {
    type Row = RecordedUser;

    fn rows(self) -> Vec<RecordedUser> {
        self.users
    }
}

/// Whose calls are recorded. What is recorded is decided beside each user.
#[component]
pub(crate) fn RecordingSection() -> impl IntoView {
    let listing = Listing::of::<RecordedUsers>(api::RECORDED);
    let navigate = use_navigate();
    let go = Callback::new(move |picked: Option<Pick>| {
        if let Some(id) = picked.and_then(|it| it.id.parse().ok()) {
            let address = paths::company_user_part(id, user::HEADING);
            navigate(&address, NavigateOptions::default());
        }
    });
    view! {
        <Section
            listing
            id="recorded-heading"
            title=t!(company_calling.recording)
            about=t!(company_calling.recording_text)
            row
            icon="voicemail"
            empty=t!(company_calling.nobody_recorded)
            empty_text=t!(company_calling.nobody_recorded_text)
        >
            <Picker
                id="recorded-user"
                label=t!(company_calling.another_recorded)
                find=pick::users
                chosen=Signal::stored(None)
                on_pick=go
            />
        </Section>
    }
}

fn row(recorded: RecordedUser) -> AnyView {
    let RecordedUser { user, recording } = recorded;
    view! {
        <li class="company-row block-row">
            <Avatar
                name=Signal::stored(user.name.clone())
                seed=Signal::stored(user.id.to_string())
                small=true
            />
            <span class="company-words">
                <a class="company-link" href=paths::company_user_part(user.id, user::HEADING)>
                    {user.name}
                    {user.extension.map(|it| format!(" · {it}"))}
                </a>
                <small>{move || words::of_recording(recording.recording_mode)}</small>
            </span>
        </li>
    }
    .into_any()
}
