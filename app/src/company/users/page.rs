use belroute_shared::{company::users::CompanyUser, ids::UserId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    account::AccountCard,
    api,
    form::{self, Draft, FIELDS, UserFields},
    words,
};
use crate::{
    awaited::Awaited,
    clock::Minute,
    confirmation::Confirmation,
    fetched::Fetched,
    form::{Form, Submission},
    intl,
    not_found::NotFoundPage,
    paths, t, text,
    ui::{self, Avatar, Icon, SaveNote},
};

/// `/company/users/:id`: one user.
#[component]
pub(crate) fn UserPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse::<UserId>().ok())
    });
    move || match id.get() {
        Some(id) => view! { <OneUser id /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
    }
}

#[component]
fn OneUser(id: UserId) -> impl IntoView {
    let user = Fetched::idle(move || api::show(id)).started();
    let name = Memo::new(move |_| user.with(|user| user.map(name_of).unwrap_or_default()));
    ui::title(move || match name.get() {
        name if name.is_empty() => text!(company.users).to_owned(),
        name => name,
    });
    // Only who it is about decides what is drawn anew: a form that somebody types in is not.
    let is_here = Memo::new(move |_| user.with(|user| user.is_some()));
    view! {
        <a class="company-back" href=paths::COMPANY_USERS>
            <Icon name="back" />
            {t!(company.users)}
        </a>
        <Awaited wait=user rows=8>
            <Show when=move || is_here.get()>
                <Head user name />
                {move || user.get_untracked().map(|it| view! { <Settings user it /> })}
                <AccountCard user />
            </Show>
        </Awaited>
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
    let submission = Submission::new(FIELDS);
    let is_saved = RwSignal::new(false);
    let on_submit = move |()| {
        is_saved.set(false);
        match draft.settings() {
            Ok(settings) => {
                let request = confirmation.run(move || {
                    let settings = settings.clone();
                    async move { api::replace(id, &settings).await }
                });
                submission.send(request, move |()| {
                    is_saved.set(true);
                    user.refetch();
                });
            }
            Err(broken) => {
                submission.passes(Err(broken));
            }
        }
    };
    view! {
        <section class="card company-card" aria-labelledby="user-settings">
            <h2 id="user-settings">{t!(users.settings)}</h2>
            <Form submission on_submit submit=t!(action.save)>
                <UserFields draft submission />
            </Form>
            <SaveNote outcome=Signal::derive(move || is_saved.get().then(|| Ok(form::saved()))) />
        </section>
    }
}
