use leptos::prelude::*;

use super::{
    opened::{Opened, SAVE},
    part::Kept,
    preview::Preview,
};
use crate::{
    form::{Form, Submission},
    t,
    ui::{SaveNote, Toggle},
};

/// What came of a save, in words.
type Outcome = Option<Result<String, String>>;

/// The fields of a setting, what they will do, and the buttons that save them or take them back.
#[component]
pub(crate) fn SettingForm<S: Kept>(
    /// The setting.
    opened: Opened<S>,
    /// Switches it over, and says whether it is on then.
    #[prop(optional)]
    switch: Option<fn(&mut S) -> bool>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let is_idle = Memo::new(move |_| !opened.is_changed() || opened.conflict().is_some());
    let preview = match switch {
        Some(switch) => view! { <Preview opened switch /> }.into_any(),
        None => view! { <Preview opened /> }.into_any(),
    };
    view! {
        <Fields
            submission=opened.submission()
            is_idle
            on_submit=Callback::new(move |()| opened.save())
            on_cancel=Callback::new(move |()| opened.cancel())
            outcome=opened.outcome_of(SAVE)
            preview
            children
        />
    }
}

/// Not generic, so that the binary holds it once.
#[component]
fn Fields(
    submission: Submission,
    is_idle: Memo<bool>,
    on_submit: Callback<()>,
    on_cancel: Callback<()>,
    outcome: Signal<Outcome>,
    preview: AnyView,
    children: Children,
) -> impl IntoView {
    let note = ViewFn::from(move || view! { <SaveNote outcome /> });
    view! {
        <Form
            submission
            on_submit
            submit=t!(action.save)
            class="setting-form"
            is_idle
            on_cancel
            beside=note
        >
            {children()}
            {preview}
        </Form>
    }
}

/// A switch of a setting: saved at once, unless something else is typed and not saved yet.
#[component]
pub(crate) fn Switch<S: Kept>(
    /// The setting.
    opened: Opened<S>,
    /// Its id, unique on the page.
    id: &'static str,
    /// What is switched.
    label: fn() -> &'static str,
    /// What that means, in a sentence.
    #[prop(optional)]
    detail: Option<fn() -> &'static str>,
    /// Whether it is on.
    is_on: impl Fn(&S) -> bool + Copy + Send + Sync + 'static,
    /// Switches it.
    set: impl Fn(&mut S, bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let checked = Signal::derive(move || opened.with(is_on));
    let on_change = Callback::new(move |is_on| opened.set(id, |it| set(it, is_on)));
    let outcome = opened.outcome_of(id);
    view! { <SwitchLine id label detail checked on_change outcome /> }
}

/// Not generic, so that the binary holds it once.
#[component]
fn SwitchLine(
    id: &'static str,
    label: fn() -> &'static str,
    detail: Option<fn() -> &'static str>,
    checked: Signal<bool>,
    on_change: Callback<bool>,
    outcome: Signal<Outcome>,
) -> impl IntoView {
    view! {
        <Toggle
            id
            label
            detail=Signal::derive(move || detail.map(|it| it().to_owned()).unwrap_or_default())
            checked
            on_change
        >
            <SaveNote outcome />
        </Toggle>
    }
}

/// A box to tick in the form of a setting, saved with the rest of it.
#[component]
pub(crate) fn EditTick<S: Kept>(
    /// The setting.
    opened: Opened<S>,
    /// Its id, unique on the page.
    id: &'static str,
    /// The sentence.
    label: fn() -> &'static str,
    /// Whether it is ticked.
    is_on: impl Fn(&S) -> bool + Copy + Send + Sync + 'static,
    /// Ticks it.
    set: impl Fn(&mut S, bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let checked = Signal::derive(move || opened.with(is_on));
    let on_change = Callback::new(move |is_on| opened.edit(|it| set(it, is_on)));
    view! { <TickLine id label checked on_change /> }
}

/// Not generic, so that the binary holds it once.
#[component]
fn TickLine(
    id: &'static str,
    label: fn() -> &'static str,
    checked: Signal<bool>,
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <div class="tick">
            <input
                id=id
                type="checkbox"
                prop:checked=move || checked.get()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <label for=id>{label}</label>
        </div>
    }
}
