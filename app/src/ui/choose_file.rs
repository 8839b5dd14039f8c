use leptos::prelude::*;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};

/// A field for a file, onto which one may also be dropped.
#[component]
pub fn ChooseFile(
    /// A drawing of what the file holds.
    icon: &'static str,
    /// What it asks for.
    #[prop(into)]
    text: Signal<String>,
    /// Which files are taken.
    #[prop(into)]
    kinds: Signal<String>,
    /// The same for the browser.
    accept: &'static str,
    /// Called with the file.
    on_choose: Callback<File>,
) -> impl IntoView {
    let is_over = RwSignal::new(false);
    let first = |files: Option<FileList>| files.and_then(|files| files.get(0));
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        if let Some(file) = first(event.data_transfer().and_then(|it| it.files())) {
            on_choose.run(file);
        }
    };
    let picked = move |input: HtmlInputElement| {
        if let Some(file) = first(input.files()) {
            on_choose.run(file);
        }
        // The same file may be chosen again after it was mended.
        input.set_value("");
    };
    view! {
        <label
            class="drop"
            data-state=move || is_over.get().then_some("over")
            on:dragover=move |event: DragEvent| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=dropped
        >
            <super::Icon name=icon />
            <span class="drop-words">{move || text.get()}</span>
            <small class="soft">{move || kinds.get()}</small>
            <input
                type="file"
                class="visually-hidden"
                accept=accept
                on:change:target=move |event| picked(event.target())
            />
        </label>
    }
}
