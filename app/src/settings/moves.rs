use leptos::{html, prelude::*};

use crate::{text, ui::Icon};

/// Two buttons that move a line of a list; the one that was pressed keeps the focus.
#[component]
pub(super) fn Moves(
    /// What the line is called.
    #[prop(into)]
    name: Signal<String>,
    /// Where it stands.
    #[prop(into)]
    place: Signal<Option<usize>>,
    /// How many lines there are.
    #[prop(into)]
    count: Signal<usize>,
    /// Called with the two places that change with each other.
    #[prop(into)]
    on_swap: Callback<(usize, usize)>,
) -> impl IntoView {
    let is_first = move || place.get() == Some(0);
    let is_last = move || place.get().is_some_and(|at| at + 1 == count.get());
    let (up, down) = (
        NodeRef::<html::Button>::new(),
        NodeRef::<html::Button>::new(),
    );
    let swap = move |by: isize, button: NodeRef<html::Button>| {
        let at = place.get_untracked();
        let to = at.and_then(|at| at.checked_add_signed(by));
        if let Some((at, to)) = at.zip(to)
            && to < count.get_untracked()
        {
            on_swap.run((at, to));
        }
        // The line is taken off the page for a moment when it moves.
        request_animation_frame(move || {
            if let Some(button) = button.try_get_untracked().flatten() {
                let _ = button.focus();
            }
        });
    };
    view! {
        <span class="number-moves">
            <button
                type="button"
                class="icon-button"
                node_ref=up
                aria-label=move || text!(calling.move_up, name = name.get())
                aria-disabled=move || is_first().then_some("true")
                on:click=move |_| swap(-1, up)
            >
                <Icon name="up" />
            </button>
            <button
                type="button"
                class="icon-button"
                node_ref=down
                aria-label=move || text!(calling.move_down, name = name.get())
                aria-disabled=move || is_last().then_some("true")
                on:click=move |_| swap(1, down)
            >
                <Icon name="down" />
            </button>
        </span>
    }
}
