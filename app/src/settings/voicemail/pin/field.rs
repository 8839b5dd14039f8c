use leptos::{html, prelude::*};

use crate::ui::Icon;

/// A PIN, which can be shown while one types. The field for passwords is not used here: the part of
/// the program with the settings does not carry it.
#[component]
pub(super) fn PinField(
    /// Its id, also the base of the id of its error.
    id: &'static str,
    /// The label.
    label: fn() -> &'static str,
    /// Name of the button that shows what is typed.
    show_label: fn() -> &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it.
    error: Signal<Option<String>>,
    /// Id of what else describes it, such as its rules.
    #[prop(optional)]
    described_by: &'static str,
    /// To move the focus here.
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let error_id = StoredValue::new(format!("{id}-error"));
    let description = move || {
        let error = error.with(Option::is_some).then(|| error_id.get_value());
        let all = format!("{} {described_by}", error.unwrap_or_default());
        let all = all.trim();
        (!all.is_empty()).then(|| all.to_owned())
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <div class="field-password">
                <input
                    id=id
                    type=move || if is_shown.get() { "text" } else { "password" }
                    inputmode="numeric"
                    autocomplete="off"
                    node_ref=node_ref
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=description
                    prop:value=move || value.get()
                    on:input:target=move |event| value.set(event.target().value())
                />
                <button
                    type="button"
                    class="icon-button"
                    aria-label=show_label
                    aria-pressed=move || is_shown.get().to_string()
                    on:click=move |_| is_shown.update(|shown| *shown = !*shown)
                >
                    <Icon name=Signal::derive(move || {
                        if is_shown.get() { "eye-off" } else { "eye" }
                    }) />
                </button>
            </div>
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" id=error_id.get_value()>
                                {error}
                            </p>
                        }
                    })
            }}
        </div>
    }
}
