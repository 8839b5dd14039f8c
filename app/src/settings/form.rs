use leptos::prelude::*;

use super::{
    opened::{Opened, SAVE},
    part::Kept,
    preview::Preview,
};
use crate::{
    form::Form,
    t,
    ui::{SaveNote, Toggle},
};

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
    let note = ViewFn::from(move || view! { <SaveNote outcome=opened.outcome_of(SAVE) /> });
    let on_submit = Callback::new(move |()| opened.save());
    let on_cancel = Callback::new(move |()| opened.cancel());
    view! {
        <Form
            submission=opened.submission()
            on_submit
            submit=t!(action.save)
            class="setting-form"
            is_idle
            on_cancel
            beside=note
        >
            {children()}
            {match switch {
                Some(switch) => view! { <Preview opened switch /> }.into_any(),
                None => view! { <Preview opened /> }.into_any(),
            }}
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
    view! {
        <Toggle
            id
            label
            detail=Signal::derive(move || detail.map(|it| it().to_owned()).unwrap_or_default())
            checked
            on_change
        >
            <SaveNote outcome=opened.outcome_of(id) />
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
    view! {
        <div class="tick">
            <input
                id=id
                type="checkbox"
                prop:checked=move || opened.with(is_on)
                on:change:target=move |event| {
                    let is_on = event.target().checked();
                    opened.edit(|it| set(it, is_on));
                }
            />
            <label for=id>{label}</label>
        </div>
    }
}
