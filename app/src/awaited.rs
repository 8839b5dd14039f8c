//! What stands in the place of something that has to be fetched first.

use leptos::prelude::*;

use crate::{
    explain::explain,
    fetched::{Fetched, Stage},
    t,
    ui::{Problem, Skeleton},
};

/// How far a fetch is, whatever it fetches.
#[derive(Clone, Copy)]
pub struct Wait {
    stage: Memo<Stage>,
    words: Signal<String>,
    retry: Callback<()>,
}

impl<T: Clone + PartialEq + Send + Sync + 'static> From<Fetched<T>> for Wait {
    fn from(fetched: Fetched<T>) -> Self {
        Self {
            stage: Memo::new(move |_| fetched.stage()),
            words: Signal::derive(move || {
                fetched.error().as_ref().map(explain).unwrap_or_default()
            }),
            retry: Callback::new(move |()| fetched.refetch()),
        }
    }
}

/// The content once it is there; until then grey rows, or why it does not come and a way on.
#[component]
pub fn Awaited(
    /// What the content waits for.
    #[prop(into)]
    wait: Wait,
    /// How many grey rows.
    rows: usize,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    move || match wait.stage.get() {
        Stage::Here => children(),
        Stage::Failed => {
            view! { <Problem text=wait.words retry=t!(action.retry) on_retry=wait.retry /> }
                .into_any()
        }
        Stage::Waiting => view! { <Skeleton rows label=t!(shell.loading) /> }.into_any(),
    }
}
