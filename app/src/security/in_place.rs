use leptos::{html, prelude::*};
use web_sys::KeyboardEvent;

use crate::text;

/// A form that a button opens in place. The button stays and gives it up, so that the focus is
/// never lost.
#[derive(Clone, Copy)]
pub(super) struct InPlace {
    is_open: RwSignal<bool>,
    is_done: RwSignal<bool>,
    opener: NodeRef<html::Button>,
}

impl InPlace {
    /// Shut, and nothing was done.
    pub(super) fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            is_done: RwSignal::new(false),
            opener: NodeRef::new(),
        }
    }

    /// Shuts it, wherever the focus is.
    pub(super) fn close(self) {
        let _ = self.is_open.try_set(false);
    }

    /// What the form is for was done, and the button says so.
    pub(super) fn finish(self) {
        self.is_done.set(true);
        self.give_up();
    }

    /// Shuts the form; the button has the focus again.
    fn give_up(self) {
        self.is_open.set(false);
        if let Some(opener) = self.opener.get_untracked() {
            let _ = opener.focus();
        }
    }
}

/// The button, what it says when all is done, and the form while it is open. The form takes the
/// focus by itself.
#[component]
pub(super) fn OpensInPlace(
    /// Whether it is open.
    form: InPlace,
    /// Text of the button.
    text: fn() -> &'static str,
    /// Says that it was done.
    done: fn() -> &'static str,
    /// Called when the form opens.
    #[prop(optional, into)]
    on_open: Option<Callback<()>>,
    /// The form.
    children: ChildrenFn,
) -> impl IntoView {
    let InPlace {
        is_open,
        is_done,
        opener,
    } = form;
    let toggle = move |_| {
        is_done.set(false);
        is_open.update(|open| *open = !*open);
        if let Some(on_open) = on_open.filter(|_| is_open.get_untracked()) {
            on_open.run(());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            form.give_up();
        }
    };
    view! {
        <div class="security-act">
            <button
                type="button"
                class="button"
                node_ref=opener
                aria-expanded=move || is_open.get().to_string()
                on:click=toggle
            >
                {move || if is_open.get() { text!(action.cancel) } else { text() }}
            </button>
            <p role="status" class="security-done">
                {move || is_done.get().then(done)}
            </p>
        </div>
        <Show when=move || is_open.get()>
            <div class="security-form" on:keydown=on_key>
                {children()}
            </div>
        </Show>
    }
}
