use belroute_shared::settings::rings::{FEWEST_RINGS, MOST_RINGS, RING_SECONDS};
use leptos::prelude::*;

use crate::{intl, text};

/// How often something rings, out of what can be chosen, with how long that takes.
#[component]
pub(crate) fn RingsField(
    /// Its id, unique on the page.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<u16>,
    /// Called with another one.
    #[prop(into)]
    on_change: Callback<u16>,
) -> impl IntoView {
    let option = move |rings: u16| {
        view! {
            <option value=rings.to_string() prop:selected=move || value.get() == rings>
                {move || rings_words(rings)}
            </option>
        }
    };
    view! {
        <div class="field rings-field">
            <label for=id.clone()>{move || label.get()}</label>
            <select
                id=id
                on:change:target=move |event| {
                    if let Ok(rings) = event.target().value().parse() {
                        on_change.run(rings);
                    }
                }
            >
                {(FEWEST_RINGS..=MOST_RINGS).map(option).collect_view()}
            </select>
        </div>
    }
}

/// So many rings, with how long they take.
pub(super) fn rings_words(rings: u16) -> String {
    let count = intl::count(rings.into());
    text!(
        calling.rings_of,
        count,
        time = intl::seconds(rings * RING_SECONDS)
    )
}
