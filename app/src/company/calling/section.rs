use leptos::prelude::*;

use super::page::Found;
use crate::listing::{Listing, Rows};

/// A card of the page with a list, gone while nothing in it is what is looked for.
#[component]
pub(super) fn Section<T: Clone + PartialEq + Send + Sync + 'static>(
    /// The list.
    listing: Listing<T>,
    /// Id of the heading.
    id: &'static str,
    /// The heading.
    title: fn() -> &'static str,
    /// What this is about.
    about: fn() -> &'static str,
    /// Draws one row, a `li`.
    row: fn(T) -> AnyView,
    /// A drawing of what there is nothing of.
    icon: &'static str,
    /// Says that there is nothing yet.
    empty: fn() -> &'static str,
    /// Says what one could do.
    empty_text: fn() -> &'static str,
    /// What can be done beside looking.
    children: Children,
) -> impl IntoView {
    let finds_nothing = listing.finds_nothing();
    expect_context::<Found>().join(finds_nothing);
    view! {
        <section class="card" aria-labelledby=id hidden=move || finds_nothing.get()>
            <header class="card-head calling-head">
                <h2 id=id>{title}</h2>
                {children()}
                <p class="soft">{about}</p>
            </header>
            <Rows listing row icon empty empty_text />
        </section>
    }
}
