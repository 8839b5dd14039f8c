use belroute_shared::{error::Code, ids::UserId, live::LiveEvent, voicemail::MessageFilter};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    api::{self, Listed},
    deleted::{Deleted, DeletedNote},
    list::MessageList,
    mailbox::ChooseMailbox,
};
use crate::{
    fetched::Fetched,
    http::{HttpError, Request},
    intl,
    live::Live,
    more::More,
    paths, t, text,
    ui::{self, Icon, Shut},
};

/// Rows of one part.
const ROWS: u32 = 50;

/// `/voicemail`: all messages, the older ones on request.
#[component]
pub(super) fn VoicemailPage() -> impl IntoView {
    ui::title(|| text!(voicemail.title).to_owned());
    let query = use_query_map();
    let word = move |name: &str| query.with(|query| query.get(name));
    let filter = Memo::new(move |_| {
        word("filter").map_or(MessageFilter::All, |it| MessageFilter::of_word(&it))
    });
    let mailbox = Memo::new(move |_| word("mailbox").and_then(|word| word.parse::<UserId>().ok()));
    let listed =
        Fetched::idle(move || api::list(filter.get_untracked(), mailbox.get_untracked(), ROWS))
            .merging(Listed::keep_older);
    Effect::new(move || {
        filter.track();
        mailbox.track();
        listed.restart();
    });
    Live::get().on(move |event| {
        let is_news = matches!(
            event,
            LiveEvent::VoiceMessages { .. }
                | LiveEvent::Phonebook
                | LiveEvent::Access
                | LiveEvent::Resync
        );
        if is_news {
            listed.refetch();
        }
    });
    Deleted::provide(listed);
    // A grant that is withdrawn while the page is open takes away what it showed.
    let is_shut = Memo::new(move |_| {
        listed.error().as_ref().and_then(HttpError::code) == Some(Code::FeatureNotGranted)
    });
    view! {
        <Show
            when=move || !is_shut.get()
            fallback=|| view! { <Shut title=t!(voicemail.title) text=t!(calling.mailbox.none) /> }
        >
            <section class="card calls messages" aria-labelledby="messages">
                <header class="card-head">
                    <h1 id="messages">{t!(voicemail.title)}</h1>
                    <a
                        class="icon-button"
                        href=paths::VOICEMAIL_SETTINGS
                        aria-label=t!(voicemail.settings)
                        title=t!(voicemail.settings)
                    >
                        <Icon name="sliders" />
                    </a>
                    <ChooseMailbox listed filter chosen=mailbox />
                    <Filters listed filter mailbox />
                </header>
                <DeletedNote />
                <MessageList listed filter opened=word("message").and_then(|it| it.parse().ok()) />
                <Older listed />
            </section>
        </Show>
    }
}

/// All, new, kept: links, because the choice lives in the address.
#[component]
fn Filters(
    listed: Fetched<Listed>,
    filter: Memo<MessageFilter>,
    mailbox: Memo<Option<UserId>>,
) -> impl IntoView {
    let count = Memo::new(move |_| listed.with(|it| it.map_or(0, |it| it.new_messages)));
    let badge = move || {
        let count = count.get();
        (count > 0).then(|| {
            view! {
                <span class="tab-count" aria-hidden="true">{intl::count(count)}</span>
                <span class="visually-hidden">
                    {text!(voicemail.new_count, count = intl::count(count))}
                </span>
            }
        })
    };
    let tab = move |this: MessageFilter, text: fn() -> &'static str| {
        view! {
            <a
                class="tab"
                href=move || paths::voicemail(this, mailbox.get())
                aria-current=move || (filter.get() == this).then_some("true")
            >
                {text}
                {move || (this == MessageFilter::New).then(badge)}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=t!(voicemail.filter)>
            {tab(MessageFilter::All, t!(voicemail.every))}
            {tab(MessageFilter::New, t!(voicemail.only_new))}
            {tab(MessageFilter::Kept, t!(voicemail.kept))}
        </nav>
    }
}

/// Loads what is older.
#[component]
fn Older(listed: Fetched<Listed>) -> impl IntoView {
    let next = Memo::new(move |_| listed.with(|it| it.and_then(|it| it.next.clone())));
    let part = move |address: String| async move {
        let part = api::list_part(&address).await?;
        // Another choice made meanwhile has begun another list.
        if next.try_get_untracked().flatten() == Some(address) {
            listed.update(|listed| {
                listed.messages.extend(part.messages);
                listed.next = part.next;
            });
        }
        Ok(())
    };
    let load = Callback::new(move |address| Box::pin(part(address)) as Request<()>);
    view! {
        <Show when=move || next.with(Option::is_some)>
            <footer class="card-foot">
                <More next text=t!(voicemail.show_older) load />
            </footer>
        </Show>
    }
}
