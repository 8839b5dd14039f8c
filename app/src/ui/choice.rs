use leptos::{oco::Oco, prelude::*};

/// One of a few, all of them visible; native radio buttons drawn as a bar.
#[component]
pub fn Choice<T>(
    /// Name of the group; unique on the page.
    #[prop(into)]
    name: Oco<'static, str>,
    /// What is chosen here.
    #[prop(into)]
    label: Signal<String>,
    /// The values, each with its text.
    options: Vec<(T, Signal<String>)>,
    /// The chosen one.
    #[prop(into)]
    chosen: Signal<T>,
    /// Called with another one.
    #[prop(into)]
    on_change: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let option = move |(value, text): (T, Signal<String>)| {
        view! {
            <label class="choice-option">
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=move || chosen.get() == value
                    on:change=move |_| on_change.run(value)
                />
                <span>{move || text.get()}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choice">
            <legend>{move || label.get()}</legend>
            <div class="choice-bar">{options.into_iter().map(option).collect_view()}</div>
        </fieldset>
    }
}
