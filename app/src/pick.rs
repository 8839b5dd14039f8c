//! Choosing one of many: found by words, chosen with a press.

use leptos::{html, prelude::*};

use crate::{
    explain::explain,
    fetched::Fetched,
    http::Request,
    t, text,
    ui::{self, Icon},
};

/// Somebody or something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What tells it from all others.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What tells it from others of the same name.
    pub detail: String,
}

/// What was found on its way.
pub type Finding = Request<Vec<Pick>>;

/// What is chosen, with a way to take that back; or a box for words, and what they find.
#[component]
pub fn Picker(
    /// Id of the box.
    id: &'static str,
    /// What is chosen here.
    label: fn() -> &'static str,
    /// Finds what can be chosen.
    find: fn(String) -> Finding,
    /// The chosen one.
    chosen: Signal<Option<Pick>>,
    /// Called with another one, or none.
    on_pick: Callback<Option<Pick>>,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    // What had the focus goes with each choice, and what comes in its place has it then.
    let has_focus = StoredValue::new(false);
    let choose = Callback::new(move |pick| {
        has_focus.set_value(true);
        on_pick.run(pick);
    });
    let (input, cross) = (
        NodeRef::<html::Input>::new(),
        NodeRef::<html::Button>::new(),
    );
    Effect::new(move || {
        if let Some(input) = input.get().filter(|_| has_focus.get_value()) {
            let _ = input.focus();
        }
    });
    Effect::new(move || {
        if let Some(cross) = cross.get().filter(|_| has_focus.get_value()) {
            let _ = cross.focus();
        }
    });
    view! {
        <div class="field pick">
            <Show
                when=move || chosen.with(Option::is_some)
                fallback=move || {
                    view! { <Search id label find on_pick=choose error node_ref=input /> }
                }
            >
                <span class="pick-label">{label}</span>
                <div class="pick-chosen">
                    <span>
                        {move || chosen.with(|it| it.as_ref().map(|it| it.name.clone()))}
                        " "
                        <span class="soft">
                            {move || chosen.with(|it| it.as_ref().map(|it| it.detail.clone()))}
                        </span>
                    </span>
                    <button
                        type="button"
                        class="icon-button"
                        node_ref=cross
                        aria-label=t!(pick.another)
                        on:click=move |_| choose.run(None)
                    >
                        <Icon name="cross" />
                    </button>
                </div>
            </Show>
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" id=format!("{id}-error")>
                                {error}
                            </p>
                        }
                    })
            }}
        </div>
    }
}

#[component]
fn Search(
    id: &'static str,
    label: fn() -> &'static str,
    find: fn(String) -> Finding,
    on_pick: Callback<Option<Pick>>,
    error: Signal<Option<String>>,
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let found = Fetched::idle(move || find(query.get_untracked()));
    // Without a word nothing is offered: what floats would only stand before the rest of the form.
    let is_asked = Memo::new(move |_| query.with(|query| !query.trim().is_empty()));
    Effect::new(move || {
        query.track();
        if is_asked.get() {
            found.refetch();
        }
    });
    let choose = move |pick: Pick| {
        query.set(String::new());
        ui::focus(node_ref);
        on_pick.run(Some(pick));
    };
    // Enter takes the first that was found; it must not send the form that this stands in.
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            let first = found.with_untracked(|it| it.and_then(|it| it.first().cloned()));
            if let Some(first) = first.filter(|_| is_asked.get_untracked()) {
                choose(first);
            }
        }
    };
    let option = move |pick: Pick| {
        let (name, detail) = (pick.name.clone(), pick.detail.clone());
        view! {
            <li>
                <button
                    type="button"
                    class="pick-option"
                    on:click=move |_| choose(pick.clone())
                >
                    <span>{name}</span>
                    <span class="soft">{detail}</span>
                </button>
            </li>
        }
    };
    let told = move || match (found.error(), found.with(|it| it.map(Vec::len))) {
        (Some(error), _) => explain(&error),
        (None, Some(0)) if is_asked.get() => text!(pick.nothing_found).to_owned(),
        _ => String::new(),
    };
    view! {
        <label for=id>{label}</label>
        <div class="pick-box">
            <input
                id=id
                type="search"
                node_ref=node_ref
                autocomplete="off"
                spellcheck="false"
                placeholder=t!(pick.find)
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| format!("{id}-error"))
                prop:value=move || query.get()
                on:input:target=move |event| query.set(event.target().value())
                on:keydown=on_key
            />
            // They are there while something of this has the focus; a press must not take it away.
            <ul class="pick-options" on:mousedown=move |event| event.prevent_default()>
                {move || {
                    let all = found.get().filter(|_| is_asked.get());
                    all.map(|all| all.into_iter().map(option).collect_view())
                }}
            </ul>
        </div>
        <p class="soft small" role="status">
            {told}
        </p>
    }
}
