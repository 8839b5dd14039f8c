use belroute_shared::{
    civil::{read_date, write_date},
    ids::EventId,
    schedules::{
        ScheduleEvent, ScheduleLevel, Weekday, Weekdays, days_between, days_later, weekday_of,
    },
};
use leptos::prelude::*;

use super::typed::{Lasts, Repeats, TypedEvent};

/// An event while it is typed: a signal for each field.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) name: RwSignal<String>,
    pub(super) is_all_day: RwSignal<bool>,
    pub(super) start_date: RwSignal<String>,
    pub(super) start_time: RwSignal<String>,
    pub(super) end_date: RwSignal<String>,
    pub(super) end_time: RwSignal<String>,
    pub(super) repeats: RwSignal<Repeats>,
    pub(super) interval: RwSignal<String>,
    pub(super) days: RwSignal<Weekdays>,
    pub(super) lasts: RwSignal<Lasts>,
    pub(super) last_date: RwSignal<String>,
    pub(super) times: RwSignal<String>,
}

impl Draft {
    pub(super) fn of(typed: TypedEvent) -> Self {
        Self {
            name: RwSignal::new(typed.name),
            is_all_day: RwSignal::new(typed.is_all_day),
            start_date: RwSignal::new(typed.start_date),
            start_time: RwSignal::new(typed.start_time),
            end_date: RwSignal::new(typed.end_date),
            end_time: RwSignal::new(typed.end_time),
            repeats: RwSignal::new(typed.repeats),
            interval: RwSignal::new(typed.interval),
            days: RwSignal::new(typed.days),
            lasts: RwSignal::new(typed.lasts),
            last_date: RwSignal::new(typed.last_date),
            times: RwSignal::new(typed.times),
        }
    }

    /// What stands in the fields.
    pub(super) fn typed(self) -> TypedEvent {
        TypedEvent {
            name: self.name.get(),
            is_all_day: self.is_all_day.get(),
            start_date: self.start_date.get(),
            start_time: self.start_time.get(),
            end_date: self.end_date.get(),
            end_time: self.end_time.get(),
            repeats: self.repeats.get(),
            interval: self.interval.get(),
            days: self.days.get(),
            lasts: self.lasts.get(),
            last_date: self.last_date.get(),
            times: self.times.get(),
        }
    }

    /// The event as it would be saved; none while something is wrong with it. That it has no name
    /// yet does not matter to whoever only looks when it comes.
    pub(super) fn event(self, id: Option<EventId>, level: ScheduleLevel) -> Option<ScheduleEvent> {
        let mut typed = self.typed();
        if typed.name.trim().is_empty() {
            "?".clone_into(&mut typed.name);
        }
        typed.event(id, level).ok()
    }

    /// Another first day. The last day stays as far from it, and the day of the week goes with it
    /// where it was the only one.
    pub(super) fn start_on(self, day: String) {
        let dates = |text: &String| read_date(text);
        let before = self.start_date.with_untracked(dates);
        let end = self.end_date.with_untracked(dates);
        if let (Some(before), Some(end), Some(day)) = (before, end, read_date(&day)) {
            let length = days_between(before, end).max(0);
            self.end_date.set(write_date(days_later(day, length)));
            let only = |day| [weekday_of(day)].into_iter().collect::<Weekdays>();
            if self.days.get_untracked() == only(before) {
                self.days.set(only(day));
            }
        }
        self.start_date.set(day);
    }

    /// Puts a day of the week in or out.
    pub(super) fn put_day(self, day: Weekday, is_in: bool) {
        self.days.update(|days| *days = days.with(day, is_in));
    }
}
