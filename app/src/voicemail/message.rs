use belroute_shared::{ids::VoiceMessageId, voicemail::VoiceMessage};
use leptos::prelude::*;

use super::{
    api::{self, Listed},
    player::{Ear, Player},
    tools::Tools,
    words,
};
use crate::{clock::Minute, fetched::Fetched, intl, t, text};

/// One message: who left it, and once it is opened its sound and what can be done with it.
#[component]
pub(super) fn Message(
    id: VoiceMessageId,
    message: Memo<Option<VoiceMessage>>,
    listed: Fetched<Listed>,
    opened: RwSignal<Option<VoiceMessageId>>,
) -> impl IntoView {
    let part = move |of: fn(&VoiceMessage) -> String| {
        move || message.with(|it| it.as_ref().map(of).unwrap_or_default())
    };
    let now = Minute::signal();
    let is_open = Memo::new(move |_| opened.get() == Some(id));
    let is_new = Memo::new(move |_| message.with(|it| it.as_ref().is_some_and(|it| !it.is_read)));
    // Heard is what somebody has begun to listen to.
    let on_heard = Callback::new(move |()| {
        if is_new.get_untracked() {
            set_read(listed, id, true);
        }
    });
    let ear = Ear::new(on_heard);
    let play = move |_| {
        opened.set(Some(id));
        ear.play_or_pause();
    };
    let body = format!("message-{id}");
    let controls = body.clone();
    let when = move || {
        let of = |it: &VoiceMessage| intl::moment(it.created_at, now.get());
        message.with(|it| it.as_ref().map(of))
    };
    let detail = move || {
        let mailboxes = listed.with(|it| it.map(|it| it.mailboxes.clone()));
        let mailboxes = mailboxes.unwrap_or_default();
        message.with(|it| it.as_ref().map(|it| words::detail(it, &mailboxes)))
    };
    let chips =
        move || message.with(|it| it.as_ref().map(|it| chips(it, words::goes(it, now.get()))));
    view! {
        <li class="message" data-state=move || if is_new.get() { "new" } else { "read" }>
            <div class="message-line">
                <button
                    type="button"
                    class="play"
                    data-state=move || ear.is_playing().then_some("playing")
                    aria-label=move || {
                        let who = part(words::who)();
                        if ear.is_playing() {
                            text!(voicemail.pause_of, who)
                        } else {
                            text!(voicemail.play_of, who)
                        }
                    }
                    on:click=play
                ></button>
                <button
                    type="button"
                    class="message-words"
                    aria-expanded=move || is_open.get().to_string()
                    aria-controls=controls
                    on:click=move |_| opened.set((!is_open.get_untracked()).then_some(id))
                >
                    <b>{part(words::who)}</b>
                    <small>{detail}</small>
                    <Show when=move || is_new.get()>
                        <span class="visually-hidden">{t!(voicemail.is_new)}</span>
                    </Show>
                </button>
                <span class="message-chips">{chips}</span>
                <span class="message-length">{part(|it| words::length(it.duration_ms))}</span>
                <time
                    class="message-time"
                    datetime=part(|it| intl::for_programs(it.created_at))
                    title=part(|it| intl::exact(it.created_at))
                >
                    {when}
                </time>
            </div>
            <div class="message-body" id=body>
                <Show when=move || is_open.get()>
                    <Comment message />
                    <Player message ear />
                    <Tools id message listed />
                </Show>
            </div>
        </li>
    }
}

fn chips(message: &VoiceMessage, goes: Option<String>) -> impl IntoView + use<> {
    let urgent = message.is_urgent.then(|| {
        view! { <span class="chip bad">{t!(voicemail.urgent)}</span> }
    });
    let kept = message.is_kept.then(|| {
        view! { <span class="chip">{t!(voicemail.kept)}</span> }
    });
    let goes = goes.map(|goes| view! { <span class="chip wait">{goes}</span> });
    (urgent, kept, goes)
}

/// What the colleague wrote who sent it on.
#[component]
fn Comment(message: Memo<Option<VoiceMessage>>) -> impl IntoView {
    let comment = move || message.with(|it| it.as_ref()?.forwarded.as_ref()?.comment.clone());
    move || comment().map(|comment| view! { <p class="message-comment">{comment}</p> })
}

/// Marks a message, here at once and then on the server.
pub(super) fn set_read(listed: Fetched<Listed>, id: VoiceMessageId, is_read: bool) {
    listed.update(|listed| {
        let found = listed.messages.iter_mut().find(|it| it.id == id);
        if let Some(message) = found.filter(|it| it.is_read != is_read) {
            message.is_read = is_read;
            listed.new_messages = if is_read {
                listed.new_messages.saturating_sub(1)
            } else {
                listed.new_messages + 1
            };
        }
    });
    let answer = listed.saving(api::mark(id, is_read));
    leptos::task::spawn_local(async move {
        if answer.await.is_err() {
            listed.refetch();
        }
    });
}
