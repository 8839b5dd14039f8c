//! A number, typed as people type it, or somebody picked by name.

mod meaning;
mod offers;

use belroute_shared::typed_number::Takes;
use leptos::{html, prelude::*};
use web_sys::KeyboardEvent;

use crate::phonebook::Search;
use meaning::Meaning;
use offers::{Offer, Offers, offers_of};

/// Rows of each kind that are looked at.
const SEARCHED: u32 = 4;

/// A line for a number. While one types, people with that name or number are offered; below it
/// stands what the number means.
#[component]
pub(crate) fn NumberField(
    /// Its id, also the base of the ids of what describes it.
    id: &'static str,
    /// What the number is for.
    #[prop(into)]
    label: Signal<String>,
    /// Which numbers it takes.
    takes: Takes,
    /// What is typed.
    #[prop(into)]
    value: Signal<String>,
    /// Called with each letter, and with the number of who was picked.
    #[prop(into)]
    on_type: Callback<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Called on Enter, where that does not send the form.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// To move the focus here.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let search = Search::new(SEARCHED);
    let is_listing = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let offers = Memo::new(move |_| {
        let sections = search.found().map(|found| found.sections);
        let all = if is_listing.get() {
            offers_of(&sections.unwrap_or_default(), takes)
        } else {
            Vec::new()
        };
        // What stands in the field need not be offered.
        let is_there = value.with(|value| all.iter().any(|it| it.number == *value));
        if is_there && all.len() == 1 {
            Vec::new()
        } else {
            all
        }
    });
    let close = move || {
        is_listing.set(false);
        active.set(None);
    };
    let typed = move |text: String| {
        active.set(None);
        is_listing.set(true);
        search.set_query(text.clone());
        on_type.run(text);
    };
    let pick = Callback::new(move |offer: Offer| {
        close();
        on_type.run(offer.number);
    });
    let on_key = move |event: KeyboardEvent| {
        let count = offers.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => active.update(|at| *at = next(*at, count)),
            "ArrowUp" if count > 0 => active.update(|at| *at = previous(*at, count)),
            "Escape" if count > 0 => close(),
            "Enter" => {
                let chosen = active.get_untracked();
                let offer = chosen.and_then(|at| offers.with_untracked(|all| all.get(at).cloned()));
                match (offer, on_enter) {
                    (Some(offer), _) => pick.run(offer),
                    (None, Some(on_enter)) => on_enter.run(()),
                    (None, None) => return,
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let list_id = format!("{id}-offers");
    let description = move || {
        let error = error.with(Option::is_some).then(|| format!("{id}-error "));
        format!("{}{id}-meaning", error.unwrap_or_default())
    };
    view! {
        <div class="field number-field">
            <label for=id>{move || label.get()}</label>
            <div class="number-box">
                <input
                    id=id
                    type="text"
                    role="combobox"
                    node_ref=node_ref
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded=move || (!offers.with(Vec::is_empty)).to_string()
                    aria-controls=list_id.clone()
                    aria-activedescendant=move || {
                        active.get().map(|at| format!("{id}-offer-{at}"))
                    }
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=description
                    prop:value=move || value.get()
                    on:input:target=move |event| typed(event.target().value())
                    on:keydown=on_key
                    on:blur=move |_| close()
                />
                <Offers id list_id label offers active on_pick=pick />
            </div>
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" id=format!("{id}-error")>
                                {error}
                            </p>
                        }
                    })
            }}
            <Meaning id=format!("{id}-meaning") value takes />
        </div>
    }
}

fn next(at: Option<usize>, count: usize) -> Option<usize> {
    at.map_or(Some(0), |at| (at + 1 < count).then_some(at + 1))
}

fn previous(at: Option<usize>, count: usize) -> Option<usize> {
    at.map_or(Some(count - 1), |at| at.checked_sub(1))
}
