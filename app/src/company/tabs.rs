use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{paths, t};

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
        path: paths::COMPANY_AUDIT_LOG,
        text: t!(company.audit_log),
    },
];

/// One tab for each.
#[component]
pub(super) fn Tabs() -> impl IntoView {
    let here = use_location().pathname;
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
            {TABS.iter().map(tab).collect_view()}
        </nav>
    }
}
