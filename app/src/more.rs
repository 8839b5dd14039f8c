//! The rest of a long list, on request.

use leptos::{prelude::*, task::spawn_local};

use crate::{explain::explain, http::Request};

/// A button that brings the next part of a list, one at a time. Absent where there is none.
#[component]
pub fn More(
    /// Path and query of the next part.
    next: Memo<Option<String>>,
    /// Text of the button.
    text: fn() -> &'static str,
    /// Fetches the part at an address and adds it to the list, unless that has become another one.
    load: Callback<String, Request<()>>,
) -> impl IntoView {
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let on_press = move |_| {
        let Some(address) = next.get_untracked().filter(|_| !is_busy.get_untracked()) else {
            return;
        };
        is_busy.set(true);
        error.set(None);
        let part = load.run(address);
        spawn_local(async move {
            if let Err(failure) = part.await {
                let _ = error.try_set(Some(explain(&failure)));
            }
            let _ = is_busy.try_set(false);
        });
    };
    view! {
        <Show when=move || next.with(Option::is_some)>
            <button
                type="button"
                class="button"
                aria-busy=move || is_busy.get().to_string()
                on:click=on_press
            >
                {text}
            </button>
        </Show>
        <span class="refusal" role="status">
            {move || error.get()}
        </span>
    }
}
