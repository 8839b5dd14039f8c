//! The page of one entry of a list of the company panel: a user, a number, a dial plan.

use std::future::Future;

use belroute_shared::error::FieldError;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_params_map},
};

use crate::{
    awaited::{Awaited, Wait},
    explain::explain,
    fetched::Fetched,
    form::{Form, Submission},
    http::{HttpError, Request},
    not_found::NotFoundPage,
    t, text,
    ui::{self, ConfirmedButton, Icon, Note, SaveNote},
};

/// The page of the entry that the address names; that of another one is drawn anew. What can be no
/// name of an entry leads nowhere.
pub(super) fn named<K: Clone + PartialEq + Send + Sync + 'static>(
    part: &'static str,
    read: fn(String) -> Option<K>,
    page: fn(K) -> AnyView,
) -> impl IntoView {
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get(part)).and_then(read));
    move || match name.get() {
        Some(name) => page(name),
        None => view! { <NotFoundPage /> }.into_any(),
    }
}

/// The way back to the list, and the entry once it has come. Only that it has come decides what is
/// drawn: what is fetched again leaves alone what somebody types.
#[component]
pub(super) fn Entry(
    /// What the page waits for.
    #[prop(into)]
    wait: Wait,
    /// What the entry is called; empty until that is known.
    name: Memo<String>,
    /// Address of the list.
    list: &'static str,
    /// What the list is called.
    list_name: fn() -> &'static str,
    /// How many grey rows stand for the entry.
    rows: usize,
    /// What there is about it.
    children: ChildrenFn,
) -> impl IntoView {
    ui::title(move || match name.get() {
        name if name.is_empty() => list_name().to_owned(),
        name => name,
    });
    view! {
        <a class="company-back" href=list>
            <Icon name="back" />
            {list_name}
        </a>
        <Awaited wait rows>
            {children()}
        </Awaited>
    }
}

/// Leads to the calling part of the page once it is there, when the address names its heading.
pub(super) fn lead_here(heading: &'static str) {
    let hash = use_location().hash;
    Effect::new(move || {
        if hash.with(|hash| hash.trim_start_matches('#') == heading) {
            request_animation_frame(move || ui::lead_focus(heading));
        }
    });
}

/// How the saving of an entry goes.
#[derive(Clone, Copy)]
pub(super) struct Saving {
    pub(super) submission: Submission,
    is_saved: RwSignal<bool>,
}

impl Saving {
    /// Of a form with these fields.
    pub(super) fn new(fields: &'static [&'static str]) -> Self {
        Self {
            submission: Submission::new(fields),
            is_saved: RwSignal::new(false),
        }
    }

    /// Saves what the fields came to and fetches the entry again, or tells what is wrong with them.
    pub(super) fn save<T, S, F>(
        self,
        entry: Fetched<T>,
        checked: Result<S, Vec<FieldError>>,
        request: impl FnOnce(S) -> F,
    ) where
        T: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<(), HttpError>> + 'static,
    {
        self.is_saved.set(false);
        self.submission.send_checked(checked, request, move |()| {
            self.is_saved.set(true);
            entry.refetch();
        });
    }
}

/// What an administrator decides about the entry, and in place that it was saved.
#[component]
pub(super) fn SettingsForm(
    /// How the saving goes.
    saving: Saving,
    /// Saves what was typed.
    #[prop(into)]
    on_submit: Callback<()>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let is_saved = saving.is_saved;
    let outcome =
        Signal::derive(move || is_saved.get().then(|| Ok(text!(action.saved).to_owned())));
    view! {
        <Form submission=saving.submission on_submit submit=t!(action.save)>
            {children()}
        </Form>
        <SaveNote outcome />
    }
}

/// Presses of buttons that do something with the entry.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    refusal: RwSignal<Option<String>>,
}

impl Acts {
    /// Nothing was pressed yet.
    pub(super) fn new() -> Self {
        Self {
            refusal: RwSignal::new(None),
        }
    }

    /// Asks it of the server; `done` is called when that has agreed.
    pub(super) fn run(
        self,
        request: impl Future<Output = Result<(), HttpError>> + 'static,
        done: impl FnOnce() + 'static,
    ) {
        self.refusal.set(None);
        spawn_local(async move {
            match request.await {
                Ok(()) => done(),
                Err(error) => {
                    let _ = self.refusal.try_set(Some(explain(&error)));
                }
            }
        });
    }
}

/// The buttons, and why a press was refused.
#[component]
pub(super) fn ActsCard(
    /// How the presses go.
    acts: Acts,
    /// Id of the heading.
    id: &'static str,
    /// The heading.
    title: fn() -> &'static str,
    /// What the buttons do.
    text: fn() -> &'static str,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    let refusal = acts.refusal;
    view! {
        <section class="card company-card" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <p class="soft">{text}</p>
            <div class="company-acts">{children()}</div>
            <div role="status">
                {move || {
                    refusal.get().map(|text| view! { <Note is_problem=true>{text}</Note> })
                }}
            </div>
        </section>
    }
}

/// Removes the entry once that is confirmed, and leads back to the list.
#[component]
pub(super) fn RemoveButton(
    /// How the presses go.
    acts: Acts,
    /// What it removes.
    text: fn() -> &'static str,
    /// Text of the button that confirms.
    confirm: fn() -> &'static str,
    /// Address of the list.
    list: &'static str,
    /// Removes it.
    remove: Callback<(), Request<()>>,
) -> impl IntoView {
    let navigate = use_navigate();
    let on_confirm = move |()| {
        let navigate = navigate.clone();
        acts.run(remove.run(()), move || {
            navigate(list, NavigateOptions::default());
        });
    };
    view! {
        <ConfirmedButton text label=text confirm cancel=t!(action.cancel) on_confirm />
    }
}
