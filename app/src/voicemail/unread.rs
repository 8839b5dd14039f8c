use belroute_shared::{live::LiveEvent, voicemail::Mailboxes};
use leptos::prelude::*;

use crate::{fetched::Fetched, http, live::Live};

/// The mailboxes that the user hears, for the menu. Asked for once the first page can be read.
#[derive(Clone, Copy)]
pub struct Unread(Fetched<Mailboxes>);

impl Unread {
    /// Offers them to everything below, once asked for.
    pub fn provide(live: Live) -> Self {
        let fetched = Fetched::idle(|| http::get::<Mailboxes>("/v1/mailboxes"));
        live.on(move |event| match event {
            LiveEvent::VoiceMessages { new_messages } => {
                fetched.update(|it| it.new_messages = *new_messages);
            }
            LiveEvent::Access | LiveEvent::Resync => fetched.refetch_if_used(),
            _ => {}
        });
        let unread = Self(fetched);
        provide_context(unread);
        unread
    }

    /// Those of this page.
    pub fn get() -> Self {
        expect_context()
    }

    /// Asks for them.
    pub fn ask(self) {
        self.0.refetch();
    }

    /// Whether there is a mailbox to be heard.
    pub fn is_offered(self) -> bool {
        self.0
            .with(|it| it.is_some_and(|it| !it.mailboxes.is_empty()))
    }

    /// Messages that nobody has heard yet.
    pub fn count(self) -> u32 {
        self.0.with(|it| it.map_or(0, |it| it.new_messages))
    }
}
