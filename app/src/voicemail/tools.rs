use belroute_shared::{ids::VoiceMessageId, voicemail::VoiceMessage};
use leptos::{prelude::*, task::spawn_local};

use super::{
    api::{self, Listed},
    deleted::Deleted,
    forward::ForwardDialog,
    message::set_read,
    words,
};
use crate::{
    explain::explain,
    fetched::Fetched,
    intl, paths, t, text,
    ui::{ConfirmedButton, Icon, KeptFocus},
};

/// What can be done with a message.
#[component]
pub(super) fn Tools(
    id: VoiceMessageId,
    message: Memo<Option<VoiceMessage>>,
    listed: Fetched<Listed>,
) -> impl IntoView {
    let of = move |read: fn(&VoiceMessage) -> bool| {
        Memo::new(move |_| message.with(|it| it.as_ref().is_some_and(read)))
    };
    let (is_read, is_kept) = (of(|it| it.is_read), of(|it| it.is_kept));
    let may =
        move |read: fn(&Listed) -> bool| Memo::new(move |_| listed.with(|it| it.is_some_and(read)));
    let (can_forward, can_download) = (may(|it| it.can_forward), may(|it| it.can_download));
    let number = Memo::new(move |_| message.with(|it| it.as_ref()?.caller.number.clone()));
    let is_forwarding = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let keep = move |_| {
        let wanted = !is_kept.get_untracked();
        refused.set(None);
        let answer = listed.saving(api::keep(id, wanted));
        spawn_local(async move {
            if let Err(error) = answer.await {
                let _ = refused.try_set(Some(explain(&error)));
            }
            listed.refetch();
        });
    };
    view! {
        <div class="message-tools">
            {move || {
                number
                    .get()
                    .map(|number| {
                        view! {
                            <a class="button" href=paths::call_number(&number)>
                                <Icon name="phone" />
                                {t!(calls.call_back)}
                            </a>
                        }
                    })
            }}
            <Show when=move || can_forward.get()>
                <button type="button" class="button" on:click=move |_| is_forwarding.set(true)>
                    <Icon name="elsewhere" />
                    {t!(voicemail.forward)}
                </button>
            </Show>
            <button
                type="button"
                class="button"
                on:click=move |_| set_read(listed, id, !is_read.get_untracked())
            >
                {move || if is_read.get() { text!(voicemail.mark_new) } else { text!(voicemail.mark_read) }}
            </button>
            <button
                type="button"
                class="button"
                aria-pressed=move || is_kept.get().to_string()
                on:click=keep
            >
                <Icon name="star" />
                {t!(voicemail.keep)}
            </button>
            <Show when=move || can_download.get()>
                <a class="button" href=api::file(id) download="">
                    {t!(voicemail.download)}
                </a>
            </Show>
            <Delete id message listed />
            <span class="refusal" role="status">
                {move || refused.get()}
            </span>
            <Show when=move || is_forwarding.get()>
                <ForwardDialog id on_close=move |()| is_forwarding.set(false) />
            </Show>
        </div>
    }
}

/// Deletes a message; where others hear the mailbox as well, only after saying so.
#[component]
fn Delete(
    id: VoiceMessageId,
    message: Memo<Option<VoiceMessage>>,
    listed: Fetched<Listed>,
) -> impl IntoView {
    let deleted = Deleted::get();
    let focus = KeptFocus::new();
    let people = Memo::new(move |_| {
        let mailbox = message.with(|it| it.as_ref().map(|it| it.mailbox));
        listed.with(|it| {
            let found = it?.mailboxes.iter().find(|it| Some(it.id) == mailbox)?;
            Some(found.people)
        })
    });
    let who = move || message.with(|it| it.as_ref().map(words::who).unwrap_or_default());
    let delete = move || deleted.delete(id, untrack(who));
    move || match people.get() {
        Some(people) if people > 1 => {
            let count = intl::count(people);
            view! {
                <ConfirmedButton
                    text=t!(voicemail.delete)
                    label=Signal::derive(move || text!(voicemail.delete_of, who = who()))
                    confirm=text!(voicemail.delete_for_all, count)
                    cancel=t!(action.cancel)
                    on_confirm=move |()| delete()
                />
            }
            .into_any()
        }
        _ => view! {
            <button
                type="button"
                class="button quiet"
                on:click=move |event| {
                    focus.press(&event);
                    delete();
                }
            >
                {t!(voicemail.delete)}
            </button>
        }
        .into_any(),
    }
}
