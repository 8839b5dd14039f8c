//! The message that was deleted last, and the way back.

use std::time::Duration;

use belroute_shared::ids::VoiceMessageId;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};

use super::api::{self, Listed};
use crate::{explain::explain, fetched::Fetched, t, text};

/// How long the way back is offered; the server keeps it open for longer.
const OFFERED: Duration = Duration::from_secs(20);

/// What is said about the last deletion.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    /// It is deleted, and can be fetched back.
    Deleted { id: VoiceMessageId, who: String },
    /// It could not be.
    Refused(String),
    /// It could not be fetched back; that can be tried again.
    NotRestored { id: VoiceMessageId, why: String },
}

/// The last deletion; one for the page.
#[derive(Clone, Copy)]
pub(super) struct Deleted {
    said: RwSignal<Option<Said>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    listed: Fetched<Listed>,
}

impl Deleted {
    pub(super) fn provide(listed: Fetched<Listed>) {
        provide_context(Self {
            said: RwSignal::new(None),
            timer: StoredValue::new(None),
            listed,
        });
    }

    pub(super) fn get() -> Self {
        expect_context()
    }

    /// Deletes a message; who looks at the list sees it go at once.
    pub(super) fn delete(self, id: VoiceMessageId, who: String) {
        self.listed
            .update(|listed| listed.messages.retain(|it| it.id != id));
        let answer = self.listed.saving(api::delete(id));
        spawn_local(async move {
            match answer.await {
                Ok(()) => self.say(Said::Deleted { id, who }),
                Err(error) => self.say(Said::Refused(explain(&error))),
            }
            self.listed.refetch();
        });
    }

    fn restore(self, id: VoiceMessageId) {
        let answer = self.listed.saving(api::restore(id));
        spawn_local(async move {
            match answer.await {
                Ok(()) => {
                    let _ = self.said.try_set(None);
                }
                Err(error) => self.say(Said::NotRestored {
                    id,
                    why: explain(&error),
                }),
            }
            self.listed.refetch();
        });
    }

    fn say(self, said: Said) {
        let _ = self.said.try_set(Some(said));
        let timer = set_timeout_with_handle(
            move || {
                let _ = self.said.try_set(None);
            },
            OFFERED,
        );
        let swap = |known: &mut Option<TimeoutHandle>| std::mem::replace(known, timer.ok());
        if let Some(before) = self.timer.try_update_value(swap).flatten() {
            before.clear();
        }
    }
}

/// Says what was deleted, with a button that takes it back.
#[component]
pub(super) fn DeletedNote() -> impl IntoView {
    let deleted = Deleted::get();
    let words = move || {
        deleted.said.get().map(|said| match said {
            Said::Deleted { who, .. } => text!(voicemail.deleted, who),
            Said::Refused(why) | Said::NotRestored { why, .. } => why,
        })
    };
    let undoable = Memo::new(move |_| match deleted.said.get() {
        Some(Said::Deleted { id, .. } | Said::NotRestored { id, .. }) => Some(id),
        _ => None,
    });
    view! {
        <div class="message-said">
            <p role="status">{words}</p>
            {move || {
                undoable
                    .get()
                    .map(|id| {
                        view! {
                            <button type="button" class="link" on:click=move |_| deleted.restore(id)>
                                {t!(changes.undo)}
                            </button>
                        }
                    })
            }}
        </div>
    }
}
