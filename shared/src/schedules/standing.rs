//! How a schedule stands at a moment: in force or not, and until when that stays so.

use jiff::civil::DateTime;

use super::{ScheduleEvent, is_in_force, next_change};

/// How a schedule, or one event of it, stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in force.
    InForce {
        /// The first moment at which it no longer is; `None` when that is years away or never.
        until: Option<DateTime>,
    },
    /// It is not in force, and will be.
    Ahead {
        /// From this moment on.
        from: DateTime,
    },
    /// It is not in force and never will be.
    Over,
}

/// How these events stand at a moment on the wall.
pub fn standing(events: &[ScheduleEvent], local: DateTime) -> Standing {
    let change = next_change(events, local);
    match change {
        until if is_in_force(events, local) => Standing::InForce { until },
        Some(from) => Standing::Ahead { from },
        None => Standing::Over,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::schedules::strategies::event;

    fn morning() -> ScheduleEvent {
        ScheduleEvent {
            all_day_enabled: false,
            start_time: Some(time(9, 0, 0, 0)),
            end_time: Some(time(12, 0, 0, 0)),
            ..event()
        }
    }

    #[test]
    fn a_schedule_is_ahead_then_in_force_then_over() {
        let at = |hour| standing(&[morning()], date(2026, 3, 2).at(hour, 0, 0, 0));
        let (from, until) = (
            date(2026, 3, 2).at(9, 0, 0, 0),
            date(2026, 3, 2).at(12, 0, 0, 0),
        );
        assert_eq!(at(8), Standing::Ahead { from });
        assert_eq!(at(9), Standing::InForce { until: Some(until) });
        assert_eq!(at(12), Standing::Over);
        assert_eq!(standing(&[], from), Standing::Over);
    }
}
