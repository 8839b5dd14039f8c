use leptos::prelude::*;

use crate::{paths, session, t, tabs::Tab};

/// All pages of the company panel.
const TABS: &[Tab] = &[
    Tab::new(paths::COMPANY_USERS, t!(company.users)),
    Tab::new(paths::COMPANY_NUMBERS, t!(company.numbers)),
    Tab::new(paths::COMPANY_DIAL_PLANS, t!(company.dial_plans)),
    Tab::new(paths::COMPANY_PHONEBOOK, t!(contacts.title)),
    Tab::new(paths::COMPANY_BLOCK_LIST, t!(block_list.title)),
    Tab::new(paths::COMPANY_SCHEDULES, t!(schedules.title)),
    Tab::new(paths::COMPANY_CALLING, t!(company_calling.title)),
    Tab::new(paths::COMPANY_FEATURES, t!(feature_access.title)),
    Tab::new(paths::COMPANY_VOICEMAIL, t!(company_voicemail.title)),
    Tab::new(paths::COMPANY_SIGN_IN_RULES, t!(sign_in_rules.title)),
    Tab::new(paths::COMPANY_AUDIT_LOG, t!(company.audit_log)),
];

/// One tab for each. Who only manages the phonebook has no other.
#[component]
pub(super) fn Tabs() -> impl IntoView {
    let me = session::me();
    let tabs = Signal::derive(move || {
        let may =
            |tab: &&Tab| tab.path == paths::COMPANY_PHONEBOOK || me.with(|me| me.is_administrator);
        TABS.iter().filter(may).copied().collect::<Vec<_>>()
    });
    view! { <crate::tabs::Tabs label=t!(company.title) tabs /> }
}
