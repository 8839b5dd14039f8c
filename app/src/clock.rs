//! The one place that asks what time it is.

use std::time::Duration;

use jiff::Timestamp;
use leptos::prelude::*;

/// The moment, to the millisecond, by this computer's clock.
pub fn now() -> Timestamp {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds fit for 285,000 years"
    )]
    let milliseconds = js_sys::Date::now() as i64;
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Whole seconds from one moment to another; zero when the clocks disagree.
pub fn seconds_between(from: Timestamp, to: Timestamp) -> u32 {
    u32::try_from(to.as_second() - from.as_second()).unwrap_or(0)
}

/// A signal that is renewed twice a minute, for "2 min" and for the change of day.
#[derive(Clone, Copy)]
pub struct Minute(ReadSignal<Timestamp>);

impl Minute {
    /// Starts the clock and offers it to everything below.
    pub fn provide() {
        let (moment, set_moment) = signal(now());
        let ticking =
            set_interval_with_handle(move || set_moment.set(now()), Duration::from_secs(30));
        on_cleanup(move || {
            if let Ok(ticking) = ticking {
                ticking.clear();
            }
        });
        provide_context(Self(moment));
    }

    /// The clock of this part of the page, to be read where no context can be found.
    pub fn signal() -> Signal<Timestamp> {
        use_context::<Self>().map_or_else(|| Signal::stored(now()), |minute| minute.0.into())
    }
}

/// The moment, renewed every second while `is_needed` holds, and never otherwise.
pub fn second_while(is_needed: Signal<bool>) -> Signal<Timestamp> {
    let (moment, set_moment) = signal(now());
    Effect::new(move || {
        if !is_needed.get() {
            return;
        }
        set_moment.set(now());
        let ticking =
            set_interval_with_handle(move || set_moment.set(now()), Duration::from_secs(1));
        on_cleanup(move || {
            if let Ok(ticking) = ticking {
                ticking.clear();
            }
        });
    });
    moment.into()
}
