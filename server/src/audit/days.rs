//! From when and until when lines are wanted.

use belroute_shared::error::Code;
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use crate::error::{ApiError, ApiResult};

/// A moment, or the beginning of the day that comes so many days after a day of the organisation.
pub(crate) fn milliseconds(field: &str, text: &str, zone: &TimeZone, days: i8) -> ApiResult<i64> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at.as_millisecond());
    }
    let refused = || ApiError::field(field, Code::NotOffered);
    let day: Date = text.parse().map_err(|_| refused())?;
    let begins = day
        .checked_add(days.days())
        .and_then(|day| day.to_zoned(zone.clone()))
        .map_err(|_| refused())?;
    Ok(begins.timestamp().as_millisecond())
}
