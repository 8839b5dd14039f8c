//! Moments on the wire.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A moment: on the wire seconds since 1970 with a fraction, here whole milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Moment {
    ms: i64,
}

impl Moment {
    /// From milliseconds since 1970.
    pub const fn from_ms(ms: i64) -> Self {
        Self { ms }
    }

    /// Milliseconds since 1970; what was read from the wire is never beyond what a [`Timestamp`]
    /// holds.
    pub const fn ms(self) -> i64 {
        self.ms
    }
}

impl TryFrom<f64> for Moment {
    type Error = &'static str;

    fn try_from(seconds: f64) -> Result<Self, Self::Error> {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "what does not fit becomes the nearest number that does, and is refused below"
        )]
        let ms = (seconds * 1_000.0).round() as i64;
        match Timestamp::from_millisecond(ms) {
            Ok(_) if seconds.is_finite() => Ok(Self { ms }),
            _ => Err("not seconds since 1970"),
        }
    }
}

impl From<Moment> for f64 {
    fn from(moment: Moment) -> Self {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a double holds the milliseconds of 285,000 years"
        )]
        let ms = moment.ms as Self;
        ms / 1_000.0
    }
}
