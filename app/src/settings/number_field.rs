//! A number, typed as people type it, or somebody picked by name.

mod meaning;
mod offers;

use belroute_shared::{extra_numbers::ShownExtraNumbers, typed_number::Takes};
use leptos::{html, oco::Oco, prelude::*};
use web_sys::KeyboardEvent;

use crate::{account, fetched::Fetched, http, phonebook::Search, text};
use meaning::Meaning;
use offers::{MOST, Offer, Offers, offers_of, own_offers, takes_own};

/// Rows of each kind that are looked at.
const SEARCHED: u32 = 4;

/// A line for a number. The user's own extra numbers are offered when he comes to it, and while one
/// types also people with that name or number; below it stands what the number means.
#[component]
pub(crate) fn NumberField(
    /// Its id, also the base of the ids of what describes it.
    #[prop(into)]
    id: Oco<'static, str>,
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
    let id = StoredValue::new(id);
    let part = move |part: &str| id.with_value(|id| format!("{id}-{part}"));
    let search = Search::new(SEARCHED);
    // Fetched when somebody comes to the field.
    let own = Fetched::idle(|| http::get::<ShownExtraNumbers>("/v1/extraNumbers"));
    let is_listing = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let offers = Memo::new(move |_| offered(is_listing, own, search, value, takes));
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
    let come = move |_| {
        if takes_own(takes) {
            own.refetch();
            is_listing.set(value.with_untracked(|typed| typed.trim().is_empty()));
        }
    };
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
    let description = move || {
        let meaning = part("meaning");
        if error.with(Option::is_some) {
            format!("{} {meaning}", part("error"))
        } else {
            meaning
        }
    };
    view! {
        <div class="field number-field">
            <label for=id.get_value()>{move || label.get()}</label>
            <div class="number-box">
                <input
                    id=id.get_value()
                    type="text"
                    role="combobox"
                    node_ref=node_ref
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded=move || (!offers.with(Vec::is_empty)).to_string()
                    aria-controls=part("offers")
                    aria-activedescendant=move || {
                        active.get().map(|at| part(&format!("offer-{at}")))
                    }
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=description
                    prop:value=move || value.get()
                    on:input:target=move |event| typed(event.target().value())
                    on:focus=come
                    on:keydown=on_key
                    on:blur=move |_| close()
                />
                <Offers id=id.get_value() label offers active on_pick=pick />
            </div>
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" id=part("error")>
                                {error}
                            </p>
                        }
                    })
            }}
            <Meaning id=part("meaning") value takes />
        </div>
    }
}

/// What is offered: the user's own numbers, and those of whom the search has found.
fn offered(
    is_listing: RwSignal<bool>,
    own: Fetched<ShownExtraNumbers>,
    search: Search,
    value: Signal<String>,
    takes: Takes,
) -> Vec<Offer> {
    if !is_listing.get() {
        return Vec::new();
    }
    let name = |label| text!(extra_numbers.mine, label = account::of_label(label));
    let mine = own.with(|own| {
        let offers = own.map(|own| value.with(|typed| own_offers(own, typed, name)));
        offers.unwrap_or_default()
    });
    // What was found before the field was emptied is offered no more.
    let is_typed = value.with(|typed| !typed.trim().is_empty());
    let found = search.found().filter(|_| is_typed);
    let sections = found.map(|found| found.sections);
    let theirs = offers_of(&sections.unwrap_or_default(), takes);
    let mut all: Vec<Offer> = mine.into_iter().chain(theirs).collect();
    all.truncate(MOST);
    // What stands in the field need not be offered.
    let is_there = value.with(|value| all.iter().any(|it| it.number == *value));
    let is_needless = is_there && all.len() == 1;
    if is_needless { Vec::new() } else { all }
}

fn next(at: Option<usize>, count: usize) -> Option<usize> {
    at.map_or(Some(0), |at| (at + 1 < count).then_some(at + 1))
}

fn previous(at: Option<usize>, count: usize) -> Option<usize> {
    at.map_or(Some(count - 1), |at| at.checked_sub(1))
}
