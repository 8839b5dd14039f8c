use leptos::prelude::*;

/// Grey rows where content is about to be. The style sheet shows them after 200 ms only: what comes
/// sooner needs no announcement.
#[component]
pub fn Skeleton(
    /// How many rows.
    rows: usize,
    /// Said to screen readers.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let row = |_| view! { <span class="skeleton-row"><i></i><span><b></b><b></b></span></span> };
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{move || label.get()}</span>
            {(0..rows).map(row).collect_view()}
        </div>
    }
}
