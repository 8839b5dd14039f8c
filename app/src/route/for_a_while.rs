//! Do not disturb and forwarding with an end, in one press each.

use belroute_shared::{
    features::Feature,
    route::WorkingDay,
    settings::until::{in_an_hour, read, tomorrow_at_eight},
    typed_number::{Takes, TypedNumber},
    zone::Zone,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{
    MyReach, MyRoute, moments,
    temporary::{self, Outcome},
};
use crate::{
    clock, explain,
    features::MyFeatures,
    fetched::Fetched,
    http,
    live::Live,
    settings::NumberField,
    t, text,
    ui::{Icon, SaveNote},
};

/// Both, with their ends.
#[component]
pub(super) fn ForAWhile() -> impl IntoView {
    let (features, live) = (MyFeatures::get(), Live::get());
    let day = Fetched::idle(|| http::get::<WorkingDay>("/v1/route/workingDay")).started();
    let silenced = RwSignal::new(None);
    let silence = Callback::new(move |until| {
        temporary::act(live, silenced, temporary::silence(until));
    });
    view! {
        <section class="for-a-while" aria-labelledby="for-a-while">
            <h2 class="menu-heading" id="for-a-while">{t!(temporary.title)}</h2>
            <div class="for-a-while-part" role="group" aria-labelledby="silence-for">
                <p id="silence-for">
                    <Icon name="blocked" />
                    {t!(calling.silence.name)}
                </p>
                <Ends id="silence" day on_choose=silence outcome=silenced />
            </div>
            <Show when=move || features.shows(Feature::CallForwarding)>
                <Forward day />
            </Show>
        </section>
    }
}

/// Where calls go, and until when.
#[component]
fn Forward(day: Fetched<WorkingDay>) -> impl IntoView {
    let (reach, live) = (MyReach::get(), Live::get());
    let typed = RwSignal::new(None::<String>);
    let error = RwSignal::new(None::<String>);
    let outcome: Outcome = RwSignal::new(None);
    let value = Signal::derive(move || {
        typed
            .get()
            .unwrap_or_else(|| reach.last_destination().unwrap_or_default())
    });
    let forward = Callback::new(move |until| {
        let to = value.get_untracked();
        match TypedNumber::new(to).look(Takes::Destination) {
            Ok(to) => {
                let change = async move { temporary::forward(to.as_str(), until).await };
                temporary::act(live, outcome, change);
            }
            Err(code) => error.set(Some(explain::explain_code(code).to_owned())),
        }
    });
    view! {
        <div class="for-a-while-part" role="group" aria-label=t!(temporary.forward)>
            <NumberField
                id="forward-for-a-while"
                label=t!(temporary.forward)
                takes=Takes::Destination
                value
                on_type=move |text: String| {
                    error.set(None);
                    typed.set(Some(text));
                }
                error
            />
            <Ends id="forward" day on_choose=forward outcome />
        </div>
    }
}

/// The ends that are offered; a press on one does it.
#[component]
fn Ends(
    /// Begins the ids in it.
    id: &'static str,
    day: Fetched<WorkingDay>,
    on_choose: Callback<Option<Timestamp>>,
    outcome: Outcome,
) -> impl IntoView {
    let route = MyRoute::get();
    let zone = move || {
        let zone = route
            .profile()
            .with_untracked(|it| it.map(|it| it.zone.clone()));
        zone.unwrap_or_else(Zone::utc)
    };
    let ends_at = Memo::new(move |_| day.with(|day| day.and_then(|it| it.ends_at)));
    let is_picking = RwSignal::new(false);
    let chip = move |text: Signal<String>, choose: Callback<()>| {
        view! {
            <button type="button" class="chip-button" on:click=move |_| choose.run(())>
                {move || text.get()}
            </button>
        }
    };
    let fixed = |text: fn() -> &'static str| Signal::derive(move || text().to_owned());
    let working_day = Signal::derive(move || {
        let end = ends_at.get().unwrap_or(Timestamp::UNIX_EPOCH);
        text!(
            temporary.working_day,
            end = moments::until(end, route.now())
        )
    });
    let moment = format!("{id}-until");
    let choose_moment = move |text: String| {
        if let Some(moment) = read(&text, &zone()) {
            on_choose.run(Some(moment));
        }
    };
    view! {
        <div class="ends">
            {chip(fixed(t!(calling.one_hour)), Callback::new(move |()| on_choose.run(in_an_hour(clock::now()))))}
            <Show when=move || ends_at.with(Option::is_some)>
                {chip(working_day, Callback::new(move |()| on_choose.run(ends_at.get_untracked())))}
            </Show>
            {chip(
                fixed(t!(calling.tomorrow)),
                Callback::new(move |()| on_choose.run(tomorrow_at_eight(clock::now(), &zone()))),
            )}
            <button
                type="button"
                class="chip-button"
                aria-expanded=move || is_picking.get().to_string()
                on:click=move |_| is_picking.update(|it| *it = !*it)
            >
                {t!(calling.date_time)}
            </button>
            {chip(fixed(t!(calling.by_hand)), Callback::new(move |()| on_choose.run(None)))}
        </div>
        <Show when=move || is_picking.get()>
            <Picked id=moment.clone() on_choose=Callback::new(choose_moment) />
        </Show>
        <SaveNote outcome />
    }
}

/// A date and time.
#[component]
fn Picked(id: String, on_choose: Callback<String>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    view! {
        <div class="ends-moment">
            <div class="field">
                <label for=id.clone()>{t!(calling.ends_at)}</label>
                <input
                    id=id
                    type="datetime-local"
                    prop:value=move || typed.get()
                    on:input:target=move |event| typed.set(event.target().value())
                />
            </div>
            <button
                type="button"
                class="button"
                on:click=move |_| on_choose.run(typed.get_untracked())
            >
                {t!(temporary.set)}
            </button>
        </div>
    }
}
