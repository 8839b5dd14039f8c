use belroute_shared::{
    ids::EventId,
    schedules::{MOST_EVENTS, ScheduleEvent},
};
use jiff::civil::DateTime;
use leptos::{html, prelude::*};

use super::{
    calendar::ImportInPlace,
    editor::Editor,
    opened::{Form, Opened},
    order::{in_order, is_over},
    words,
};
use crate::{
    intl, t, text,
    ui::{self, Empty, Icon, SaveNote},
};

/// How many events of a long list are shown at first.
const FIRST: usize = 12;

/// A list with this many events is not long yet: there would be little to hide.
const SHORT: usize = 16;

/// The events in words, each of which opens in place.
#[component]
pub(super) fn Events(opened: Opened) -> impl IntoView {
    let may_change = Memo::new(move |_| opened.may_change());
    let at = move || {
        let now = opened.now.get();
        now.unwrap_or_else(|| opened.today.get().at(0, 0, 0, 0))
    };
    // Events with an id: those that are saved.
    let listed = Memo::new(move |_| {
        let at = at();
        let listed = opened.with(|it| {
            let events = in_order(it.kind, &it.events, at).into_iter();
            events
                .filter_map(|event| Some((event.id?, event.clone())))
                .collect::<Vec<_>>()
        });
        listed.unwrap_or_default()
    });
    let is_empty = move || listed.with(Vec::is_empty);
    // Who has asked for all of them, or has changed one, keeps seeing all.
    let is_asked = RwSignal::new(false);
    let is_whole = Memo::new(move |before: Option<&bool>| {
        before.is_some_and(|it| *it) || is_asked.get() || opened.is_saved.get()
    });
    let is_cut = Memo::new(move |_| !is_whole.get() && listed.with(Vec::len) > SHORT);
    let shown = move || {
        let most = if is_cut.get() { FIRST } else { MOST_EVENTS };
        listed.with(|listed| listed.iter().take(most).cloned().collect::<Vec<_>>())
    };
    let count = move || {
        let count = u32::try_from(listed.with(Vec::len)).unwrap_or(u32::MAX);
        let most = u32::try_from(MOST_EVENTS).unwrap_or(u32::MAX);
        text!(
            schedules.count,
            count = intl::count(count),
            most = intl::count(most)
        )
    };
    let outcome = Signal::derive(move || {
        opened
            .is_saved
            .get()
            .then(|| Ok(text!(action.saved).to_owned()))
    });
    view! {
        <section class="card" aria-labelledby="events-heading">
            <header class="card-head">
                <h2 id="events-heading">{t!(schedules.events)}</h2>
                <small class="soft">{count}</small>
                <SaveNote outcome />
            </header>
            <Show
                when=move || !is_empty()
                fallback=|| {
                    view! {
                        <Empty icon="calendar" title=t!(schedules.empty) text=t!(schedules.empty_text) />
                    }
                }
            >
                <ul class="schedule-events">
                    <For each=shown key=|(id, _)| *id let:one>
                        <Event opened id=one.0 listed at=Signal::derive(at) />
                    </For>
                </ul>
            </Show>
            <Show when=move || is_cut.get()>
                <More listed is_asked />
            </Show>
            <Show when=move || may_change.get()>
                <Additions opened />
            </Show>
        </section>
    }
}

/// Shows a long list to its end.
#[component]
fn More(listed: Memo<Vec<(EventId, ScheduleEvent)>>, is_asked: RwSignal<bool>) -> impl IntoView {
    let show = move |_| {
        let next = listed.with_untracked(|it| it.get(FIRST).map(|(id, _)| row(*id)));
        is_asked.set(true);
        // The button goes; the first of those that come has the focus then.
        request_animation_frame(move || ui::lead_focus(&next.unwrap_or_default()));
    };
    view! {
        <button type="button" class="event-more" on:click=show>
            {move || words::of_all(listed.with(Vec::len))}
        </button>
    }
}

/// Id of the row of an event.
fn row(id: EventId) -> String {
    format!("event-{id}")
}

/// One event: its name and words, and its form while that is open.
#[component]
fn Event(
    opened: Opened,
    id: EventId,
    listed: Memo<Vec<(EventId, ScheduleEvent)>>,
    at: Signal<DateTime>,
) -> impl IntoView {
    let event = Memo::new(move |_| {
        listed.with(|all| {
            let mut all = all.iter();
            all.find(|(of, _)| *of == id)
                .map(|(_, event)| event.clone())
        })
    });
    let is_open = Memo::new(move |_| opened.form.get() == Some(Form::Event(id)));
    let may_change = Memo::new(move |_| opened.may_change());
    let is_past = move || event.with(|it| it.as_ref().is_some_and(|it| is_over(it, at.get())));
    let opener = NodeRef::<html::Button>::new();
    let on_close = Callback::new(move |()| {
        opened.close();
        if let Some(opener) = opener.get_untracked() {
            let _ = opener.focus();
        }
    });
    let toggle = move |_| {
        if is_open.get_untracked() {
            opened.close();
        } else {
            opened.open(Form::Event(id));
        }
    };
    let words = move || view! { <Words event opened /> };
    let past = move || is_past().then(|| view! { <span class="chip">{t!(schedules.past)}</span> });
    view! {
        <li class="schedule-event" id=row(id) data-state=move || is_open.get().then_some("open")>
            <Show
                when=move || may_change.get()
                fallback=move || view! { <div class="event-line">{words()} {past}</div> }
            >
                <button
                    type="button"
                    class="event-line"
                    node_ref=opener
                    aria-expanded=move || is_open.get().to_string()
                    on:click=toggle
                >
                    {words()}
                    {past}
                    <Icon name=Signal::derive(move || if is_open.get() { "up" } else { "down" }) />
                </button>
            </Show>
            <Show when=move || is_open.get()>
                <Editor opened was=event.get_untracked() on_close />
            </Show>
        </li>
    }
}

#[component]
fn Words(event: Memo<Option<ScheduleEvent>>, opened: Opened) -> impl IntoView {
    let name = move || event.with(|it| it.as_ref().map(|it| it.name.clone()));
    let when = move || {
        let today = opened.today.get();
        event.with(|it| it.as_ref().map(|it| words::of_event(it, today)))
    };
    view! {
        <span class="event-words">
            <b>{name}</b>
            <small>{when}</small>
        </span>
    }
}

/// What can be put in: an event, or those of a calendar.
#[component]
fn Additions(opened: Opened) -> impl IntoView {
    let is_new = Memo::new(move |_| opened.form.get() == Some(Form::New));
    let is_import = Memo::new(move |_| opened.form.get() == Some(Form::Import));
    let (add, import) = (
        NodeRef::<html::Button>::new(),
        NodeRef::<html::Button>::new(),
    );
    let close = move |opener: NodeRef<html::Button>| {
        Callback::new(move |()| {
            opened.close();
            if let Some(opener) = opener.get_untracked() {
                let _ = opener.focus();
            }
        })
    };
    let button = move |opener, form: Form, is_open: Memo<bool>, text: fn() -> &'static str| {
        view! {
            <button
                type="button"
                class="button"
                node_ref=opener
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| {
                    if is_open.get_untracked() {
                        opened.close();
                    } else {
                        opened.open(form);
                    }
                }
            >
                <Icon name="plus" />
                {text}
            </button>
        }
    };
    view! {
        <div class="card-foot schedule-adds">
            {button(add, Form::New, is_new, t!(schedules.add_event))}
            {button(import, Form::Import, is_import, t!(schedules.add_calendar))}
        </div>
        <Show when=move || is_new.get()>
            <Editor opened was=None on_close=close(add) />
        </Show>
        <Show when=move || is_import.get()>
            <ImportInPlace opened on_close=close(import) />
        </Show>
    }
}
