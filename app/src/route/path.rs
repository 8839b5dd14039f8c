//! The path of a call: the stops in their lanes, lit by a call that is tried.

mod band;
mod caller;
mod health;
mod mend;
mod moment;
mod stop;
mod tried;
mod try_it;

use leptos::prelude::*;

use crate::{
    awaited::Awaited,
    features::MyFeatures,
    paths,
    route::MyRoute,
    settings::{Board, Drafts, LANES, Lane},
    t,
};
use health::HealthLine;
use stop::StopCard;
use tried::Tried;
use try_it::TryIt;

/// The lanes at the start, and beside them what to try and what to mend.
#[component]
pub(super) fn RoutePath() -> impl IntoView {
    Board::provide(paths::ROUTE);
    let drafts = Drafts::provide();
    let tried = Tried::provide(drafts);
    let route = MyRoute::get();
    let wait = MyFeatures::get().wait();
    view! {
        <div class="route">
            <section class="route-path" aria-labelledby="route-path">
                <h2 class="visually-hidden" id="route-path">{t!(route.path)}</h2>
                <Awaited wait=route.profile() rows=8>
                    <Awaited wait rows=8>
                        {LANES.iter().map(|lane| view! { <LaneStops lane /> }).collect_view()}
                    </Awaited>
                </Awaited>
            </section>
            <aside class="route-aside">
                <TryIt tried />
                <HealthLine tried />
            </aside>
        </div>
    }
}

/// One lane; its stops are those that the user has.
#[component]
fn LaneStops(lane: &'static Lane) -> impl IntoView {
    let (features, board) = (MyFeatures::get(), Board::get());
    let heading = format!("lane-{}", lane.anchor);
    let labelled_by = heading.clone();
    // One that is taken away while it is open says so before it goes.
    let stops = move || {
        let is_here = |(_, row): &&(_, &'static crate::settings::Row)| {
            features.with(row.is_shown) == Some(true) || board.is_open(row.anchor)
        };
        lane.stops
            .iter()
            .filter(is_here)
            .copied()
            .collect::<Vec<_>>()
    };
    view! {
        <section class="lane" aria-labelledby=labelled_by>
            <h3 id=heading>{lane.name}</h3>
            <ol class="lane-stops">
                <For each=stops key=|(place, _)| *place let((place, row))>
                    <StopCard place row />
                </For>
            </ol>
        </section>
    }
}
