//! When something ends by itself.

use belroute_shared::{
    settings::until::{in_an_hour, read, tomorrow_at_eight, write},
    zone::Zone,
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{clock, route::MyRoute, t, ui::Choice};

/// The ends that are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Hour,
    Tomorrow,
    Moment,
    ByHand,
}

impl End {
    /// The moment that is meant by it, where that is known.
    fn moment(self, now: Timestamp, zone: &Zone) -> Option<Timestamp> {
        match self {
            Self::Hour | Self::Moment => in_an_hour(now),
            Self::Tomorrow => tomorrow_at_eight(now, zone),
            Self::ByHand => None,
        }
    }
}

/// Chooses an end: one hour, tomorrow morning, a date and time, or by hand.
#[component]
pub(crate) fn Until(
    /// Name of the group, unique on the page.
    id: &'static str,
    /// The end; `None` by hand.
    #[prop(into)]
    value: Signal<Option<Timestamp>>,
    /// Called with another one.
    #[prop(into)]
    on_change: Callback<Option<Timestamp>>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let route = MyRoute::get();
    let zone = Memo::new(move |_| {
        let zone = route.profile().with(|it| it.map(|it| it.zone.clone()));
        zone.unwrap_or_else(Zone::utc)
    });
    // What was pressed, and what it meant then: an end from elsewhere is a date and time.
    let pressed = RwSignal::new((End::ByHand, None::<Timestamp>));
    let chosen = Signal::derive(move || match (value.get(), pressed.get()) {
        (None, _) => End::ByHand,
        (Some(end), (pressed, Some(meant))) if end == meant => pressed,
        (Some(_), _) => End::Moment,
    });
    let choose = move |end: End| {
        let moment = end.moment(clock::now(), &zone.get_untracked());
        pressed.set((end, moment));
        on_change.run(moment);
    };
    let option =
        |end: End, text: fn() -> &'static str| (end, Signal::derive(move || text().to_owned()));
    let options = vec![
        option(End::Hour, t!(calling.one_hour)),
        option(End::Tomorrow, t!(calling.tomorrow)),
        option(End::Moment, t!(calling.date_time)),
        option(End::ByHand, t!(calling.by_hand)),
    ];
    let on_moment = move |text: String| {
        if let Some(moment) = read(&text, &zone.get_untracked()) {
            pressed.set((End::Moment, Some(moment)));
            on_change.run(Some(moment));
        }
    };
    view! {
        <Choice name=id label=t!(calling.until) options chosen on_change=choose />
        <Show when=move || value.get().is_some()>
            <Moment id value zone on_moment=Callback::new(on_moment) error />
        </Show>
    }
}

/// The end as a date and time, which can be moved.
#[component]
fn Moment(
    id: &'static str,
    value: Signal<Option<Timestamp>>,
    zone: Memo<Zone>,
    on_moment: Callback<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let input = format!("{id}-moment");
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let written = move || {
        let end = value.get().map(|end| zone.with(|zone| write(end, zone)));
        end.unwrap_or_default()
    };
    view! {
        <div class="field setting-moment">
            <label for=input.clone()>{t!(calling.ends_at)}</label>
            <input
                id=input
                type="datetime-local"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| described_by.clone())
                prop:value=written
                on:change:target=move |event| on_moment.run(event.target().value())
            />
            {move || {
                error
                    .get()
                    .map(|error| view! { <p class="field-error" id=error_id.clone()>{error}</p> })
            }}
        </div>
    }
}
