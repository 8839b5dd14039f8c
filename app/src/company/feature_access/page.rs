use belroute_shared::{
    company::feature_access::FeatureAccess,
    features::{Access, Feature},
    live::LiveEvent,
};
use leptos::prelude::*;

use super::{
    api,
    choosing::{Choosing, Part},
    differs::WhoDiffers,
    row::{Groups, Row, about_id, finds, id_of},
};
use crate::{
    awaited::Awaited,
    company::words,
    fetched::Fetched,
    http::Request,
    listing::{self, Find},
    live::Live,
    t, text, ui,
};

/// One feature, for everybody.
struct ForAll(Feature);

impl Part for ForAll {
    type Whole = FeatureAccess;
    type Value = Access;

    fn read(&self, whole: &FeatureAccess) -> Option<Access> {
        whole.features.get(&self.0).copied()
    }

    fn write(&self, whole: &mut FeatureAccess, access: Access) {
        whole.features.insert(self.0, access);
    }

    fn send(&self, access: Access) -> Request<()> {
        Box::pin(api::replace(self.0, access))
    }
}

/// `/company/features`: what everybody finds among his settings.
#[component]
pub(crate) fn FeaturesPage() -> impl IntoView {
    ui::title(|| text!(feature_access.title).to_owned());
    let saved = Fetched::idle(api::show).started();
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Access | LiveEvent::Resync) {
            saved.refetch();
        }
    });
    let query = listing::query();
    let has_found = Memo::new(move |_| query.with(|query| finds(query)));
    let row = move |feature| view! { <OneFeature saved feature /> }.into_any();
    view! {
        <section class="card company-card" aria-labelledby="features-heading">
            <header class="access-head">
                <h2 id="features-heading">{t!(feature_access.title)}</h2>
                <Find label=t!(feature_access.find) />
            </header>
            <p class="soft">{t!(feature_access.text)}</p>
            <p class="soft">{t!(feature_access.hiding)}</p>
            <Awaited wait=saved rows=12>
                <Groups query row />
            </Awaited>
            <div role="status">
                <Show when=move || !has_found.get()>
                    <p class="soft">{t!(feature_access.none_found)}</p>
                </Show>
            </div>
        </section>
        <WhoDiffers />
    }
}

#[component]
fn OneFeature(saved: Fetched<FeatureAccess>, feature: Feature) -> impl IntoView {
    let choosing = Choosing::new(saved, ForAll(feature));
    let access = move || choosing.chosen().unwrap_or_default();
    let on_change = move |is_shown| {
        choosing.choose(if is_shown {
            Access::FullAccess
        } else {
            Access::NoAccess
        });
    };
    view! {
        <Row feature outcome=choosing.outcome()>
            <span class="access-state" data-access=move || word(access()) aria-hidden="true">
                {move || words::of_access(access())}
            </span>
            <input
                id=id_of(feature)
                class="access-switch"
                type="checkbox"
                role="switch"
                aria-describedby=about_id(feature)
                prop:checked=move || access() == Access::FullAccess
                on:change:target=move |event| on_change(event.target().checked())
            />
        </Row>
    }
}

fn word(access: Access) -> &'static str {
    match access {
        Access::FullAccess => "shown",
        Access::NoAccess => "hidden",
    }
}
