use belroute_shared::company::hoteling::{CompanyHost, CompanyHosts};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    api,
    stay::{Release, limit, stay},
    user,
};
use crate::{
    clock::Minute,
    company::{calling::section::Section, pick},
    listing::{Listing, Page},
    paths,
    pick::{Pick, Picker},
    t, text,
    ui::Icon,
};

impl Page for CompanyHosts {
    type Row = CompanyHost;

    fn rows(self) -> Vec<CompanyHost> {
        self.hosts
    }
}

/// The phones that take guests, each with its guest. Whether one does is decided beside its user.
#[component]
pub(crate) fn HostsSection() -> impl IntoView {
    let listing = Listing::of::<CompanyHosts>(api::HOSTS);
    provide_context(listing);
    let navigate = use_navigate();
    let go = Callback::new(move |picked: Option<Pick>| {
        if let Some(id) = picked.and_then(|it| it.id.parse().ok()) {
            let address = paths::company_user_part(id, user::HEADING);
            navigate(&address, NavigateOptions::default());
        }
    });
    view! {
        <Section
            listing
            id="hosts-heading"
            title=t!(company_calling.hosts)
            about=t!(company_calling.hosts_text)
            row
            icon="phone"
            empty=t!(company_calling.no_hosts)
            empty_text=t!(company_calling.no_hosts_text)
        >
            <Picker
                id="host-user"
                label=t!(company_calling.another_host)
                find=pick::users
                chosen=Signal::stored(None)
                on_pick=go
            />
        </Section>
    }
}

fn row(host: CompanyHost) -> AnyView {
    let listing: Listing<CompanyHost> = expect_context();
    let now = Minute::signal();
    let CompanyHost {
        host,
        settings,
        guest,
    } = host;
    let guest = StoredValue::new(guest);
    let detail = move || {
        let stay = guest.with_value(|guest| guest.as_ref().map(|guest| stay(guest, now.get())));
        let free = || text!(company_calling.free).to_owned();
        format!("{} · {}", stay.unwrap_or_else(free), limit(settings))
    };
    let release = guest.with_value(|guest| {
        let name = guest.as_ref()?.guest.name.clone();
        let on_done = Callback::new(move |()| listing.refetch());
        Some(view! { <Release host=host.id name on_done /> })
    });
    view! {
        <li class="company-row block-row">
            <span class="company-icon">
                <Icon name="phone" />
            </span>
            <span class="company-words">
                <a class="company-link" href=paths::company_user_part(host.id, user::HEADING)>
                    {host.name}
                    {host.extension.map(|it| format!(" · {it}"))}
                </a>
                <small>{detail}</small>
            </span>
            {release}
        </li>
    }
    .into_any()
}
