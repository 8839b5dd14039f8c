//! The user's own phones as a stop of the route, with what is set about them alone.

use belroute_shared::routing::{call::IncomingCall, explain::Summary, profile::Profile};
use leptos::prelude::*;

use super::{
    call_waiting, headings, priority_alert,
    row::Row,
    state::{Mark, State},
};
use crate::{
    features::MyFeatures,
    intl,
    route::{MyRoute, names_of},
    t, text,
    ui::plain,
};

/// The stop; a row of the route alone.
pub(super) static ROW: Row = Row {
    heading: &headings::MY_DEVICES,
    state,
    told: &[],
    acting: None,
    body,
};

fn state() -> Signal<Option<State>> {
    let route = MyRoute::get();
    let state = Memo::new(move |_| {
        route.profile().with(|profile| {
            let profile = profile?;
            Some(State {
                words: words(route, profile),
                mark: Mark::None,
            })
        })
    });
    state.into()
}

/// Which phones there are, and for how long they ring.
fn words(route: MyRoute, profile: &Profile) -> String {
    let mut names = Vec::new();
    if !profile.has_guest {
        names.extend(names_of(&profile.devices).iter().map(|it| plain(it)));
    }
    let host = profile.guest_at.as_ref();
    let host = host.filter(|it| it.is_registered).cloned();
    names.extend(host.map(|it| text!(route.phone_of, name = it.name)));
    if profile.devices.is_empty() || names.is_empty() {
        return text!(route.devices.none).to_owned();
    }
    // As they ring for a call that nothing else takes.
    let call = IncomingCall {
        active_calls: Some(0),
        is_registered: Some(true),
        ..IncomingCall::default()
    };
    let what = intl::capitalised(&intl::list(&names));
    match route.summary_of(profile, &call) {
        Summary::Rings { rings, .. } if rings.base => {
            let time = intl::seconds(rings.seconds);
            text!(route.devices.for_time, what, time)
        }
        _ => what,
    }
}

fn body() -> AnyView {
    let features = MyFeatures::get();
    let part = |row: &'static Row| {
        let is_shown = Memo::new(move |_| features.with(row.is_shown) == Some(true));
        view! {
            <Show when=move || is_shown.get()>
                <div class="setting-part">
                    <h4>{row.name}</h4>
                    {(row.body)()}
                </div>
            </Show>
        }
    };
    view! {
        <p class="soft">{t!(route.devices.text)}</p>
        {[&call_waiting::ROW, &priority_alert::ROW].map(part)}
    }
    .into_any()
}
