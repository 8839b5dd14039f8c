use leptos::prelude::*;

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
    let on_press = move |_| {
        is_asked.set(false);
        on_confirm.run(());
    };
    view! {
        <span class="device-confirm">
            <button
                type="button"
                class="button quiet"
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
