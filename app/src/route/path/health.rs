//! What is likely not meant, each with a way to mend it.

use belroute_shared::{
    route::RouteChain,
    routing::{
        health::{Finding, findings},
        overruled::Acting,
    },
};
use leptos::prelude::*;

use super::{mend, tried::Tried};
use crate::{
    devices::ConnectTheApp,
    fetched::Fetched,
    http,
    live::Live,
    paths,
    route::{finding_words, temporary},
    settings::{Board, name_of, row_at},
    t, text,
    ui::{Emphasised, Icon, SaveNote},
};
use belroute_shared::live::LiveEvent;

/// Everything that was found, or that there is nothing.
#[component]
pub(super) fn HealthLine(tried: Tried) -> impl IntoView {
    let found = Memo::new(move |_| {
        let now = tried.route().now();
        tried
            .with_profile(|profile, _| findings(profile, now))
            .unwrap_or_default()
    });
    let chain = chain();
    let is_fine = move || found.with(Vec::is_empty) && chain.get().is_none();
    let lines = move || found.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <section class="health" aria-labelledby="health">
            <h2 id="health">{t!(health.title)}</h2>
            <Show when=is_fine>
                <p class="soft">{t!(health.fine)}</p>
            </Show>
            <ul>
                {move || chain.get().map(|chain| view! { <Line text=Signal::stored(chain)>""</Line> })}
                <For each=lines key=|(at, finding)| (*at, format!("{finding:?}")) let((_, finding))>
                    <FindingLine tried finding />
                </For>
            </ul>
        </section>
    }
}

/// The circle in which calls go round, in words. Only the server knows what colleagues have set.
fn chain() -> Memo<Option<String>> {
    let chain = Fetched::idle(|| http::get::<RouteChain>("/v1/route/chain")).started();
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Setting { .. } | LiveEvent::Resync) {
            chain.refetch();
        }
    });
    Memo::new(move |_| {
        let words = |chain: &RouteChain| {
            let names: Vec<&str> = chain.people.iter().map(|it| it.name.as_str()).collect();
            text!(health.circle, chain = names.join(" → "))
        };
        chain.with(|chain| chain.filter(|it| it.is_loop).map(words))
    })
}

#[component]
fn Line(
    /// What was found.
    text: Signal<String>,
    /// How it is mended.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="health-line">
            <Icon name="alert" />
            <div>
                <p>
                    <Emphasised text />
                </p>
                {children()}
            </div>
        </li>
    }
}

#[component]
fn FindingLine(tried: Tried, finding: Finding) -> impl IntoView {
    let of = finding.clone();
    let text = Signal::derive(move || {
        let (numbers, now) = (tried.numbers(), tried.route().now());
        let words = tried.with_profile(|profile, _| {
            finding_words(&of, profile, &|number| numbers.who(number), now)
        });
        words.unwrap_or_default()
    });
    view! {
        <Line text>
            <div class="form-buttons">
                <Mending tried finding=finding.clone() />
                <ToStop finding />
            </div>
        </Line>
    }
}

/// Leads to the stop that it is about.
#[component]
fn ToStop(finding: Finding) -> impl IntoView {
    let board = Board::get();
    let row = finding.place().map(row_at);
    row.map(|row| {
        view! {
            <button type="button" class="button quiet" on:click=move |_| board.reveal(row.anchor)>
                {t!(health.show)}
                <span class="visually-hidden">": "{row.name}</span>
            </button>
        }
    })
}

/// Mends it with one press, where that can be done.
#[component]
fn Mending(tried: Tried, finding: Finding) -> impl IntoView {
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let (connect, live) = (ConnectTheApp::get(), Live::get());
    let press = move |text: Signal<String>, act: Callback<()>| {
        view! {
            <button type="button" class="button" on:click=move |_| act.run(())>
                {move || text.get()}
            </button>
            <SaveNote outcome />
        }
        .into_any()
    };
    let fixed = |text: fn() -> &'static str| Signal::derive(move || text().to_owned());
    match finding {
        Finding::NoDevice if ConnectTheApp::is_offered() => {
            let act = Callback::new(move |()| connect.open());
            press(fixed(t!(health.connect)), act)
        }
        Finding::LongForwarding { .. } => {
            let act = Callback::new(move |()| {
                temporary::act(live, outcome, temporary::follow_original_route());
            });
            press(fixed(t!(health.original)), act)
        }
        Finding::Overruled { by, .. }
            if matches!(by.by, Acting::ForwardAlways | Acting::DoNotDisturb) =>
        {
            let name = move || text!(health.switch_off, name = name_of(by.by));
            let act = Callback::new(move |()| temporary::end(live, by.by, outcome));
            press(Signal::derive(name), act)
        }
        Finding::WithoutConfirmation { what, number } => {
            let act = Callback::new(move |()| mend::press_one(live, tried, what, &number, outcome));
            press(fixed(t!(health.press_one)), act)
        }
        Finding::EmptySchedule { schedule, .. } | Finding::OverSchedule { schedule, .. } => {
            let address = tried.with_profile(|profile, _| {
                let mut all = profile.schedules.iter();
                let kind = all.find(|it| it.id == schedule)?.kind;
                Some(paths::schedule(kind, schedule))
            });
            let link = |address: String| {
                view! { <a class="button" href=address>{t!(health.to_schedule)}</a> }
            };
            address.flatten().map(link).into_any()
        }
        _ => ().into_any(),
    }
}
