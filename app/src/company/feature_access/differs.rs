use belroute_shared::{
    company::feature_access::{UserWhoDiffers, UsersWhoDiffer},
    features::{Access, OutgoingPermission},
    live::LiveEvent,
};
use leptos::prelude::*;

use super::api;
use crate::{
    company::words,
    intl,
    listing::{Listing, Page, Rows},
    paths, t, text,
    ui::Avatar,
};

impl Page for UsersWhoDiffer {
    type Row = UserWhoDiffers;

    fn rows(self) -> Vec<UserWhoDiffers> {
        self.users
    }
}

/// Users for whom something else was decided than for everybody.
#[component]
pub(super) fn WhoDiffers() -> impl IntoView {
    let listing = Listing::of::<UsersWhoDiffer>(api::WHO_DIFFERS)
        .following(|event| matches!(event, LiveEvent::Access));
    let finds_nothing = listing.finds_nothing();
    view! {
        <section class="card" aria-labelledby="differs-heading" hidden=move || finds_nothing.get()>
            <header class="card-head calling-head">
                <h2 id="differs-heading">{t!(feature_access.differs)}</h2>
                <p class="soft">{t!(feature_access.differs_text)}</p>
            </header>
            <Rows
                listing
                row
                icon="sliders"
                empty=t!(feature_access.nobody_differs)
                empty_text=t!(feature_access.nobody_differs_text)
            />
        </section>
    }
}

fn row(differs: UserWhoDiffers) -> AnyView {
    let user = differs.user.clone();
    view! {
        <li class="company-row block-row">
            <Avatar
                name=Signal::stored(user.name.clone())
                seed=Signal::stored(user.id.to_string())
                small=true
            />
            <span class="company-words">
                <a class="company-link" href=paths::company_user_part(user.id, super::user::HEADING)>
                    {user.name}
                    {user.extension.map(|it| format!(" · {it}"))}
                </a>
                <small>{move || decided(&differs)}</small>
            </span>
        </li>
    }
    .into_any()
}

/// What was decided, in one line.
fn decided(differs: &UserWhoDiffers) -> String {
    let with = |wanted: Access| {
        let features = differs.features.iter();
        let names: Vec<String> = features
            .filter(|(_, access)| **access == wanted)
            .map(|(feature, _)| words::of_feature(*feature).to_owned())
            .collect();
        (!names.is_empty()).then(|| {
            let features = intl::list(&names);
            let access = words::of_access(wanted);
            text!(feature_access.decided, access, features)
        })
    };
    let permission = differs.outgoing_permission;
    let permission = (permission != OutgoingPermission::All).then(|| {
        let place = words::of_permission(permission);
        text!(feature_access.may_send, place)
    });
    let parts = [with(Access::NoAccess), with(Access::FullAccess), permission];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
