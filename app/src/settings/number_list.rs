//! Parts of lists of numbers: their heading, one line, and the field that adds another.

use belroute_shared::{
    error::Code,
    typed_number::{Takes, TypedNumber},
};
use leptos::{html, oco::Oco, prelude::*};

use super::{
    drag::{Drag, Grip},
    number_field::NumberField,
};
use crate::{
    explain::explain_code,
    intl, t, text,
    ui::{self, Icon, KeptFocus},
    written_numbers::WrittenNumbers,
};

/// Heading over a list, with how many there are of how many there may be.
#[component]
pub(crate) fn ListHeading(
    /// Its id, which the list is labelled by.
    #[prop(into)]
    id: Oco<'static, str>,
    /// What is listed.
    text: fn() -> &'static str,
    /// How many there are.
    #[prop(into)]
    count: Signal<usize>,
    /// How many there may be.
    most: usize,
) -> impl IntoView {
    let written = |number: usize| intl::count(u32::try_from(number).unwrap_or(u32::MAX));
    view! {
        <h4 class="list-heading" id=id>
            {text}
            " "
            <small>
                {move || text!(calling.of_most, count = written(count.get()), most = written(most))}
            </small>
        </h4>
    }
}

/// One number: whose it is, what can be chosen about it, and a button that takes it off the list.
#[component]
pub(crate) fn NumberLine(
    /// The number.
    number: TypedNumber,
    /// What it is called, where the list says so itself.
    #[prop(optional, into)]
    name: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Takes it off the list.
    #[prop(into)]
    on_remove: Callback<()>,
    /// How it is dragged, where the order of the list matters.
    #[prop(optional)]
    drag: Option<Drag>,
    /// What can be chosen about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let numbers = WrittenNumbers::get();
    let focus = KeptFocus::new();
    let number = StoredValue::new(number.to_string());
    let written = move || number.with_value(|number| numbers.of(number));
    let given = StoredValue::new(name);
    let who = move || {
        let who = || number.with_value(|number| numbers.who(number));
        given.get_value().unwrap_or_else(who)
    };
    let beside = move || Some(written()).filter(|written| *written != who());
    view! {
        <li
            class="number-line"
            data-drag=move || drag.and_then(Drag::state)
            style:transform=move || drag.and_then(Drag::shift)
        >
            {drag.map(|drag| view! { <Grip drag /> })}
            <span class="number-words">
                <b>{who}</b>
                <small>{beside}</small>
            </span>
            {children.map(|children| children())}
            <button
                type="button"
                class="icon-button"
                aria-label=move || text!(calling.remove, name = who())
                on:click=move |event| {
                    focus.press(&event);
                    on_remove.run(());
                }
            >
                <Icon name="cross" />
            </button>
            <div class="line-error" role="alert">
                {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
            </div>
        </li>
    }
}

/// A field whose number goes onto a list, on Enter or by its button.
#[component]
pub(crate) fn AddNumber(
    /// Id of the field.
    #[prop(into)]
    id: Oco<'static, str>,
    /// What the number is for.
    label: fn() -> &'static str,
    /// Which numbers are taken.
    takes: Takes,
    /// How many there may be.
    most: usize,
    /// The numbers on the list.
    #[prop(into)]
    listed: Signal<Vec<TypedNumber>>,
    /// Called with a number that may be added.
    #[prop(into)]
    on_add: Callback<TypedNumber>,
    /// What the server has said against the last one.
    #[prop(optional, into)]
    refused: Signal<Option<String>>,
    /// What is typed and not added yet, for who has to know.
    #[prop(default = RwSignal::new(String::new()))]
    typed: RwSignal<String>,
) -> impl IntoView {
    let numbers = WrittenNumbers::get();
    let error = RwSignal::new(None::<Code>);
    let node_ref = NodeRef::<html::Input>::new();
    let add = Callback::new(move |()| {
        let wanted = TypedNumber::new(typed.get_untracked()).look(takes);
        let wanted = wanted.map(|looked| untrack(|| completed(numbers, looked)));
        let checked = wanted.and_then(|wanted| {
            // Who types fast has put numbers on the list before the server has completed them.
            let listed = listed.get_untracked().into_iter();
            let listed: Vec<_> = untrack(|| listed.map(|it| completed(numbers, it)).collect());
            refusal(&listed, &wanted, most).map_or(Ok(wanted), Err)
        });
        match checked {
            Ok(wanted) => {
                typed.set(String::new());
                error.set(None);
                on_add.run(wanted);
            }
            Err(code) => error.set(Some(code)),
        }
        ui::focus(node_ref);
    });
    let wrong = Signal::derive(move || {
        let own = error.get().map(|code| explain_code(code).to_owned());
        own.or_else(|| refused.get())
    });
    view! {
        <div class="add-number">
            <NumberField
                id
                label
                takes
                value=typed
                on_type=move |text: String| {
                    error.set(None);
                    typed.set(text);
                }
                error=wrong
                on_enter=add
                node_ref
            />
            <button type="button" class="button" on:click=move |_| add.run(())>
                <Icon name="plus" />
                {t!(calling.add)}
            </button>
        </div>
    }
}

/// A number with its country, which only the server knows; as it was typed until it has said so.
pub(super) fn completed(numbers: WrittenNumbers, typed: TypedNumber) -> TypedNumber {
    let found = numbers.looked_up(typed.as_str());
    found
        .and_then(|found| found.number)
        .map_or(typed, TypedNumber::new)
}

/// Refuses a number that is on the list, and one more than there may be.
fn refusal(listed: &[TypedNumber], wanted: &TypedNumber, most: usize) -> Option<Code> {
    if listed.contains(wanted) {
        Some(Code::Twice)
    } else if listed.len() >= most {
        Some(Code::TooMany)
    } else {
        None
    }
}
