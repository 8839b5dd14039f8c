use belroute_shared::caller_number::CallerIdType;
use leptos::{prelude::*, task::spawn_local};

use super::{
    CallerNumber,
    api::{self, Allowed, Chosen},
};
use crate::{
    awaited::Awaited,
    explain::explain,
    intl, session, t, text,
    ui::{Icon, SaveNote},
};

/// From so many numbers on there is a field to find one.
const SEARCHED_FROM: usize = 9;

/// A choice that was made here, and what came of it once the server has answered.
type Made = Option<(Chosen, Option<Result<(), String>>)>;

/// The allowed numbers and *anonymous*, to be chosen with one press; saved at once.
#[component]
pub fn CallerNumberChoice(
    /// Name of the group of radio buttons.
    group: &'static str,
) -> impl IntoView {
    let choices = CallerNumber::get().0;
    view! {
        <fieldset class="numbers">
            <legend class="menu-heading">{t!(caller_number.title)}</legend>
            <Awaited wait=choices rows=3>
                <Allowances group />
            </Awaited>
        </fieldset>
    }
}

#[component]
fn Allowances(group: &'static str) -> impl IntoView {
    let choices = CallerNumber::get().0;
    let allowed =
        Memo::new(move |_| choices.with(|it| it.map(|it| it.allowed.clone()).unwrap_or_default()));
    let chosen = Memo::new(move |_| choices.with(|it| it.map(|it| it.chosen.clone())));
    let made = RwSignal::new(None as Made);
    let wanted = RwSignal::new(String::new());

    let choose = Callback::new(move |wanted: Chosen| {
        let before = chosen.get_untracked();
        if before.as_ref() == Some(&wanted) {
            return;
        }
        choices.update(|choices| choices.chosen = wanted.clone());
        made.set(Some((wanted.clone(), None)));
        spawn_local(async move {
            let outcome = api::replace(&wanted).await;
            if outcome.is_err() {
                // The list may be older than what the administrator allows now.
                choices.update(|choices| choices.chosen = before.unwrap_or(Chosen::Anonymous));
                choices.refetch();
            }
            let outcome = outcome.map_err(|error| explain(&error));
            let _ = made.try_update(|made| {
                if let Some((of, result)) = made
                    && *of == wanted
                {
                    *result = Some(outcome);
                }
            });
        });
    });
    let found = move || {
        let query = intl::folded(&wanted.get());
        let digits: String = query.chars().filter(char::is_ascii_digit).collect();
        let fits = |one: &Allowed| {
            let number = one
                .caller_id
                .direct_number
                .as_ref()
                .map(ToString::to_string);
            let by_number = !digits.is_empty() && number.is_some_and(|it| it.contains(&digits));
            by_number
                || intl::folded(&one.display).contains(&query)
                || one
                    .caller_id
                    .name
                    .as_ref()
                    .is_some_and(|name| intl::folded(name).contains(&query))
        };
        allowed.with(|all| {
            all.iter()
                .filter(|one| fits(one))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <Show when=move || allowed.with(|all| all.len() >= SEARCHED_FROM)>
            <label class="find">
                <Icon name="search" />
                <span class="visually-hidden">{t!(caller_number.search)}</span>
                <input
                    type="search"
                    autocomplete="off"
                    placeholder=t!(caller_number.search)
                    prop:value=move || wanted.get()
                    on:input:target=move |event| wanted.set(event.target().value())
                />
            </label>
        </Show>
        <div class="numbers-list">
            <For each=found key=|one| one.display.clone() let:one>
                {
                    let caller_id = one.caller_id.clone();
                    let this = Chosen::Number(one.caller_id.clone());
                    let is_chosen = Signal::derive(move || {
                        chosen.with(|chosen| chosen.as_ref().is_some_and(|it| it.is(&caller_id)))
                    });
                    let label = label_of(one.clone());
                    view! { <Line group this is_chosen title=Signal::stored(one.display) detail=label made choose /> }
                }
            </For>
        </div>
        <Line
            group
            this=Chosen::Anonymous
            is_chosen=Signal::derive(move || chosen.get() == Some(Chosen::Anonymous))
            title=Signal::derive(|| text!(caller_number.anonymous).to_owned())
            detail=Signal::derive(|| text!(caller_number.anonymous_text).to_owned())
            made
            choose
        />
    }
}

#[component]
fn Line(
    group: &'static str,
    this: Chosen,
    is_chosen: Signal<bool>,
    title: Signal<String>,
    detail: Signal<String>,
    made: RwSignal<Made>,
    choose: Callback<Chosen>,
) -> impl IntoView {
    let mine = this.clone();
    let outcome = Signal::derive(move || {
        made.with(|made| match made {
            Some((of, Some(outcome))) if *of == mine => Some(match outcome {
                Ok(()) => Ok(text!(action.saved).to_owned()),
                Err(words) => Err(words.clone()),
            }),
            _ => None,
        })
    });
    view! {
        <label class="menu-row">
            <input
                type="radio"
                name=group
                prop:checked=move || is_chosen.get()
                on:change=move |_| choose.run(this.clone())
            />
            <span>{move || title.get()}<small>{move || detail.get()}</small></span>
            <SaveNote outcome />
        </label>
    }
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
