use leptos::prelude::*;
use web_sys::MouseEvent;

use super::{
    opened::{Opened, Stage},
    part::{Kept, Part},
    state::Words,
};
use crate::{
    explain::explain,
    route::MyRoute,
    t,
    ui::{Icon, KeptFocus, Note, Problem, Skeleton},
    written_numbers::WrittenNumbers,
};

/// The body of an open row: its setting once it is there, or why it is not.
#[component]
pub(crate) fn Open<S: Kept>(
    /// What the row shows.
    part: &'static Part<S>,
    /// Draws the form.
    form: fn(Opened<S>) -> AnyView,
) -> impl IntoView {
    let opened = Opened::open(part);
    let form = ViewFn::from(move || {
        view! {
            <Conflict opened />
            {form(opened)}
        }
    });
    view! {
        <Staged
            stage=Memo::new(move |_| opened.stage())
            on_retry=Callback::new(move |()| opened.fetch())
            form
        />
    }
}

/// Not generic, so that the binary holds it once.
#[component]
fn Staged(stage: Memo<Stage>, on_retry: Callback<()>, form: ViewFn) -> impl IntoView {
    move || match stage.get() {
        Stage::Waiting => view! { <Skeleton rows=2 label=t!(shell.loading) /> }.into_any(),
        Stage::Failed(error) => view! {
            <Problem text=Signal::derive(move || explain(&error)) retry=t!(action.retry) on_retry />
        }
        .into_any(),
        Stage::Withdrawn => view! { <Withdrawn /> }.into_any(),
        Stage::Here => form.run(),
    }
}

/// In the place of a setting that the administrator has taken away while it was open.
#[component]
pub(crate) fn Withdrawn() -> impl IntoView {
    view! {
        <p class="setting-withdrawn" role="status">
            <Icon name="lock" />
            {t!(calling.withdrawn)}
        </p>
    }
}

/// Both values, where somebody else has saved another one.
#[component]
fn Conflict<S: Kept>(opened: Opened<S>) -> impl IntoView {
    let (route, numbers) = (MyRoute::get(), WrittenNumbers::get());
    let values = Memo::new(move |_| {
        let (theirs, mine) = opened.conflict()?;
        let now = route.now();
        route.profile().with(|profile| {
            let words = Words {
                numbers,
                now,
                profile,
            };
            Some([theirs, mine].map(|it| opened.part.in_full(&it, &words)))
        })
    });
    view! {
        <BothValues
            values
            on_theirs=Callback::new(move |()| opened.take_theirs())
            on_mine=Callback::new(move |()| opened.save_mine())
        />
    }
}

/// Theirs and mine, and the choice.
#[component]
pub(crate) fn BothValues(
    /// Theirs, then mine.
    values: Memo<Option<[String; 2]>>,
    /// Takes theirs.
    on_theirs: Callback<()>,
    /// Saves mine over theirs.
    on_mine: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="setting-conflict" role="alert">
            {move || {
                values
                    .get()
                    .map(|[theirs, mine]| view! { <Both theirs mine on_theirs on_mine /> })
            }}
        </div>
    }
}

#[component]
fn Both(
    theirs: String,
    mine: String,
    on_theirs: Callback<()>,
    on_mine: Callback<()>,
) -> impl IntoView {
    // Both buttons go once one of them is pressed.
    let focus = KeptFocus::new();
    let choose = move |event: &MouseEvent, chosen: Callback<()>| {
        focus.press(event);
        chosen.run(());
    };
    view! {
        <Note>
            <p>{t!(calling.elsewhere)}</p>
            <dl class="setting-values">
                <dt>{t!(calling.theirs)}</dt>
                <dd>{theirs}</dd>
                <dt>{t!(calling.mine)}</dt>
                <dd>{mine}</dd>
            </dl>
            <div class="form-buttons">
                <button
                    type="button"
                    class="button"
                    on:click=move |event| choose(&event, on_theirs)
                >
                    {t!(calling.take_theirs)}
                </button>
                <button
                    type="button"
                    class="button main"
                    on:click=move |event| choose(&event, on_mine)
                >
                    {t!(calling.save_mine)}
                </button>
            </div>
        </Note>
    }
}
