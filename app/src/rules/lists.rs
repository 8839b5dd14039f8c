use belroute_shared::rule::{MOST_RULES, RuleFeature, criterion::Criterion};
use leptos::{html, prelude::*};

use super::{
    editor::NewRule,
    my_rules::MyRules,
    row::RuleRow,
    warnings,
    words::{of_doing, of_exceptions},
};
use crate::{
    awaited::Awaited,
    t, text,
    ui::{Icon, Note, SaveNote},
};

/// The rules of a setting: what it does for whom, and the exceptions, which win. Each is changed in
/// its place and saved by itself.
#[component]
pub fn RuleLists(
    /// The setting.
    feature: RuleFeature,
    /// Whether the setting is on, or about to be: then it is told what the rules come to.
    #[prop(into)]
    is_on: Signal<bool>,
) -> impl IntoView {
    let rules = MyRules::new(feature);
    let outcome = Signal::derive(move || {
        rules
            .is_saved
            .get()
            .then(|| Ok(text!(action.saved).to_owned()))
    });
    let warning = move || {
        let warning = rules.warning().filter(|_| is_on.get())?;
        Some(view! { <Note>{warnings::words(&warning)}</Note> })
    };
    view! {
        <div class="rules">
            <Awaited wait=rules.profile rows=2>
                <Half rules acts=true />
                <Half rules acts=false />
                <div role="status">{warning}</div>
                <div role="alert">
                    {move || {
                        rules
                            .refusal
                            .get()
                            .map(|text| view! { <Note is_problem=true>{text}</Note> })
                    }}
                </div>
            </Awaited>
            <SaveNote outcome />
        </div>
    }
}

/// The rules to do, or the exceptions.
#[component]
fn Half(rules: MyRules, acts: bool) -> impl IntoView {
    let feature = rules.feature;
    let part = if acts { "do" } else { "dont" };
    let id = format!("rules-{}-{part}", feature.name());
    let shown = Memo::new(move |_| rules.shown(acts));
    let nothing: fn() -> &'static str = if acts {
        t!(rules.none)
    } else {
        t!(rules.no_exception)
    };
    let heading = StoredValue::new(id.clone());
    view! {
        <section class="rules-half" role="group" aria-labelledby=id.clone()>
            <h4 id=id.clone()>{move || of_doing(feature, acts)}</h4>
            {(!acts).then(|| view! { <p class="soft small">{move || of_exceptions(feature)}</p> })}
            <Show
                when=move || shown.with(|shown| !shown.is_empty())
                fallback=move || view! { <p class="soft small">{nothing}</p> }
            >
                <ul class="rules-list">
                    <For each=move || shown.get() key=|id| *id let:id>
                        <RuleRow rules id heading=heading.get_value() />
                    </For>
                </ul>
            </Show>
            <Add rules acts />
        </section>
    }
}

/// A button that opens an empty rule, or why there can be none.
#[component]
fn Add(rules: MyRules, acts: bool) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let opener = NodeRef::<html::Button>::new();
    let is_full = Memo::new(move |_| rules.is_full());
    let close = Callback::new(move |()| {
        is_open.set(false);
        // It is there again with the next frame.
        request_animation_frame(move || {
            if let Some(opener) = opener.try_get_untracked().flatten() {
                let _ = opener.focus();
            }
        });
    });
    let open = move |_| {
        rules.begin();
        is_open.set(true);
    };
    let words: fn() -> &'static str = if acts {
        t!(rules.add)
    } else {
        t!(rules.add_exception)
    };
    let first = Criterion::default().with_acts(rules.feature, acts);
    let first = StoredValue::new(first);
    view! {
        <Show
            when=move || !is_full.get() || is_open.get()
            fallback=|| {
                view! {
                    <p class="soft small">
                        {move || text!(rules.full, count = MOST_RULES.to_string())}
                    </p>
                }
            }
        >
            <Show when=move || is_open.get()>
                <NewRule rules first=first.get_value() on_close=close />
            </Show>
            <button
                type="button"
                class="button quiet rules-add"
                node_ref=opener
                hidden=move || is_open.get()
                on:click=open
            >
                <Icon name="plus" />
                {words}
            </button>
        </Show>
    }
}
