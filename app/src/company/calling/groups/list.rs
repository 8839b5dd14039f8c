use belroute_shared::company::call_groups::{CompanyCallGroup, CompanyCallGroups};
use leptos::prelude::*;

use super::api;
use crate::{
    company::{calling::section::Section, words},
    intl,
    listing::{Add, Listing, Page},
    paths, t, text,
    ui::Icon,
};

impl Page for CompanyCallGroups {
    type Row = CompanyCallGroup;

    fn rows(self) -> Vec<CompanyCallGroup> {
        self.call_groups
    }
}

/// All groups, by name.
#[component]
pub(crate) fn GroupsSection() -> impl IntoView {
    let listing = Listing::of::<CompanyCallGroups>(api::GROUPS);
    view! {
        <Section
            listing
            id="groups-heading"
            title=t!(company_calling.groups)
            about=t!(company_calling.groups_text)
            row
            icon="phone"
            empty=t!(company_calling.no_groups)
            empty_text=t!(company_calling.no_groups_text)
        >
            <Add path=paths::COMPANY_NEW_CALL_GROUP text=t!(company_calling.add_group) />
        </Section>
    }
}

fn row(group: CompanyCallGroup) -> AnyView {
    let kind = group.settings.kind;
    let names: Vec<String> = group.members.into_iter().map(|it| it.name).collect();
    let members = move || {
        if names.is_empty() {
            text!(company_calling.nobody).to_owned()
        } else {
            intl::list(&names)
        }
    };
    view! {
        <li class="company-row block-row">
            <span class="company-icon">
                <Icon name="phone" />
            </span>
            <span class="company-words">
                <a class="company-link" href=paths::company_call_group(group.id)>
                    {group.settings.name}
                </a>
                <small>{members}</small>
            </span>
            <span class="company-marks">
                <span class="chip">{move || words::of_group_kind(kind)}</span>
            </span>
        </li>
    }
    .into_any()
}
