//! What can be done with a call, beside calling back.

use belroute_shared::{calls::Call, phonebook::EntryKind, session::Me};
use leptos::{prelude::*, task::spawn_local};

use super::{
    api::{self, Listed},
    dial::can_dial,
    recent::Recent,
    words,
};
use crate::{
    explain::explain,
    fetched::Fetched,
    paths, t, text,
    ui::{Icon, SaveNote},
};

/// The list that the call is opened over, where that is the one of all calls: what comes behind its
/// first part is not fetched again.
#[derive(Clone, Copy)]
pub(super) struct AllCalls(pub(super) Fetched<Listed>);

/// Calls the other side, with the usual number or another one.
#[component]
pub(super) fn CallNumber(number: String, name: String, again: &'static str) -> impl IntoView {
    let href = paths::call_number(&number);
    let me: Signal<Me> = expect_context();
    let choosing = can_dial(me).then(|| {
        view! {
            <a class="button" href=href.clone() data-name=name.clone() data-choosing="">
                {t!(calls.call_as)}
            </a>
        }
    });
    view! {
        <a class="button main" href=href data-name=name>
            <Icon name="phone" />
            {again}
        </a>
        {choosing}
    }
}

/// Takes the call off the list, and blocks who called.
#[component]
pub(super) fn CallTools(call: Call) -> impl IntoView {
    let me: Signal<Me> = expect_context();
    let is_own = Memo::new(move |_| me.with(|me| me.opened_panel.is_none()));
    let is_over = !call.outcome.is_live();
    let hidden = StoredValue::new(call.clone());
    view! {
        <div class="call-more">
            <Block call />
            <Show when=move || is_over && is_own.get()>
                <Hide call=hidden />
            </Show>
        </div>
    }
}

/// Takes the call off the list, and puts it back as long as it is looked at.
#[component]
fn Hide(call: StoredValue<Call>) -> impl IntoView {
    let id = call.with_value(|call| call.id);
    let recent = Recent::get();
    let all = use_context::<AllCalls>();
    let is_hidden = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let set = move |wanted: bool| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let answer = if wanted {
                api::hide(id).await
            } else {
                api::restore(id).await
            };
            let said = match answer {
                Ok(()) => {
                    let _ = is_hidden.try_set(wanted);
                    if let (Some(AllCalls(all)), Some(call)) = (all, call.try_get_value()) {
                        all.update(|listed| {
                            if wanted {
                                listed.remove(id);
                            } else {
                                listed.put_back(call);
                            }
                        });
                    }
                    wanted.then(|| Ok(text!(calls.hidden).to_owned()))
                }
                Err(error) => Some(Err(explain(&error))),
            };
            let _ = outcome.try_set(said);
            let _ = is_busy.try_set(false);
            recent.refetch();
        });
    };
    let words = move || {
        if is_hidden.get() {
            text!(changes.undo)
        } else {
            text!(calls.hide)
        }
    };
    view! {
        <button
            type="button"
            class="button quiet"
            aria-busy=move || is_busy.get().to_string()
            on:click=move |_| set(!is_hidden.get_untracked())
        >
            {words}
        </button>
        <SaveNote outcome />
    }
}

/// Blocks the number for the user. What was saved can be undone, as every setting can.
#[component]
fn Block(call: Call) -> impl IntoView {
    // The list is of callers from outside who are nobody's colleagues.
    let is_ours = call.is_internal
        || matches!(
            call.party.kind,
            Some(EntryKind::Colleague | EntryKind::DialPlan)
        );
    let number = call.party.number.clone().filter(|it| it.starts_with('+'));
    let number = number.filter(|_| !is_ours)?;
    let (number, name) = (
        StoredValue::new(number),
        StoredValue::new(words::who(&call)),
    );
    let is_busy = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let block = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        // The details may be closed before the answer.
        let (number, name) = (number.get_value(), name.get_value());
        spawn_local(async move {
            let said = match api::block(&number).await {
                Ok(()) => Ok(text!(calls.is_blocked, name)),
                Err(error) => Err(explain(&error)),
            };
            let _ = outcome.try_set(Some(said));
            let _ = is_busy.try_set(false);
        });
    };
    Some(view! {
        <button
            type="button"
            class="button quiet"
            aria-busy=move || is_busy.get().to_string()
            on:click=block
        >
            {t!(calls.block)}
        </button>
        <SaveNote outcome />
    })
}
