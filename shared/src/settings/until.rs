//! When something ends by itself: the moments that are offered, and how a browser writes one.

use jiff::{
    Timestamp,
    civil::{DateTime, time},
};

use crate::{civil, zone::Zone};

/// An hour from now, to the whole minute, so that the clock on the wall shows what was promised.
pub fn in_an_hour(now: Timestamp) -> Option<Timestamp> {
    let seconds = now.as_second() + 3600;
    Timestamp::from_second(seconds - seconds.rem_euclid(60)).ok()
}

/// Eight o'clock on the next day.
pub fn tomorrow_at_eight(now: Timestamp, zone: &Zone) -> Option<Timestamp> {
    let tomorrow = zone.local(now).date().tomorrow().ok()?;
    zone.moment(tomorrow.to_datetime(time(8, 0, 0, 0)))
}

/// What somebody has put into a field for date and time (HTML's `datetime-local`), such as
/// `2026-03-10T17:00`, by the clock on his wall.
pub fn read(text: &str, zone: &Zone) -> Option<Timestamp> {
    let (date, time) = text.split_once('T')?;
    let date = civil::read_date(date)?;
    // Browsers add seconds where a moment that they were given has some.
    let time = civil::read_time(time.get(..5)?)?;
    zone.moment(date.to_datetime(time))
}

/// A moment as such a field takes it.
pub fn write(moment: Timestamp, zone: &Zone) -> String {
    let local: DateTime = zone.local(moment);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        local.year(),
        local.month(),
        local.day(),
        local.hour(),
        local.minute()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amsterdam() -> Zone {
        Zone::new("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn an_hour_ends_on_a_whole_minute_and_is_never_longer() {
        assert_eq!(
            in_an_hour(at("2026-03-10T09:00:00Z")),
            Some(at("2026-03-10T10:00:00Z"))
        );
        assert_eq!(
            in_an_hour(at("2026-03-10T09:00:59.9Z")),
            Some(at("2026-03-10T10:00:00Z"))
        );
    }

    #[test]
    fn tomorrow_is_the_next_day_on_the_wall_also_when_clocks_change() {
        let from = |now: &str| tomorrow_at_eight(at(now), &amsterdam());
        // Half past eleven in the evening by the wall, and half past midnight.
        assert_eq!(
            from("2026-03-10T22:30:00Z"),
            Some(at("2026-03-11T07:00:00Z"))
        );
        assert_eq!(
            from("2026-03-10T23:30:00Z"),
            Some(at("2026-03-12T07:00:00Z"))
        );
        assert_eq!(
            from("2026-03-28T12:00:00Z"),
            Some(at("2026-03-29T06:00:00Z"))
        );
        assert_eq!(
            from("2026-10-24T12:00:00Z"),
            Some(at("2026-10-25T07:00:00Z"))
        );
        assert_eq!(
            from("2026-12-31T12:00:00Z"),
            Some(at("2027-01-01T07:00:00Z"))
        );
    }

    #[test]
    fn what_a_field_holds_is_read_and_rubbish_is_not() {
        let read = |text: &str| read(text, &amsterdam());
        assert_eq!(read("2026-03-10T17:00"), Some(at("2026-03-10T16:00:00Z")));
        assert_eq!(
            read("2026-07-10T17:00:30"),
            Some(at("2026-07-10T15:00:00Z"))
        );
        for bad in [
            "",
            "2026-03-10",
            "T17:00",
            "2026-02-30T17:00",
            "2026-03-10T25:00",
            "2026-03-10T1é:00",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(
            write(at("2026-03-10T16:00:00Z"), &amsterdam()),
            "2026-03-10T17:00"
        );
    }
}
