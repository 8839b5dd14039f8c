use belroute_shared::{
    ids::{EventId, ScheduleId},
    live::LiveEvent,
    schedules::{Schedule, ScheduleEvent, ScheduleType},
};
use jiff::civil::{Date, DateTime};
use leptos::prelude::*;

use super::{
    api,
    now::{local_now, today},
    owner::Owner,
};
use crate::{fetched::Fetched, http::Tagged, live::Live};

/// Which form of the page is open. One at a time, so that there is one thing to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// That of the name.
    Name,
    /// That of a new event.
    New,
    /// That of an event.
    Event(EventId),
    /// That of a calendar.
    Import,
}

/// An event as it is being typed, and in whose place it would come.
#[derive(Clone, Copy)]
struct Drafted {
    in_place_of: Option<EventId>,
    event: Memo<Option<ScheduleEvent>>,
}

/// The schedule of a page, as all parts of the page share it.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    pub(super) owner: Owner,
    /// As it was last seen.
    pub(super) entry: Fetched<Tagged<Schedule>>,
    /// Which form is open.
    pub(super) form: RwSignal<Option<Form>>,
    /// Whether the last change was saved, and nothing was begun since.
    pub(super) is_saved: RwSignal<bool>,
    pub(super) now: Memo<Option<DateTime>>,
    pub(super) today: Memo<Date>,
    drafted: RwSignal<Option<Drafted>>,
}

impl Opened {
    /// Fetches it, and again when it was changed elsewhere.
    pub(super) fn new(owner: Owner, kind: ScheduleType, id: ScheduleId) -> Self {
        let entry = Fetched::idle(move || api::show(owner, kind, id)).started();
        Live::get().on(move |event| {
            if is_about_schedules(event) {
                entry.refetch();
            }
        });
        Self {
            owner,
            entry,
            form: RwSignal::new(None),
            is_saved: RwSignal::new(false),
            now: local_now(),
            today: today(),
            drafted: RwSignal::new(None),
        }
    }

    /// Reads it; `None` until it has come.
    pub(super) fn with<R>(self, read: impl FnOnce(&Schedule) -> R) -> Option<R> {
        self.entry.with(|entry| entry.map(|it| read(&it.value)))
    }

    /// Its events.
    pub(super) fn events(self) -> Vec<ScheduleEvent> {
        self.with(|it| it.events.clone()).unwrap_or_default()
    }

    /// Whether it is changed at this page.
    pub(super) fn may_change(self) -> bool {
        self.with(|it| self.owner.may_change(it.level))
            .unwrap_or(false)
    }

    /// Opens a form, in the place of another.
    pub(super) fn open(self, form: Form) {
        self.is_saved.set(false);
        self.form.set(Some(form));
    }

    /// Shuts the form.
    pub(super) fn close(self) {
        self.form.set(None);
    }

    /// Shows an event that is being typed as if it were saved, as long as the calling part of the
    /// page is there.
    pub(super) fn draw(self, in_place_of: Option<EventId>, event: Memo<Option<ScheduleEvent>>) {
        let drafted = self.drafted;
        drafted.set(Some(Drafted { in_place_of, event }));
        on_cleanup(move || {
            let _ = drafted.try_set(None);
        });
    }

    /// The events as they would be with what is being typed, and whether that is different.
    pub(super) fn events_with_draft(self) -> (Vec<ScheduleEvent>, bool) {
        let saved = self.events();
        let drafted = self.drafted.get();
        let Some((in_place_of, event)) =
            drafted.and_then(|it| Some((it.in_place_of, it.event.try_get().flatten()?)))
        else {
            return (saved, false);
        };
        let mut events = saved.clone();
        let place = events
            .iter_mut()
            .find(|it| in_place_of.is_some() && it.id == in_place_of);
        match place {
            Some(place) => *place = event,
            None => events.push(event),
        }
        let is_different = events != saved;
        (events, is_different)
    }
}

/// Whether an event of the stream tells that schedules were changed.
pub(super) fn is_about_schedules(event: &LiveEvent) -> bool {
    match event {
        LiveEvent::Setting { setting } => setting == "schedules",
        LiveEvent::Resync => true,
        _ => false,
    }
}
