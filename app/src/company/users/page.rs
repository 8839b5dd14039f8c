use belroute_shared::{
    company::users::{CompanyUser, Grant},
    ids::UserId,
};
use leptos::prelude::*;

use super::{
    account::AccountCard,
    api,
    form::{Draft, FIELDS, UserFields},
    mailbox::MailboxCard,
};
use crate::{
    clock::Minute,
    company::{
        calling::{GuestsCard, RecordingCard},
        entry::{Entry, Saving, SettingsForm, named},
        feature_access::FeaturesCard,
        words,
    },
    confirmation::Confirmation,
    fetched::Fetched,
    intl, paths, t, text,
    ui::Avatar,
};

/// `/company/users/:id`: one user.
#[component]
pub(crate) fn UserPage() -> impl IntoView {
    named(
        "id",
        |id| id.parse::<UserId>().ok(),
        |id| view! { <OneUser id /> }.into_any(),
    )
}

#[component]
fn OneUser(id: UserId) -> impl IntoView {
    let user = Fetched::idle(move || api::show(id)).started();
    let name = Memo::new(move |_| user.with(|user| user.map(name_of).unwrap_or_default()));
    let has_mailbox = Memo::new(move |_| {
        let has = |user: &CompanyUser| user.settings.grants.contains(&Grant::Mailbox);
        user.with(|user| user.is_some_and(has))
    });
    view! {
        <Entry wait=user name list=paths::COMPANY_USERS list_name=t!(company.users) rows=8>
            <Head user name />
            {move || user.get_untracked().map(|it| view! { <Settings user it /> })}
            <Show when=move || has_mailbox.get()>
                <MailboxCard id />
            </Show>
            <GuestsCard id />
            <RecordingCard id />
            <FeaturesCard id user />
            <AccountCard user />
        </Entry>
    }
}

fn name_of(user: &CompanyUser) -> String {
    format!("{} {}", user.settings.first_name, user.settings.last_name)
        .trim()
        .to_owned()
}

#[component]
fn Head(user: Fetched<CompanyUser>, name: Memo<String>) -> impl IntoView {
    let now = Minute::signal();
    let facts = move || {
        user.get().map(|user| {
            let signed_in = match user.last_signed_in_at {
                Some(at) => text!(users.last_signed_in, when = intl::moment(at, now.get())),
                None => text!(users.never_signed_in).to_owned(),
            };
            let factor = if user.has_second_factor {
                text!(users.has_factor)
            } else {
                text!(users.no_factor)
            };
            format!("{} · {signed_in} · {factor}", words::of_status(user.status))
        })
    };
    view! {
        <header class="company-person">
            <Avatar
                name
                seed=Signal::derive(move || {
                    user.with(|user| user.map(|user| user.id.to_string()).unwrap_or_default())
                })
            />
            <div>
                <h2>{move || name.get()}</h2>
                <p class="soft">{facts}</p>
            </div>
        </header>
    }
}

#[component]
fn Settings(user: Fetched<CompanyUser>, it: CompanyUser) -> impl IntoView {
    let id = it.id;
    let confirmation = Confirmation::get();
    let draft = Draft::of(Some(&it.settings));
    let saving = Saving::new(FIELDS);
    let on_submit = move |()| {
        saving.save(user, draft.settings(), move |settings| {
            confirmation.run(move || {
                let settings = settings.clone();
                async move { api::replace(id, &settings).await }
            })
        });
    };
    view! {
        <section class="card company-card" aria-labelledby="user-settings">
            <h2 id="user-settings">{t!(users.settings)}</h2>
            <SettingsForm saving on_submit>
                <UserFields draft submission=saving.submission />
            </SettingsForm>
        </section>
    }
}
