use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{paths, session, t};

/// A page of the company panel.
#[derive(Clone, Copy)]
struct Tab {
    path: &'static str,
    text: fn() -> &'static str,
}

/// All of them.
const TABS: &[Tab] = &[
    Tab {
        path: paths::COMPANY_USERS,
        text: t!(company.users),
    },
    Tab {
        path: paths::COMPANY_NUMBERS,
        text: t!(company.numbers),
    },
    Tab {
        path: paths::COMPANY_DIAL_PLANS,
        text: t!(company.dial_plans),
    },
    Tab {
        path: paths::COMPANY_PHONEBOOK,
        text: t!(contacts.title),
    },
    Tab {
        path: paths::COMPANY_BLOCK_LIST,
        text: t!(block_list.title),
    },
    Tab {
        path: paths::COMPANY_SIGN_IN_RULES,
        text: t!(sign_in_rules.title),
    },
    Tab {
        path: paths::COMPANY_AUDIT_LOG,
        text: t!(company.audit_log),
    },
];

/// One tab for each. Who only manages the phonebook has no other.
#[component]
pub(super) fn Tabs() -> impl IntoView {
    let here = use_location().pathname;
    let me = session::me();
    let may =
        move |tab: &&Tab| tab.path == paths::COMPANY_PHONEBOOK || me.with(|me| me.is_administrator);
    let tab = move |tab: &Tab| {
        let Tab { path, text } = *tab;
        let is_current = move || {
            here.with(|here| {
                here.strip_prefix(path)
                    .is_some_and(|rest| !rest.starts_with('-'))
            })
        };
        view! {
            <a class="tab" href=path aria-current=move || is_current().then_some("page")>
                {text}
            </a>
        }
    };
    view! {
        <nav class="tabs company-tabs" aria-label=t!(company.title)>
            {move || TABS.iter().filter(may).map(tab).collect_view()}
        </nav>
    }
}
