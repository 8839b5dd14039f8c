use belroute_shared::{
    ids::RuleId,
    rule::{Rule, RuleFeature},
};
use leptos::{html, prelude::*, task::spawn_local};

use super::{
    api,
    editor::KnownRule,
    executive::{InUse, called_words},
    my_rules::MyRules,
    words::{capitalised, of_when},
};
use crate::{
    explain::explain,
    t, text,
    ui::{self, ConfirmedButton},
};

/// One rule in words, with what can be done with it; opened in its place to be changed.
#[component]
pub(super) fn RuleRow(
    rules: MyRules,
    id: RuleId,
    /// Id of the heading that it stands under.
    heading: String,
) -> impl IntoView {
    let rule = Memo::new(move |_| rules.find(id));
    let is_open = RwSignal::new(false);
    let opener = NodeRef::<html::Button>::new();
    let was_saved = StoredValue::new(false);
    // What was saved may stand under the other heading now, and its button with it.
    on_cleanup(move || {
        rules.release(id);
        if was_saved.try_get_value() == Some(true) {
            request_animation_frame(move || ui::catch_focus(&heading));
        }
    });
    let shut = move || {
        rules.release(id);
        is_open.set(false);
        if let Some(opener) = opener.get_untracked() {
            let _ = opener.focus();
        }
    };
    let toggle = move |_| {
        rules.begin();
        was_saved.set_value(false);
        if is_open.get_untracked() {
            shut();
        } else {
            rules.hold(id);
            is_open.set(true);
        }
    };
    let close = Callback::new(move |is_saved| {
        was_saved.set_value(is_saved);
        shut();
    });
    let remove = move |()| {
        rules.begin();
        spawn_local(async move {
            match api::remove(rules.feature, id).await {
                Ok(()) => rules.saved(),
                Err(error) => {
                    let _ = rules.refusal.try_set(Some(explain(&error)));
                    rules.profile.refetch();
                }
            }
        });
    };
    let said = move || rule.with(|it| it.as_ref().map(|it| rules.sentence_of(it)));
    let change = move || {
        let rule = said().unwrap_or_default();
        (!is_open.get()).then(|| text!(rules.change_rule, rule))
    };
    let removal =
        Signal::derive(move || text!(rules.remove_rule, rule = said().unwrap_or_default()));
    let is_filter = rules.feature == RuleFeature::ExecutiveCallFiltering;
    view! {
        <li class="rule" data-state=move || is_open.get().then_some("open")>
            <div class="rule-line">
                <span class="rule-words">
                    <b>{move || rule.with(|it| it.as_ref().map(|it| title(rules, it)))}</b>
                    <small>{move || rule.with(|it| it.as_ref().map(|it| details(rules, it)))}</small>
                </span>
                <span class="rule-tools">
                    {is_filter.then(|| view! { <InUse rules rule /> })}
                    <button
                        type="button"
                        class="button quiet"
                        node_ref=opener
                        aria-label=change
                        aria-expanded=move || is_open.get().to_string()
                        on:click=toggle
                    >
                        {move || {
                            if is_open.get() { text!(action.cancel) } else { text!(rules.change) }
                        }}
                    </button>
                    <ConfirmedButton
                        text=t!(rules.remove)
                        label=removal
                        confirm=t!(rules.remove_confirm)
                        cancel=t!(action.cancel)
                        on_confirm=remove
                    />
                </span>
            </div>
            <Show when=move || is_open.get()>
                <KnownRule rules id on_close=close />
            </Show>
        </li>
    }
}

/// Its name; whose calls it is about where it has none.
fn title(rules: MyRules, rule: &Rule) -> String {
    let name = rule.name.clone();
    name.unwrap_or_else(|| capitalised(&rules.callers_of(rule)))
}

/// What the title does not say: whose calls, when, which number was called, and where to.
fn details(rules: MyRules, rule: &Rule) -> String {
    let mut parts = Vec::new();
    if rule.name.is_some() {
        parts.push(rules.callers_of(rule));
    }
    parts.push(of_when(rules.schedule_of(rule).as_deref()));
    parts.extend(called_words(rules, rule));
    if let Some(number) = rule.forward_to.as_ref().filter(|_| rule.acts) {
        let number = rules.numbers.who(number.as_str());
        parts.push(if rule.destination_voicemail {
            text!(rules.sends_to_mailbox, number)
        } else {
            text!(rules.sends_to, number)
        });
    }
    if !rule.is_active {
        parts.push(text!(rules.not_in_use).to_owned());
    }
    capitalised(&parts.join(", "))
}
