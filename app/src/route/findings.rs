//! What is likely not meant, in words.

use belroute_shared::{
    ids::ScheduleId,
    routing::{health::Finding, profile::Profile},
};
use jiff::Timestamp;

use super::moments;
use crate::{intl, settings::name_of, text, ui::strong};

/// A finding as one sentence; what it is about stands in bold.
pub(crate) fn words(
    finding: &Finding,
    profile: &Profile,
    who: &dyn Fn(&str) -> String,
    now: Timestamp,
) -> String {
    let schedule = |id: ScheduleId| {
        let known = profile.schedules.iter().find(|it| it.id == id);
        strong(known.map_or("", |it| it.name.as_str()))
    };
    match finding {
        Finding::Overruled { what, by } => {
            let (what, first) = (strong(name_of(*what)), strong(name_of(by.by)));
            if let Some(until) = by.until {
                let end = moments::until(until, now);
                text!(health.overruled_until, what, first, end)
            } else {
                text!(health.overruled, what, first)
            }
        }
        Finding::NoDevice => text!(health.no_device).to_owned(),
        Finding::LongForwarding { since } => {
            text!(health.long_forwarding, since = intl::plain_day(*since, now))
        }
        Finding::WithoutConfirmation { number, .. } => {
            text!(
                health.without_confirmation,
                number = strong(&who(number.as_str()))
            )
        }
        Finding::NobodyOutside { schedules } if schedules.is_empty() => {
            text!(health.nobody).to_owned()
        }
        Finding::NobodyOutside { schedules } => {
            let names: Vec<String> = schedules.iter().map(|it| schedule(*it)).collect();
            text!(health.nobody_outside, schedules = intl::list_or(&names))
        }
        Finding::EmptySchedule { schedule: id, .. } => {
            text!(health.empty_schedule, schedule = schedule(*id))
        }
        Finding::OverSchedule { schedule: id, .. } => {
            text!(health.over_schedule, schedule = schedule(*id))
        }
    }
}
