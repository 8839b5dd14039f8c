use belroute_shared::{ids::UserId, voicemail::Mailbox};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::api::Listed;
use crate::{fetched::Fetched, intl, paths, t, text};
use belroute_shared::voicemail::MessageFilter;

/// Which mailbox is shown; absent for who hears one only.
#[component]
pub(super) fn ChooseMailbox(
    listed: Fetched<Listed>,
    filter: Memo<MessageFilter>,
    chosen: Memo<Option<UserId>>,
) -> impl IntoView {
    let mailboxes = Memo::new(move |_| {
        listed
            .with(|it| it.map(|it| it.mailboxes.clone()))
            .unwrap_or_default()
    });
    let navigate = StoredValue::new_local(use_navigate());
    let choose = move |word: String| {
        let to = paths::voicemail(filter.get_untracked(), word.parse().ok());
        navigate.with_value(|navigate| navigate(&to, NavigateOptions::default()));
    };
    let option = move |mailbox: Mailbox| {
        let id = mailbox.id;
        view! {
            <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>
                {name(&mailbox)}
            </option>
        }
    };
    view! {
        <Show when=move || mailboxes.with(|it| it.len() > 1)>
            <div class="field message-box">
                <label class="visually-hidden" for="message-box">{t!(voicemail.mailbox)}</label>
                <select id="message-box" on:change:target=move |event| choose(event.target().value())>
                    <option value="" prop:selected=move || chosen.get().is_none()>
                        {t!(voicemail.all_mailboxes)}
                    </option>
                    {move || mailboxes.get().into_iter().map(option).collect_view()}
                </select>
            </div>
        </Show>
    }
}

fn name(mailbox: &Mailbox) -> String {
    let name = if mailbox.is_own {
        text!(voicemail.own).to_owned()
    } else {
        mailbox.name.clone()
    };
    if mailbox.new_messages == 0 {
        return name;
    }
    let count = intl::count(mailbox.new_messages);
    text!(voicemail.mailbox_new, name, count)
}
