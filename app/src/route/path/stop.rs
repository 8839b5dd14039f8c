use belroute_shared::{
    ids::RuleId,
    routing::{
        lanes::{Light, Lights, Place},
        overruled::overruled,
        profile::Profile,
        trace::{Stop, Verdict},
    },
    rule::RuleFeature,
};
use leptos::{html, prelude::*};
use web_sys::HtmlDetailsElement;

use super::tried::Tried;
use crate::{
    features::MyFeatures,
    route::Why,
    settings::{Board, Mark, OverruledNote, Row, Withdrawn, name_of_place},
    text,
    ui::Icon,
};

/// One stop: what it does in one sentence, what the tried call does here, and the form below it.
#[component]
pub(super) fn StopCard(place: Place, row: &'static Row) -> impl IntoView {
    let (board, features, tried) = (Board::get(), MyFeatures::get(), Tried::get());
    let state = (row.state)();
    let light = Memo::new(move |_| {
        let lights = tried.lights();
        lights.with(|lights| lights.as_ref().map_or(Light::Dark, |it| it.at(place)))
    });
    let is_off =
        Memo::new(move |_| state.with(|it| it.as_ref().is_some_and(|it| it.mark == Mark::Off)));
    let why = Memo::new(move |_| why(tried, place, light.get(), is_off.get()));
    let route = tried.route();
    let overruling = Memo::new(move |_| {
        let is_on = state.with(|it| it.as_ref().is_some_and(|it| it.mark == Mark::On));
        let (acting, now) = (row.acting.filter(|_| is_on)?, route.now());
        route
            .profile()
            .with(|profile| overruled(profile?, acting, now))
    });
    let is_withdrawn = Memo::new(move |_| features.with(|it| !(row.is_shown)(it)) == Some(true));
    let is_open = Memo::new(move |_| board.is_open(row.anchor));
    let was_opened =
        Memo::new(move |before: Option<&bool>| before.copied().unwrap_or(false) || is_open.get());
    let node = NodeRef::<html::Details>::new();
    board.join(row.anchor, Memo::new(|_| true));
    board.reveal_when_wanted(row.anchor, node);
    let body = move || {
        if is_withdrawn.get() {
            return view! { <Withdrawn /> }.into_any();
        }
        view! {
            <OverruledNote overruling />
            {(row.body)()}
        }
        .into_any()
    };
    let words = move || state.with(|it| it.as_ref().map(|it| it.words.clone()));
    view! {
        <li
            class="card stop-card"
            data-light=move || light_word(light.get())
            data-state=move || if is_off.get() { "off" } else { "on" }
        >
            <details
                id=format!("setting-{}", row.anchor)
                node_ref=node
                prop:open=move || is_open.get()
                on:toggle:target=move |event| {
                    let details: HtmlDetailsElement = event.target();
                    board.toggled(row.anchor, details.open());
                }
            >
                <summary class="stop-line">
                    <span class="stop-words">
                        <b>{row.name}</b>
                        " "
                        <span>{words}</span>
                        <span class="visually-hidden">{move || spoken(light.get())}</span>
                    </span>
                    <span class="stop-action">
                        {move || if is_off.get() { text!(route.add) } else { text!(route.change) }}
                        <Icon name="down" />
                    </span>
                    {move || why.get().map(|why| view! { <small class="stop-why">{why}</small> })}
                </summary>
                <div class="setting-body">
                    <Show when=move || was_opened.get()>{body}</Show>
                </div>
            </details>
        </li>
    }
}

fn light_word(light: Light) -> &'static str {
    match light {
        Light::Dark => "dark",
        Light::Passed => "passed",
        Light::Decides => "decides",
        Light::Follows => "follows",
    }
}

/// The colour of the line, for who cannot see it.
fn spoken(light: Light) -> String {
    let word = match light {
        Light::Dark => return String::new(),
        Light::Passed => text!(route.light_passed),
        Light::Decides => text!(route.light_decides),
        Light::Follows => text!(route.light_follows),
    };
    format!(" ({word})")
}

/// Why the tried call goes past here, or where this stop says; nothing where the stop itself has
/// said it all.
fn why(tried: Tried, place: Place, light: Light, is_off: bool) -> Option<String> {
    if light == Light::Dark {
        return (!is_off).then(|| first(tried)).flatten();
    }
    let numbers = tried.numbers();
    let now = tried.route().now();
    let stop = tried.with_trace(|trace| deciding(&trace.stops, place).cloned())??;
    if is_off && matches!(stop.verdict, Verdict::Passed(_)) {
        return None;
    }
    tried.with_profile(|profile, _| {
        let why = Why {
            who: &|number| numbers.who(number),
            rule: &|rule| rule_name(profile, rule),
            now,
        };
        why.stop(&stop)
    })
}

/// The step of the decision that says most about a drawn stop: the one that decides, else the last
/// one there.
fn deciding(stops: &[Stop], place: Place) -> Option<&Stop> {
    let here = || stops.iter().filter(|it| Place::of(it.name) == Some(place));
    let decides = |it: &&Stop| matches!(it.verdict, Verdict::Decided(_));
    here().find(decides).or_else(|| here().next_back())
}

/// What comes before a stop that the call does not come to.
fn first(tried: Tried) -> Option<String> {
    let lights = tried.lights().get()?;
    let first = Lights::deciding(&lights).next()?;
    Some(text!(why.not_reached, first = name_of_place(first)))
}

pub(super) fn rule_name(profile: &Profile, rule: RuleId) -> Option<String> {
    let all = RuleFeature::ALL.into_iter();
    let mut rules = all.flat_map(|feature| profile.rules.of(feature));
    rules.find(|it| it.id == rule)?.name.clone()
}
