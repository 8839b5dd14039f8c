use leptos::prelude::*;

use super::{history::History, page::HEADING};
use crate::{
    intl, t, text,
    ui::{self, Note},
};

/// What can be done with all lines that are picked; there while any is.
#[component]
pub(super) fn PickedBar() -> impl IntoView {
    let history = History::get();
    let count = Memo::new(move |_| history.picked.with(std::collections::BTreeSet::len));
    let words = move || match count.get() {
        1 => text!(changes.undo_one).to_owned(),
        count => {
            let count = intl::count(u32::try_from(count).unwrap_or(u32::MAX));
            text!(changes.undo_many, count)
        }
    };
    let refusal = move || {
        let why = history.refusal.get()?;
        Some(view! { <Note is_problem=true>{why}</Note> })
    };
    let pick_none = move |_| {
        history.forget();
        request_animation_frame(|| ui::catch_focus(HEADING));
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="change-bar" role="group" aria-label=t!(changes.picked)>
                <div class="change-refusal" role="alert">
                    {refusal}
                </div>
                <button
                    type="button"
                    class="button main"
                    aria-busy=move || history.is_busy.get().to_string()
                    on:click=move |_| history.undo_picked()
                >
                    {words}
                </button>
                <button type="button" class="button" on:click=pick_none>
                    {t!(changes.pick_none)}
                </button>
                <span class="soft small">{t!(changes.all_or_none)}</span>
            </div>
        </Show>
    }
}
