use leptos::prelude::*;

/// A calm line about something that is not as one would wish.
#[component]
pub fn Note(
    /// `warning` or `problem`.
    #[prop(optional)]
    is_problem: bool,
    /// The line.
    children: Children,
) -> impl IntoView {
    let icon = if is_problem { "alert" } else { "info" };
    view! {
        <div class="note" data-state=is_problem.then_some("problem")>
            <super::Icon name=icon />
            <div>{children()}</div>
        </div>
    }
}

/// Says in place that a choice was saved, or why not. There from the start, so that screen readers
/// hear it change.
#[component]
pub fn SaveNote(
    /// What came of it: `None` while there is nothing to say.
    #[prop(into)]
    outcome: Signal<Option<Result<String, String>>>,
) -> impl IntoView {
    view! {
        <span class="save-note" role="status">
            {move || {
                outcome
                    .get()
                    .map(|outcome| match outcome {
                        Ok(text) => view! { <span class="chip good">{text}</span> },
                        Err(text) => view! { <span class="refusal">{text}</span> },
                    })
            }}
        </span>
    }
}
