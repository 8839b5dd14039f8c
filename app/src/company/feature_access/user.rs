use belroute_shared::{
    company::{
        feature_access::{UserFeature, UserFeatureAccess},
        users::{CompanyUser, Grant},
    },
    features::{Access, Feature, OutgoingPermission},
    ids::UserId,
    live::LiveEvent,
};
use leptos::prelude::*;

use super::{
    api,
    choosing::{Choosing, Part},
    groups::Group,
    row::{Groups, Row, about_id, id_of},
};
use crate::{
    awaited::Awaited,
    company::{entry::lead_here, words},
    fetched::Fetched,
    http::Request,
    live::Live,
    t, text,
    ui::{Choice, SaveNote},
};

/// Id of the heading, and its place in the address.
pub(super) const HEADING: &str = "features";

/// One feature, for one user.
struct ForUser(UserId, Feature);

impl Part for ForUser {
    type Whole = UserFeatureAccess;
    /// His own word, where there is one.
    type Value = Option<Access>;

    fn read(&self, whole: &UserFeatureAccess) -> Option<Option<Access>> {
        whole.features.get(&self.1).map(|it| it.own)
    }

    fn write(&self, whole: &mut UserFeatureAccess, own: Option<Access>) {
        if let Some(it) = whole.features.get_mut(&self.1) {
            *it = UserFeature::of(it.organisation, own);
        }
    }

    fn send(&self, own: Option<Access>) -> Request<()> {
        let Self(id, feature) = *self;
        Box::pin(api::replace_of_user(id, feature, own))
    }
}

/// Where the calls of one user may be sent.
struct PermissionOf(UserId);

impl Part for PermissionOf {
    type Whole = UserFeatureAccess;
    type Value = OutgoingPermission;

    fn read(&self, whole: &UserFeatureAccess) -> Option<OutgoingPermission> {
        Some(whole.outgoing_permission)
    }

    fn write(&self, whole: &mut UserFeatureAccess, permission: OutgoingPermission) {
        whole.outgoing_permission = permission;
    }

    fn send(&self, permission: OutgoingPermission) -> Request<()> {
        Box::pin(api::replace_permission(self.0, permission))
    }
}

/// What one user finds among his settings, and where he may have his calls sent.
#[component]
pub(crate) fn FeaturesCard(
    /// The user.
    id: UserId,
    /// What else is known of him.
    user: Fetched<CompanyUser>,
) -> impl IntoView {
    let saved = Fetched::idle(move || api::show_of_user(id)).started();
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Access | LiveEvent::Resync) {
            saved.refetch();
        }
    });
    let has_mailbox = Memo::new(move |_| {
        user.with(|user| user.is_some_and(|it| it.settings.grants.contains(&Grant::Mailbox)))
    });
    let note = move |group: &'static Group| {
        let is_told = move || group.is_of_mailbox && !has_mailbox.get();
        view! {
            <Show when=is_told>
                <p class="soft small">{t!(feature_access.no_mailbox)}</p>
            </Show>
        }
        .into_any()
    };
    let row = move |feature| view! { <OneFeature id saved feature /> }.into_any();
    lead_here(HEADING);
    view! {
        <section class="card company-card" aria-labelledby=HEADING>
            <h2 id=HEADING>{t!(feature_access.title)}</h2>
            <p class="soft">{t!(feature_access.hiding)}</p>
            <Awaited wait=saved rows=12>
                <Permission id saved />
                <p class="access-count">{move || saved.with(|it| it.map(exceptions))}</p>
                <Groups note row />
            </Awaited>
        </section>
    }
}

/// How much differs from what the company has.
fn exceptions(access: &UserFeatureAccess) -> String {
    let own = access.features.values().filter(|it| it.own.is_some());
    match own.count() {
        0 => text!(feature_access.no_exceptions).to_owned(),
        1 => text!(feature_access.one_exception).to_owned(),
        count => text!(feature_access.exceptions, count = count.to_string()),
    }
}

#[component]
fn Permission(id: UserId, saved: Fetched<UserFeatureAccess>) -> impl IntoView {
    let choosing = Choosing::new(saved, PermissionOf(id));
    let option = |permission| {
        let text = move || words::of_permission(permission).to_owned();
        (permission, Signal::derive(text))
    };
    view! {
        <div class="access-permission">
            <Choice
                name="outgoing-permission"
                label=t!(feature_access.permission)
                options=vec![
                    option(OutgoingPermission::Internal),
                    option(OutgoingPermission::National),
                    option(OutgoingPermission::All),
                ]
                chosen=Signal::derive(move || choosing.chosen().unwrap_or_default())
                on_change=move |permission| choosing.choose(permission)
            />
            <SaveNote outcome=choosing.outcome() />
            <p class="soft small">{t!(feature_access.permission_text)}</p>
        </div>
    }
}

#[component]
fn OneFeature(id: UserId, saved: Fetched<UserFeatureAccess>, feature: Feature) -> impl IntoView {
    let choosing = Choosing::new(saved, ForUser(id, feature));
    let own = move || choosing.chosen().flatten();
    let organisation = move || {
        saved.with(|value| {
            let it = value.and_then(|value| value.features.get(&feature));
            it.map(|it| it.organisation).unwrap_or_default()
        })
    };
    let option = move |it: Option<Access>| {
        let words = move || {
            let access = words::of_access(it.unwrap_or_else(organisation));
            if it.is_some() {
                return access.to_owned();
            }
            text!(feature_access.as_company, access = access.to_lowercase())
        };
        view! {
            <option value=word(it) prop:selected=move || own() == it>
                {words}
            </option>
        }
    };
    view! {
        <Row feature outcome=choosing.outcome()>
            <select
                id=id_of(feature)
                class="select access-select"
                aria-describedby=about_id(feature)
                data-own=move || own().is_some().to_string()
                on:change:target=move |event| choosing.choose(of_word(&event.target().value()))
            >
                {[None, Some(Access::FullAccess), Some(Access::NoAccess)]
                    .map(option)
                    .collect_view()}
            </select>
        </Row>
    }
}

fn word(own: Option<Access>) -> &'static str {
    match own {
        None => "company",
        Some(Access::FullAccess) => "shown",
        Some(Access::NoAccess) => "hidden",
    }
}

fn of_word(word: &str) -> Option<Access> {
    [Access::FullAccess, Access::NoAccess]
        .into_iter()
        .find(|access| self::word(Some(*access)) == word)
}
