use belroute_shared::company::users::{CompanyUser, CompanyUsers, Role, UserStatus};
use leptos::prelude::*;

use super::api;
use crate::{
    company::words,
    listing::{Add, ListCard, Listing, Page},
    paths, t,
    ui::Avatar,
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
    let listing = Listing::of::<CompanyUsers>(api::USERS);
    view! {
        <ListCard
            listing
            id="users-heading"
            title=t!(company.users)
            find=t!(users.find)
            row
            icon="book"
            empty=t!(users.none)
            empty_text=t!(users.none_text)
        >
            <Add path=paths::COMPANY_NEW_USER text=t!(users.add) />
        </ListCard>
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
