//! What only the rules of an executive have: numbers of his own that must have been called, and
//! whether a rule is asked at all.

use belroute_shared::{
    number::PhoneNumber,
    routing::profile::Profile,
    rule::{CalledNumber, CalledNumberType, Rule},
    typed_number::TypedNumber,
};
use leptos::{prelude::*, task::spawn_local};

use super::{api, draft::Draft, my_rules::MyRules};
use crate::{explain::explain, intl, t, text};

/// Whether a rule is asked; changed at once, and turned back where that is refused.
#[component]
pub(super) fn InUse(rules: MyRules, rule: Memo<Option<Rule>>) -> impl IntoView {
    let is_active = move || rule.with(|it| it.as_ref().is_some_and(|it| it.is_active));
    let said = move || rule.with(|it| it.as_ref().map(|it| rules.sentence_of(it)));
    let label = move || text!(rules.in_use_rule, rule = said().unwrap_or_default());
    let is_busy = RwSignal::new(false);
    let press = move |wanted: bool| {
        let Some(id) = rule.with_untracked(|it| it.as_ref().map(|it| it.id)) else {
            return;
        };
        rules.begin();
        rules.set_in_use(id, wanted);
        is_busy.set(true);
        let answer = rules.profile.saving(api::activate(id, wanted));
        spawn_local(async move {
            match answer.await {
                Ok(()) => rules.saved(),
                Err(error) => {
                    let _ = rules.refusal.try_set(Some(explain(&error)));
                    rules.set_in_use(id, !wanted);
                    rules.profile.refetch();
                }
            }
            let _ = is_busy.try_set(false);
        });
    };
    view! {
        <label class="rule-use" aria-busy=move || is_busy.get().to_string()>
            <input
                type="checkbox"
                role="switch"
                aria-label=label
                prop:checked=is_active
                on:change:target=move |event| press(event.target().checked())
            />
            <span>{t!(rules.in_use)}</span>
        </label>
    }
}

/// Which of his numbers must have been called; `None` for any.
pub(super) fn called_words(rules: MyRules, rule: &Rule) -> Option<String> {
    if rule.calls_to.is_empty() {
        return None;
    }
    let of = |called: &CalledNumber| match (&called.phone_number, called.kind) {
        (Some(number), CalledNumberType::Secondary) => rules.numbers.of(number.as_str()),
        _ => rules
            .profile
            .with(|profile| profile.map(|it| it.extension.to_string()))
            .unwrap_or_default(),
    };
    let numbers: Vec<String> = rule.calls_to.iter().map(of).collect();
    Some(text!(rules.called_at, numbers = intl::list_or(&numbers)))
}

/// The numbers of the executive's own, to be ticked. Absent where there is nothing to choose.
#[component]
pub(super) fn OwnNumbers(rules: MyRules, draft: Draft) -> impl IntoView {
    let mine = |profile: Option<&Profile>| {
        profile.map_or_else(Vec::new, |profile| own_numbers(&profile.numbers))
    };
    let all = rules.profile.with_untracked(mine);
    let line = move |one: CalledNumber| {
        let words = {
            let one = one.clone();
            move || match &one.phone_number {
                Some(number) => rules.numbers.of(number.as_str()),
                None => text!(rules.called_first).to_owned(),
            }
        };
        let chosen = one.clone();
        let is_chosen = move || {
            draft
                .calls_to
                .with(|all| all.iter().any(|it| is_same(it, &chosen)))
        };
        let choose = move |wanted: bool| {
            draft.calls_to.update(|all| {
                all.retain(|it| !is_same(it, &one));
                if wanted {
                    all.push(one.clone());
                }
            });
        };
        view! {
            <label class="rule-tick">
                <input
                    type="checkbox"
                    prop:checked=is_chosen
                    on:change:target=move |event| choose(event.target().checked())
                />
                <span>{words}</span>
            </label>
        }
    };
    (all.len() > 1).then(|| {
        view! {
            <fieldset class="rule-ticks">
                <legend>{t!(rules.called)}</legend>
                <p class="soft small">{t!(rules.called_text)}</p>
                {all.into_iter().map(line).collect_view()}
            </fieldset>
        }
    })
}

/// What a rule can be limited to: the first number together with the extension, and each further
/// number.
fn own_numbers(numbers: &[PhoneNumber]) -> Vec<CalledNumber> {
    let first = CalledNumber {
        kind: CalledNumberType::Primary,
        phone_number: None,
    };
    let others = numbers.iter().skip(1).map(|number| CalledNumber {
        kind: CalledNumberType::Secondary,
        phone_number: Some(TypedNumber::from(number.clone())),
    });
    std::iter::once(first).chain(others).collect()
}

/// Whether both name the same of his numbers; that of the first may be written out or not.
fn is_same(one: &CalledNumber, other: &CalledNumber) -> bool {
    match (one.kind, other.kind) {
        (CalledNumberType::Primary, CalledNumberType::Primary) => true,
        (CalledNumberType::Secondary, CalledNumberType::Secondary) => {
            one.phone_number == other.phone_number
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_goes_with_the_extension_and_the_others_stand_alone() {
        let numbers = ["+12025550101", "+12025550103"].map(|it| PhoneNumber::new(it).unwrap());
        let all = own_numbers(&numbers);
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].kind, CalledNumberType::Primary);
        assert_eq!(all[1].phone_number, Some(TypedNumber::new("+12025550103")));
        let written_out = CalledNumber {
            kind: CalledNumberType::Primary,
            phone_number: Some(TypedNumber::new("+12025550101")),
        };
        assert!(is_same(&all[0], &written_out));
        assert!(!is_same(&all[0], &all[1]));
        assert_eq!(own_numbers(&[]).len(), 1);
    }
}
