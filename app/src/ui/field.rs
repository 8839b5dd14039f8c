use leptos::{html, oco::Oco, prelude::*};

/// A labelled line of text, with what is wrong with it underneath.
#[component]
pub fn Field(
    /// Its id, also the base of the id of its error.
    #[prop(into)]
    id: Oco<'static, str>,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// What password managers and browsers fill in.
    autocomplete: &'static str,
    /// Which keys phones show, where letters are the wrong ones.
    #[prop(default = "text")]
    keys: &'static str,
    /// To move the focus here.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id.clone()>{move || label.get()}</label>
            <Line id=id.clone() keys value error autocomplete node_ref />
            <FieldError id error />
        </div>
    }
}

/// A labelled text of several lines, with what is wrong with it underneath.
#[component]
pub fn LongField(
    /// Its id, also the base of the id of its error.
    id: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{move || label.get()}</label>
            <textarea
                id=id
                name=id
                rows="3"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| error_id(id))
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            <FieldError id error />
        </div>
    }
}

/// A code of a few characters, as an app or a paper shows it.
#[component]
pub fn CodeField(
    /// Its id, also the base of the id of its error.
    id: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Digits only, which phones show keys for and may fill in by themselves.
    is_number: bool,
    /// To move the focus here.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{move || label.get()}</label>
            <Line
                id
                class=if is_number { "code-input" } else { "code-input long" }
                keys=if is_number { "numeric" } else { "text" }
                value
                error
                autocomplete=if is_number { "one-time-code" } else { "off" }
                node_ref
            />
            <FieldError id error />
        </div>
    }
}

/// A password, which can be shown while one types.
#[component]
pub fn PasswordField(
    /// Its id, also the base of the id of its error.
    id: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Name of the button that shows what is typed.
    #[prop(into)]
    show_label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// What password managers and browsers fill in.
    autocomplete: &'static str,
    /// Id of what else describes it, such as its rules.
    #[prop(optional)]
    described_by: &'static str,
    /// To move the focus here.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    view! {
        <div class="field">
            <label for=id>{move || label.get()}</label>
            <div class="field-password">
                <Line
                    id
                    kind=Signal::derive(move || if is_shown.get() { "text" } else { "password" })
                    value
                    error
                    autocomplete
                    described_by
                    node_ref
                />
                <button
                    type="button"
                    class="icon-button"
                    aria-label=move || show_label.get()
                    aria-pressed=move || is_shown.get().to_string()
                    on:click=move |_| is_shown.update(|shown| *shown = !*shown)
                >
                    <super::Icon name=Signal::derive(move || {
                        if is_shown.get() { "eye-off" } else { "eye" }
                    }) />
                </button>
            </div>
            <FieldError id error />
        </div>
    }
}

/// A line that one types in. What is typed is no prose.
#[component]
fn Line(
    #[prop(into)] id: Oco<'static, str>,
    /// What kind of text it is.
    #[prop(into, default = "text".into())]
    kind: Signal<&'static str>,
    /// Its look, where it has one of its own.
    #[prop(optional)]
    class: Option<&'static str>,
    /// The keys that a phone shows for it.
    #[prop(optional)]
    keys: Option<&'static str>,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    autocomplete: &'static str,
    /// Id of what else describes it.
    #[prop(optional)]
    described_by: &'static str,
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let described = id.clone();
    let description = move || {
        let error = error.with(Option::is_some).then(|| error_id(&described));
        let all = format!("{} {described_by}", error.unwrap_or_default());
        let all = all.trim();
        (!all.is_empty()).then(|| all.to_owned())
    };
    view! {
        <input
            id=id.clone()
            name=id
            type=move || kind.get()
            class=class
            inputmode=keys
            node_ref=node_ref
            autocomplete=autocomplete
            autocapitalize="none"
            spellcheck="false"
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=description
            prop:value=move || value.get()
            on:input:target=move |event| value.set(event.target().value())
        />
    }
}

#[component]
fn FieldError(#[prop(into)] id: Oco<'static, str>, error: Signal<Option<String>>) -> impl IntoView {
    move || {
        error
            .get()
            .map(|error| view! { <p class="field-error" id=error_id(&id)>{error}</p> })
    }
}

fn error_id(id: &str) -> String {
    format!("{id}-error")
}

/// Puts the focus into a field.
pub fn focus(input: NodeRef<html::Input>) {
    // The page may have gone while an answer was awaited.
    if let Some(input) = input.try_get_untracked().flatten() {
        let _ = input.focus();
    }
}

/// Puts the focus into a field as soon as it is on the page.
pub fn focus_when_there(input: NodeRef<html::Input>) {
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
}
