//! Forms: what was typed is checked, sent once, and refused beside the field that is wrong.

use std::future::Future;

use belroute_shared::error::{Code, FieldError};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, SubmitEvent};

use crate::{
    away,
    explain::{explain, explain_code},
    http::HttpError,
    text, ui,
};

/// How the sending of a form goes.
#[derive(Clone, Copy)]
pub struct Submission {
    /// Fields that can show an error of their own; what is wrong elsewhere stands under them. A `*`
    /// at the end stands for all that begin so.
    fields: &'static [&'static str],
    is_busy: RwSignal<bool>,
    broken: RwSignal<Vec<FieldError>>,
    error: RwSignal<Option<HttpError>>,
}

impl Submission {
    /// Of a form with these fields, by their names on the wire.
    pub fn new(fields: &'static [&'static str]) -> Self {
        Self {
            fields,
            is_busy: RwSignal::new(false),
            broken: RwSignal::new(Vec::new()),
            error: RwSignal::new(None),
        }
    }

    /// What is wrong with a field.
    pub fn error_of(self, field: &'static str) -> Signal<Option<String>> {
        self.error_in_words(field, explain_code)
    }

    /// The same in words of the form's own.
    pub fn error_in_words(
        self,
        field: &'static str,
        words: fn(Code) -> &'static str,
    ) -> Signal<Option<String>> {
        Signal::derive(move || self.error_at(field, words))
    }

    /// The same of a field whose name is known only now, such as one of a list.
    pub fn error_at(self, field: &str, words: fn(Code) -> &'static str) -> Option<String> {
        self.broken.with(|broken| {
            let found = broken.iter().find(|error| error.field == field)?;
            Some(words(found.code).to_owned())
        })
    }

    /// Whether a field shows its own errors.
    pub fn shows(self, field: &str) -> bool {
        self.fields
            .iter()
            .any(|known| match known.strip_suffix('*') {
                Some(start) => field.starts_with(start),
                None => *known == field,
            })
    }

    /// Whether it is on its way.
    pub fn is_busy(self) -> bool {
        self.is_busy.get()
    }

    /// The same without following it; not once the page has gone.
    pub fn is_under_way(self) -> bool {
        self.is_busy.try_get_untracked().unwrap_or(false)
    }

    /// Forgets what was refused.
    pub fn clear(self) {
        let _ = self.broken.try_set(Vec::new());
        let _ = self.error.try_set(None);
    }

    /// Tells what a check has refused. True when it has refused nothing.
    pub fn passes(self, outcome: Result<(), Vec<FieldError>>) -> bool {
        let broken = outcome.err().unwrap_or_default();
        let passes = broken.is_empty();
        self.broken.set(broken);
        passes
    }

    /// Sends it, and tells what was refused.
    pub fn send<T: 'static>(
        self,
        request: impl Future<Output = Result<T, HttpError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        self.send_and(request, move |answer| match answer {
            Ok(value) => done(value),
            Err(refused) => self.refuse(refused),
        });
    }

    /// Sends what the fields came to, or tells what is wrong with them.
    pub fn send_checked<S, T: 'static, F>(
        self,
        checked: Result<S, Vec<FieldError>>,
        request: impl FnOnce(S) -> F,
        done: impl FnOnce(T) + 'static,
    ) where
        F: Future<Output = Result<T, HttpError>> + 'static,
    {
        match checked {
            Ok(settings) => self.send(request(settings), done),
            Err(broken) => {
                self.passes(Err(broken));
            }
        }
    }

    /// Sends it. Nothing more is done when the page has gone before the answer comes.
    pub fn send_and<T: 'static>(
        self,
        request: impl Future<Output = Result<T, HttpError>> + 'static,
        then: impl FnOnce(Result<T, HttpError>) + 'static,
    ) {
        self.clear();
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = request.await;
            let has_gone = self.is_busy.try_set(false).is_some();
            if !has_gone {
                then(answer);
            }
        });
    }

    /// Tells what the server has refused: beside the fields, or under them. What the user himself
    /// has called off needs no words.
    pub fn refuse(self, refused: HttpError) {
        let broken: Vec<FieldError> = match &refused {
            HttpError::Aborted => return,
            HttpError::Refused { body, .. } => body
                .errors
                .iter()
                .filter_map(|entry| {
                    let field = entry.field.as_deref()?;
                    let is_shown = self.shows(field);
                    is_shown.then(|| FieldError::new(field, entry.code))
                })
                .collect(),
            _ => Vec::new(),
        };
        if broken.is_empty() {
            let _ = self.error.try_set(Some(refused));
        } else {
            let _ = self.broken.try_set(broken);
        }
    }

    fn has_broken(self) -> bool {
        self.broken.with(|broken| !broken.is_empty())
    }
}

/// A form with its fields, what is wrong with the whole of it, and the button that sends it. The
/// focus goes to the first field that was refused.
#[component]
pub fn Form(
    /// How its sending goes.
    submission: Submission,
    /// Checks and sends what was typed; not called while it is on its way.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Text of the button.
    #[prop(into)]
    submit: Signal<String>,
    /// Further classes of the form.
    #[prop(optional)]
    class: &'static str,
    /// The button is as wide as the form.
    #[prop(optional)]
    is_wide: bool,
    /// Gives the form up; there is a second button then.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
    /// There is nothing to send now: the buttons stay where they are and do nothing.
    #[prop(optional, into)]
    is_idle: Signal<bool>,
    /// Further buttons beside it.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    Effect::new(move || {
        if submission.has_broken() {
            // Which field is wrong stands on the page only with the next frame.
            request_animation_frame(move || focus_first_refused(form));
        }
    });
    let submitted = move |event: SubmitEvent| {
        event.prevent_default();
        if !submission.is_busy.get_untracked() && !is_idle.get_untracked() {
            submission.clear();
            on_submit.run(());
        }
    };
    let is_busy = move || submission.is_busy().to_string();
    // Pressed all the same it is sent, and says what came of it: the server may be back.
    let is_away = move || away::since().is_some();
    let rests = move || (submission.is_busy() || is_idle.get() || is_away()).to_string();
    let why = move || is_away().then_some(text!(errors.offline));
    view! {
        <form
            class=format!("form {class}")
            novalidate
            node_ref=form
            on:submit=submitted
            aria-busy=is_busy
        >
            {children()} <FormMessage error=submission.error />
            <div class="form-buttons">
                <button
                    type="submit"
                    class="button main"
                    class:wide=is_wide
                    aria-disabled=rests
                    title=why
                >
                    {move || submit.get()}
                </button>
                {on_cancel
                    .map(|cancel| {
                        view! {
                            <button
                                type="button"
                                class="button"
                                aria-disabled=move || is_idle.get().then_some("true")
                                on:click=move |_| {
                                    if !is_idle.get_untracked() {
                                        cancel.run(());
                                    }
                                }
                            >
                                {crate::t!(action.cancel)}
                            </button>
                        }
                    })} {beside.map(|beside| beside.run())}
            </div>
        </form>
    }
}

/// What is wrong with the whole of a form. There from the start, so that screen readers hear it
/// change.
#[component]
pub fn FormMessage(
    /// What the server has refused.
    error: RwSignal<Option<HttpError>>,
) -> impl IntoView {
    view! {
        <div class="form-message" role="alert">
            {move || {
                error
                    .get()
                    .map(|error| view! { <ui::Note is_problem=true>{explain(&error)}</ui::Note> })
            }}
        </div>
    }
}

fn focus_first_refused(form: NodeRef<html::Form>) {
    let refused = form
        .get_untracked()
        .and_then(|form| form.query_selector("[aria-invalid=true]").ok().flatten())
        .and_then(|field| field.dyn_into::<HtmlElement>().ok());
    if let Some(field) = refused {
        let _ = field.focus();
    }
}
