use belroute_shared::{
    ids::ReachNumberId,
    settings::single_number_reach::{ReachNumberSettings, SingleNumberReach},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    explain::explain,
    http::HttpError,
    in_turn::InTurn,
    settings::{number_list::NumberLine, opened::Opened},
    t, text,
    ui::SaveNote,
};

/// One of the phones. What is ticked is saved at once, and turned back where that is refused.
#[component]
pub(super) fn Phone(opened: Opened<SingleNumberReach>, id: ReachNumberId) -> impl IntoView {
    let phone = Memo::new(move |_| {
        let found = opened.with(|it| it.numbers.iter().find(|it| it.id == id).cloned());
        found.map(|it| it.settings).unwrap_or_default()
    });
    // What was ticked, until the list has been fetched with it.
    let wanted = RwSignal::new(None::<ReachNumberSettings>);
    let outcome = RwSignal::new(None::<Result<(), HttpError>>);
    let in_turn = InTurn::new();
    let shown = move |read: fn(&ReachNumberSettings) -> bool| {
        let wanted = wanted.with(|wanted| wanted.as_ref().map(read));
        wanted.unwrap_or_else(|| phone.with(read))
    };
    let change = move |change: &dyn Fn(&mut ReachNumberSettings)| {
        let mut new = wanted
            .get_untracked()
            .unwrap_or_else(|| phone.get_untracked());
        change(&mut new);
        wanted.set(Some(new.clone()));
        outcome.set(None);
        let answer = in_turn.after_others(super::replace(id, new));
        spawn_local(async move {
            let answer = answer.await;
            opened.changed_by_parts();
            let _ = outcome.try_set(Some(answer));
        });
    };
    // The list that was fetched says what holds now.
    Effect::new(move || {
        let is_answered = outcome.with(Option::is_some);
        let is_refused = outcome.with(|it| matches!(it, Some(Err(_))));
        let is_there = wanted.with_untracked(|wanted| phone.with(|it| wanted.as_ref() == Some(it)));
        if is_refused || (is_answered && is_there) {
            wanted.set(None);
        }
    });
    let note = Signal::derive(move || {
        outcome.with(|it| {
            it.as_ref().map(|it| match it {
                Ok(()) => Ok(text!(action.saved).to_owned()),
                Err(error) => Err(explain(error)),
            })
        })
    });
    let on_remove = move |()| {
        spawn_local(async move {
            if let Err(error) = super::remove(id).await {
                let _ = outcome.try_set(Some(Err(error)));
            }
            opened.changed_by_parts();
        });
    };
    let number = phone.with_untracked(|it| it.phone_number.clone());
    let name = phone.with_untracked(|it| it.name.clone());
    view! {
        <NumberLine number name on_remove>
            <SaveNote outcome=note />
            <label class="number-tick">
                <input
                    type="checkbox"
                    prop:checked=move || shown(|it| it.enabled)
                    on:change:target=move |event| {
                        let is_on = event.target().checked();
                        change(&|it| it.enabled = is_on);
                    }
                />
                {t!(calling.reach.rings)}
            </label>
            <label class="number-tick">
                <input
                    type="checkbox"
                    prop:checked=move || shown(|it| it.answer_confirmation_enabled)
                    on:change:target=move |event| {
                        let is_on = event.target().checked();
                        change(&|it| it.answer_confirmation_enabled = is_on);
                    }
                />
                {t!(calling.press_one)}
            </label>
        </NumberLine>
    }
}
