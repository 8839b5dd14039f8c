use belroute_shared::{
    company::users::{CompanyUser, CompanyUsers, Role, UserStatus},
    live::LiveEvent,
};
use leptos::prelude::*;

use super::{api, words};
use crate::{
    company::listing::{Find, Listing, Page, Rows},
    live::Live,
    paths, t, text,
    ui::{self, Avatar, Icon},
};

impl Page for CompanyUsers {
    type Row = CompanyUser;

    fn rows(self) -> Vec<CompanyUser> {
        self.users
    }
}

/// `/company/users`.
#[component]
pub(crate) fn UsersPage() -> impl IntoView {
    ui::title(|| text!(company.users).to_owned());
    let listing = Listing::of::<CompanyUsers>(api::USERS);
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Resync) {
            listing.refetch();
        }
    });
    view! {
        <section class="card" aria-labelledby="users-heading">
            <header class="card-head">
                <h2 id="users-heading">{t!(company.users)}</h2>
                <Find label=t!(users.find) />
                <a class="button main company-add" href=paths::COMPANY_NEW_USER>
                    <Icon name="plus" />
                    {t!(users.add)}
                </a>
            </header>
            <Rows listing row icon="book" empty=t!(users.none) empty_text=t!(users.none_text) />
        </section>
    }
}

fn row(user: CompanyUser) -> AnyView {
    let name = format!("{} {}", user.settings.first_name, user.settings.last_name);
    let seed = user.id.to_string();
    let status = user.status;
    let is_administrator = user.settings.role == Role::Administrator;
    view! {
        <li class="company-row">
            <Avatar name=Signal::stored(name.clone()) seed=Signal::stored(seed) small=true />
            <span class="company-words">
                <a class="company-link" href=paths::company_user(user.id)>
                    {name}
                </a>
                <small>{user.settings.email}</small>
            </span>
            <span class="company-marks">
                {is_administrator
                    .then(|| view! { <span class="chip">{t!(users.role_administrator)}</span> })}
                {(status != UserStatus::Active)
                    .then(|| {
                        let is_off = status == UserStatus::Disabled;
                        view! {
                            <span class="chip" class:bad=is_off class:wait=!is_off>
                                {move || words::of_status(status)}
                            </span>
                        }
                    })}
            </span>
            <span class="company-number">{user.settings.extension.to_string()}</span>
        </li>
    }
    .into_any()
}
