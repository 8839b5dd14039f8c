use leptos::prelude::*;

/// A labelled choice that a list is narrowed down by.
#[component]
pub fn Select(
    /// Its id.
    id: &'static str,
    /// The label.
    label: fn() -> &'static str,
    /// The word of what is chosen.
    value: Signal<String>,
    /// The words, and what each of them says.
    options: Signal<Vec<(String, String)>>,
    /// Called with the word of another choice.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    // The same choices again draw nothing anew.
    let options = Memo::new(move |_| options.get());
    let option = move |(word, text): (String, String)| {
        let is_here = {
            let word = word.clone();
            move || value.with(|value| *value == word)
        };
        view! {
            <option value=word prop:selected=is_here>
                {text}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select
                id=id
                on:change:target=move |event| on_change.run(event.target().value())
            >
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
