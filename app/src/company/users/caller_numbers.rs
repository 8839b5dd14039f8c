use belroute_shared::{company::numbers::CompanyNumbers, number::PhoneNumber};
use leptos::prelude::*;

use crate::{
    company::pick,
    fetched::Fetched,
    http, paths,
    pick::{Pick, Picker},
    t, text,
    ui::Icon,
    written_numbers::WrittenNumbers,
};

/// How many numbers are asked for, to write them with their labels.
const MOST: u32 = 100;

/// The numbers that a user may show to others beside his own, in the order in which he sees them.
#[component]
pub(super) fn CallerNumbers(
    /// The numbers.
    numbers: RwSignal<Vec<PhoneNumber>>,
    /// What is wrong with them.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let known = Fetched::idle(|| async {
        let most = [("max", MOST.to_string())];
        http::get::<CompanyNumbers>(&paths::request("/v1/company/numbers", most)).await
    })
    .started();
    let written = WrittenNumbers::get();
    let row = move |number: PhoneNumber| {
        let shown = number.clone();
        // One that is not among those that were asked for has no label here.
        let words = Memo::new(move |_| {
            let found = known.with(|it| {
                it?.numbers
                    .iter()
                    .find(|it| it.number == shown)
                    .map(|it| (it.display.clone(), it.settings.label.clone()))
            });
            found.unwrap_or_else(|| (written.of(shown.as_str()), String::new()))
        });
        let remove = move |_| numbers.update(|all| all.retain(|it| *it != number));
        view! {
            <li class="pick-chosen">
                <span>
                    {move || words.get().0} " "
                    <span class="soft">{move || words.get().1}</span>
                </span>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=move || text!(users.withdraw_number, number = words.get().0)
                    on:click=remove
                >
                    <Icon name="cross" />
                </button>
            </li>
        }
    };
    let add = Callback::new(move |picked: Option<Pick>| {
        let number = picked.and_then(|pick| PhoneNumber::new(pick.id).ok());
        numbers.update(|all| {
            all.extend(number.filter(|number| !all.contains(number)));
        });
    });
    view! {
        <fieldset class="company-ticks">
            <legend>{t!(audit.caller_numbers)}</legend>
            <ul class="company-chosen">
                <For each=move || numbers.get() key=Clone::clone children=row />
            </ul>
            <Picker
                id="caller-number"
                label=t!(users.allow_number)
                find=pick::numbers
                chosen=Signal::stored(None)
                on_pick=add
                error
            />
        </fieldset>
    }
}
