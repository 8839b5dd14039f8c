use belroute_shared::caller_number::CallerIdType;
use leptos::prelude::*;

use super::{
    CallerNumber,
    api::{Allowed, Chosen},
    choosing::Choosing,
};
use crate::{
    awaited::Awaited,
    features::MyFeatures,
    intl, session, t, text,
    ui::{Find, Note, SaveNote},
};

/// From so many numbers on there is a field to find one.
const SEARCHED_FROM: usize = 9;

/// The allowed numbers and *anonymous*, where the user may hide his, to be chosen with one press;
/// saved at once.
#[component]
pub fn CallerNumberChoice(
    /// Name of the group of radio buttons.
    group: &'static str,
) -> impl IntoView {
    let choices = CallerNumber::get().0;
    // Both are under way at once; what may be hidden is not drawn before it is known.
    let features = MyFeatures::get().fetched();
    view! {
        <fieldset class="numbers">
            <legend class="menu-heading">{t!(caller_number.title)}</legend>
            <Awaited wait=features rows=3>
                <Awaited wait=choices rows=3>
                    <Allowances group />
                </Awaited>
            </Awaited>
        </fieldset>
    }
}

#[component]
fn Allowances(group: &'static str) -> impl IntoView {
    let choices = CallerNumber::get().0;
    let choosing = Choosing::new(choices);
    let wanted = RwSignal::new(String::new());
    let count = move || choices.with(|choices| choices.map_or(0, |it| it.allowed.len()));
    let found = move || {
        let query = intl::folded(&wanted.get());
        choices.with(|choices| {
            let allowed = choices.map(|choices| choices.allowed.iter());
            let found = allowed
                .into_iter()
                .flatten()
                .filter(|one| fits(one, &query));
            found.cloned().collect::<Vec<_>>()
        })
    };
    let can_hide = Memo::new(move |_| choosing.can_hide());
    let is_only = Memo::new(move |_| !can_hide.get() && count() == 1);
    let line = move |one: Allowed| {
        let this = Chosen::Number(one.caller_id.clone());
        let title = Signal::stored(one.display.clone());
        let detail = label_of(one);
        move || {
            let this = this.clone();
            if is_only.get() {
                view! { <OnlyNumber title detail /> }.into_any()
            } else {
                view! { <Line group this title detail choosing /> }.into_any()
            }
        }
    };
    let stays_hidden =
        move || !can_hide.get() && choices.with(|choices| choices.is_some_and(|it| it.is_hidden));
    view! {
        <div class="numbers-refusal" role="alert">
            {move || {
                choosing
                    .refusal()
                    .map(|(title, reason)| {
                        view! { <Note is_problem=true><b>{title}</b> " " {reason}</Note> }
                    })
            }}
        </div>
        <Show when=stays_hidden>
            <Note>{t!(caller_number.stays_hidden)}</Note>
        </Show>
        <Show when=move || { count() >= SEARCHED_FROM }>
            <Find
                label=t!(caller_number.search)
                value=wanted
                on_type=move |query| wanted.set(query)
            />
        </Show>
        <div class="numbers-list">
            <For each=found key=|one| one.display.clone() children=line />
        </div>
        <Show when=move || can_hide.get()>
            <Line
                group
                this=Chosen::Anonymous
                title=Signal::derive(|| text!(caller_number.anonymous).to_owned())
                detail=Signal::derive(|| text!(caller_number.anonymous_text).to_owned())
                choosing
            />
        </Show>
    }
}

/// The number where there is nothing to choose.
#[component]
fn OnlyNumber(title: Signal<String>, detail: Signal<String>) -> impl IntoView {
    view! {
        <p class="menu-row numbers-only">
            <span>{move || title.get()}<small>{move || detail.get()}</small></span>
        </p>
    }
}

/// One choice, with *Saved* behind it when it has just been made.
#[component]
fn Line(
    group: &'static str,
    this: Chosen,
    title: Signal<String>,
    detail: Signal<String>,
    choosing: Choosing,
) -> impl IntoView {
    let (mine, of) = (this.clone(), this.clone());
    let is_chosen = move || choosing.is_chosen(&mine);
    let outcome = Signal::derive(move || {
        choosing
            .is_saved(&of)
            .then(|| Ok(text!(action.saved).to_owned()))
    });
    view! {
        <label class="menu-row">
            <input
                type="radio"
                name=group
                prop:checked=is_chosen
                on:change=move |_| choosing.choose(this.clone(), title.get_untracked())
            />
            <span>{move || title.get()}<small>{move || detail.get()}</small></span>
            <SaveNote outcome />
        </label>
    }
}

/// Whether a search finds it: by digits of the number, or by part of the label.
fn fits(one: &Allowed, query: &str) -> bool {
    let digits: String = query.chars().filter(char::is_ascii_digit).collect();
    let number = one.caller_id.direct_number.as_ref();
    let has_digits = number.is_some_and(|number| number.as_str().contains(&digits));
    let label = one.caller_id.name.as_deref().unwrap_or_default();
    (!digits.is_empty() && has_digits) || intl::folded(label).contains(query)
}

/// The administrator's label; the user's own number says so.
fn label_of(one: Allowed) -> Signal<String> {
    let me = session::me();
    Signal::derive(move || {
        let caller_id = &one.caller_id;
        let is_mine =
            me.with(|me| me.direct_number.is_some() && me.direct_number == caller_id.direct_number);
        let label = caller_id.name.clone().filter(|name| !name.is_empty());
        match label {
            _ if is_mine => text!(caller_number.mine).to_owned(),
            Some(label) => label,
            None if caller_id.kind == CallerIdType::DefaultClid => {
                text!(caller_number.default).to_owned()
            }
            None => String::new(),
        }
    })
}
