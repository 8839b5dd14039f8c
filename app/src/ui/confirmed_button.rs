use leptos::{html, prelude::*};
use web_sys::{KeyboardEvent, MouseEvent};

use super::KeptFocus;

/// Does something that cannot be undone, once that is confirmed in place. The button that asks stays
/// and takes it back, so that the focus is kept and a second press does no harm.
#[component]
pub fn ConfirmedButton(
    /// What it does, in a word.
    #[prop(into)]
    text: Signal<String>,
    /// The same with what it does it to, for who does not see where it stands.
    #[prop(into)]
    label: Signal<String>,
    /// Text of the second button.
    #[prop(into)]
    confirm: Signal<String>,
    /// Takes the question back.
    #[prop(into)]
    cancel: Signal<String>,
    /// Called when it was confirmed.
    #[prop(into)]
    on_confirm: Callback<()>,
) -> impl IntoView {
    let is_asked = RwSignal::new(false);
    let asker = NodeRef::<html::Button>::new();
    let focus = KeptFocus::new();
    let take_back = move || {
        // The other button goes now, and must not take the focus with it.
        if let Some(asker) = asker.get_untracked() {
            let _ = asker.focus();
        }
        is_asked.set(false);
    };
    let on_press = move |event: MouseEvent| {
        focus.press(&event);
        take_back();
        on_confirm.run(());
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_asked.get_untracked() {
            // A window that it stands in stays open.
            event.prevent_default();
            take_back();
        }
    };
    view! {
        <span class="device-confirm" on:keydown=on_key>
            <button
                type="button"
                class="button quiet"
                node_ref=asker
                aria-label=move || (!is_asked.get()).then(|| label.get())
                on:click=move |_| is_asked.update(|asked| *asked = !*asked)
            >
                {move || if is_asked.get() { cancel.get() } else { text.get() }}
            </button>
            <Show when=move || is_asked.get()>
                <button type="button" class="button danger" on:click=on_press>
                    {move || confirm.get()}
                </button>
            </Show>
        </span>
    }
}
