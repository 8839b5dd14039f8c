use belroute_shared::{ids::VoiceMessageId, voicemail::MessageFilter};
use leptos::prelude::*;

use super::{api::Listed, message::Message};
use crate::{
    awaited::Awaited,
    clock::Minute,
    explain::explain,
    fetched::Fetched,
    intl, t, text,
    ui::{Empty, Note},
};

/// Messages in one of their states: loading, failed, none, or some and perhaps out of date.
#[component]
pub(super) fn MessageList(
    listed: Fetched<Listed>,
    filter: Memo<MessageFilter>,
    /// The one that the address opens.
    opened: Option<VoiceMessageId>,
) -> impl IntoView {
    let opened = RwSignal::new(opened);
    let ids = Memo::new(move |_| {
        listed.with(|it| {
            let messages = it.map(|it| it.messages.iter());
            messages
                .into_iter()
                .flatten()
                .map(|it| it.id)
                .collect::<Vec<_>>()
        })
    });
    let row = move |id: VoiceMessageId| {
        let message = Memo::new(move |last: Option<&Option<_>>| {
            listed
                .with(|it| it.and_then(|it| it.message(id).cloned()))
                .or_else(|| last.cloned().flatten())
        });
        view! { <Message id message listed opened /> }
    };
    view! {
        <OutOfDate listed />
        <Awaited wait=listed rows=6>
            <Show
                when=move || !ids.with(Vec::is_empty)
                fallback=move || view! { <NoMessages filter /> }
            >
                <ul class="message-list" aria-labelledby="messages">
                    <For each=move || ids.get() key=|id| *id children=row />
                </ul>
            </Show>
        </Awaited>
    }
}

/// Says that the list could not be renewed, and from when it is.
#[component]
fn OutOfDate(listed: Fetched<Listed>) -> impl IntoView {
    let now = Minute::signal();
    move || {
        let (error, at) = (listed.error()?, listed.fetched_at()?);
        let since = intl::moment(at, now.get());
        Some(view! {
            <Note>
                {explain(&error)} " " {text!(live.as_of, time = since)}
                <button type="button" class="link" on:click=move |_| listed.refetch()>
                    {t!(action.retry)}
                </button>
            </Note>
        })
    }
}

#[component]
fn NoMessages(filter: Memo<MessageFilter>) -> impl IntoView {
    move || match filter.get() {
        MessageFilter::All => view! {
            <Empty icon="voicemail" title=t!(voicemail.none) text=t!(voicemail.none_text) />
        },
        MessageFilter::New => view! {
            <Empty icon="check" title=t!(voicemail.none_new) text=t!(voicemail.none_new_text) />
        },
        MessageFilter::Kept => view! {
            <Empty icon="star" title=t!(voicemail.none_kept) text=t!(voicemail.none_kept_text) />
        },
    }
}
