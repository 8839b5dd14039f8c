//! The one place of the server that asks what time it is.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::Timestamp;

/// Tells the time: the system's, or one that a test moves by hand.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The system's time.
    #[default]
    System,
    /// A time that stands still, in milliseconds since 1970, until it is set.
    Still(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at a moment.
    pub fn still(at: Timestamp) -> Self {
        Self::Still(Arc::new(AtomicI64::new(at.as_millisecond())))
    }

    /// Moves a clock that stands still; the system's cannot be moved.
    pub fn set(&self, at: Timestamp) {
        if let Self::Still(milliseconds) = self {
            milliseconds.store(at.as_millisecond(), Ordering::SeqCst);
        }
    }

    /// Milliseconds since 1970, UTC: the form in which moments are stored.
    pub fn now_ms(&self) -> i64 {
        match self {
            Self::System => system().as_millisecond(),
            Self::Still(milliseconds) => milliseconds.load(Ordering::SeqCst),
        }
    }

    /// The moment, to the millisecond.
    pub fn now(&self) -> Timestamp {
        moment(self.now_ms())
    }
}

/// A stored moment. One outside jiff's range, which nothing of ours stores, reads as 1970.
pub fn moment(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[expect(clippy::disallowed_methods, reason = "the one place that may ask")]
fn system() -> Timestamp {
    Timestamp::now()
}
