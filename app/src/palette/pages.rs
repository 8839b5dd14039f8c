//! Pages of the panel, by their names and by other words for them.

use belroute_shared::{features::MyFeatures, session::Me};

use crate::{intl, paths, settings::headings, t, text};

/// So many are offered.
const MOST: usize = 5;

/// A page, or a setting on one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) path: String,
    pub(super) name: String,
    /// Where it is found otherwise.
    pub(super) place: String,
}

type Words = fn() -> &'static str;

/// Those that everybody has.
const PAGES: &[(&str, Words)] = &[
    (paths::DASHBOARD, t!(dashboard.title)),
    (paths::CALLS, t!(calls.title)),
    (paths::PHONEBOOK, t!(phonebook.title)),
    (paths::ROUTE, t!(route.menu)),
    (paths::CHANGES, t!(changes.title)),
    (paths::CALL_SETTINGS, t!(calling.settings)),
    (paths::SCHEDULES, t!(calling.schedules)),
    (paths::VOICEMAIL_SETTINGS, t!(voicemail.settings)),
    (paths::ME, t!(account.personal)),
    (paths::ACCOUNT, t!(account.title)),
];

/// Those that nobody but the user himself is shown.
const OF_OWNER: &[(&str, Words)] = &[
    (paths::CONTACTS, t!(phonebook.contacts)),
    (paths::VOICEMAIL, t!(voicemail.title)),
    (paths::SECURITY, t!(security.title)),
];

/// Those of administrators.
const OF_COMPANY: &[(&str, Words)] = &[
    (paths::COMPANY_USERS, t!(company.users)),
    (paths::COMPANY_NUMBERS, t!(company.numbers)),
    (paths::COMPANY_PHONEBOOK, t!(contacts.title)),
    (paths::COMPANY_BLOCK_LIST, t!(block_list.title)),
    (paths::COMPANY_DIAL_PLANS, t!(company.dial_plans)),
    (paths::COMPANY_FEATURES, t!(feature_access.title)),
    (paths::COMPANY_VOICEMAIL, t!(company_voicemail.page)),
    (paths::COMPANY_AUDIT_LOG, t!(company.audit_log)),
];

/// The pages whose names have all the words that were typed; the usual ones where nothing was.
pub(super) fn found(text: &str, me: &Me, features: Option<&MyFeatures>) -> Vec<Page> {
    let wanted = intl::folded(text);
    let has_all = |name: &str| {
        let name = intl::folded(name);
        wanted.split_whitespace().all(|word| name.contains(word))
    };
    let is_own = me.opened_panel.is_none();
    let of_owner = is_own.then_some(OF_OWNER);
    let of_company = (is_own && me.is_administrator).then_some(OF_COMPANY);
    let page = |(path, name): &(&str, Words), place: &str| Page {
        path: (*path).to_owned(),
        name: name().to_owned(),
        place: place.to_owned(),
    };
    let company = text!(company.title);
    let own = PAGES.iter().chain(of_owner.into_iter().flatten());
    let pages = own.map(|it| page(it, ""));
    let of_company = of_company.into_iter().flatten();
    let pages = pages.chain(of_company.map(|it| page(it, company)));
    if wanted.trim().is_empty() {
        return pages.take(MOST).collect();
    }
    let all = headings::ALL.iter();
    let shown = all.filter(|row| features.is_some_and(|features| (row.is_shown)(features)));
    let settings = shown.filter_map(|row| {
        let words = format!("{} {}", (row.name)(), (row.synonyms)());
        has_all(&words).then(|| Page {
            path: paths::call_setting(row.anchor),
            name: (row.name)().to_owned(),
            place: text!(calling.settings).to_owned(),
        })
    });
    pages
        .filter(|page| has_all(&page.name))
        .chain(settings)
        .take(MOST)
        .collect()
}
