use jiff::Timestamp;
use leptos::prelude::*;

use crate::{clock, intl};

/// The time that the server makes one wait after too many failures.
#[derive(Clone, Copy)]
pub(super) struct Wait {
    until: RwSignal<Option<Timestamp>>,
    seconds_left: Memo<u32>,
}

impl Wait {
    pub(super) fn new() -> Self {
        let until = RwSignal::new(None::<Timestamp>);
        let is_on = RwSignal::new(false);
        let now = clock::second_while(is_on.into());
        let seconds_left = Memo::new(move |_| {
            until
                .get()
                .map_or(0, |until| clock::seconds_between(now.get(), until))
        });
        // Stops the clock, which is outside of Leptos.
        Effect::new(move || is_on.set(seconds_left.get() > 0));
        Self {
            until,
            seconds_left,
        }
    }

    pub(super) fn start(self, seconds: u32) {
        let until = clock::now().as_second() + i64::from(seconds);
        self.until.set(Timestamp::from_second(until).ok());
    }

    pub(super) fn is_on(self) -> bool {
        self.seconds_left.get() > 0
    }

    pub(super) fn is_on_untracked(self) -> bool {
        self.seconds_left.get_untracked() > 0
    }

    /// What is left of it, in words; `None` when it is over.
    pub(super) fn left(self) -> Option<String> {
        let seconds = self.seconds_left.get();
        match u16::try_from(seconds) {
            Ok(0) => None,
            Ok(seconds) if seconds < 100 => Some(intl::seconds(seconds)),
            _ => Some(intl::roughly(seconds + 59)),
        }
    }
}
