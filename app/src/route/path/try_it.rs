use leptos::prelude::*;

use super::{band::Band, caller::Kind, moment::Moment, stop::rule_name, tried::Tried};
use crate::{
    paths,
    route::Why,
    settings::{NumberField, name_of_place},
    t, text,
    ui::{Copy, Emphasised},
};
use belroute_shared::{
    routing::{lanes::Place, trace::StopName},
    typed_number::Takes,
};

/// Tries a call: who, when, what happens, and why.
#[component]
pub(super) fn TryIt(tried: Tried) -> impl IntoView {
    let who = tried.who();
    let is_number = Memo::new(move |_| who.kind.get() == Kind::Number);
    let sentence = Memo::new(move |_| sentence(tried).unwrap_or_default());
    let because = Memo::new(move |_| because(tried).unwrap_or_default());
    let is_draft = Memo::new(move |_| tried.with_profile(|_, is_draft| is_draft) == Some(true));
    view! {
        <section class="card try-it" aria-labelledby="try-it">
            <h2 id="try-it">{t!(try_it.title)}</h2>
            <Callers kind=who.kind />
            <Show when=move || is_number.get()>
                <NumberField
                    id="try-number"
                    label=t!(try_it.number)
                    takes=Takes::ShownNumber
                    value=who.typed
                    on_type=move |text: String| who.set(text)
                    error=Signal::derive(move || who.wrong())
                />
            </Show>
            <Moment tried />
            <Band tried />
            <div role="status" class="try-outcome">
                <p>
                    <Emphasised text=sentence />
                </p>
                <p class="soft">{move || because.get()}</p>
                <Show when=move || is_draft.get()>
                    <p class="chip wait">{t!(route.unsaved)}</p>
                </Show>
            </div>
            <Link tried />
        </section>
    }
}

#[component]
fn Callers(kind: RwSignal<Kind>) -> impl IntoView {
    let option = move |one: Kind| {
        view! {
            <option value=one.word() prop:selected=move || kind.get() == one>
                {one.text()}
            </option>
        }
    };
    let choose = move |word: String| {
        let found = Kind::ALL.into_iter().find(|it| it.word() == word);
        kind.set(found.unwrap_or_default());
    };
    view! {
        <div class="field">
            <label for="try-caller">{t!(try_it.who)}</label>
            <select
                id="try-caller"
                on:change:target=move |event| choose(event.target().value())
            >
                {Kind::ALL.map(option)}
            </select>
        </div>
    }
}

/// Copies the address of this very try.
#[component]
fn Link(tried: Tried) -> impl IntoView {
    let address = Memo::new(move |_| {
        let origin = window().location().origin().unwrap_or_default();
        format!("{origin}{}", paths::request(paths::ROUTE, tried.params()))
    });
    view! {
        <Copy
            value=address
            text=t!(try_it.copy)
            label=t!(try_it.copy)
            done=t!(action.copied)
        />
    }
}

/// What happens, in one sentence.
fn sentence(tried: Tried) -> Option<String> {
    let summary = tried.summary()?;
    let (name, moment, route) = (tried.who().name(), tried.moment(), tried.route());
    let somebody = || text!(try_it.somebody_in_sentence).to_owned();
    let who = name.unwrap_or_else(somebody);
    tried.with_profile(|profile, _| {
        route.telling(profile, |told| told.of_caller(&who, moment, &summary))
    })
}

/// Which stop decides, and why.
fn because(tried: Tried) -> Option<String> {
    let stop = tried.with_trace(|trace| trace.stops.last().cloned())??;
    let setting = match stop.name {
        StopName::CompanyBlockList => text!(try_it.company_list),
        name => name_of_place(Place::of(name)?),
    };
    let (numbers, now) = (tried.numbers(), tried.route().now());
    let reason = tried.with_profile(|profile, _| {
        let why = Why {
            who: &|number| numbers.who(number),
            rule: &|rule| rule_name(profile, rule),
            now,
        };
        why.stop(&stop)
    })?;
    Some(text!(try_it.why, setting, reason))
}
