use leptos::{html, prelude::*};
use web_sys::MouseEvent;

/// A window over the page, with its title and a way out. The browser keeps the focus inside, closes
/// it on Escape and gives the focus back.
#[component]
pub fn Dialog(
    /// The title, which is also its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Accessible name of the cross.
    #[prop(into)]
    close_label: Signal<String>,
    /// Called when it should go: the cross, Escape, or a press beside it.
    #[prop(into)]
    on_close: Callback<()>,
    /// Its class, where it is another than the usual one.
    #[prop(default = "dialog")]
    class: &'static str,
    /// The content.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = node.get() {
            // It refuses only where it is open already.
            let _ = dialog.show_modal();
        }
    });
    // The browser gives the focus back to what had it only where a window is closed before it goes.
    on_cleanup(move || {
        if let Some(dialog) = node.try_get_untracked().flatten() {
            dialog.close();
        }
    });
    // The backdrop is part of the dialog's own box, the content is not.
    let on_press = move |event: MouseEvent| {
        let is_backdrop = node
            .get()
            .is_some_and(|dialog| event.target().as_ref() == Some(dialog.as_ref()));
        if is_backdrop {
            on_close.run(());
        }
    };
    view! {
        <dialog
            class=class
            node_ref=node
            aria-label=move || label.get()
            on:mousedown=on_press
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <div class="dialog-content">
                <header class="dialog-head">
                    <h1>{move || label.get()}</h1>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=move || close_label.get()
                        on:click=move |_| on_close.run(())
                    >
                        <super::Icon name="cross" />
                    </button>
                </header>
                {children()}
            </div>
        </dialog>
    }
}
