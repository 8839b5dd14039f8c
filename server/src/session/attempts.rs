//! What slows guessing down.
//!
//! Failures are counted for each identifier as typed, whether or not such an account exists, so
//! that the wait tells nothing; the counts lie in the database and survive a restart. Addresses
//! are counted in memory: a network that tries many names is slowed as a whole.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::{ApiError, ApiResult};

mod addresses;
mod counter;

pub(crate) use addresses::Addresses;
pub(crate) use counter::Counter;

/// Mails for forgotten passwords that one address may ask for: twenty in an hour.
pub struct Askers(DefaultKeyedRateLimiter<IpAddr>);

impl Default for Askers {
    fn default() -> Self {
        const TWENTY: NonZeroU32 = NonZeroU32::new(20).expect("twenty is not nothing");
        Self(RateLimiter::keyed(Quota::per_hour(TWENTY)))
    }
}

impl Askers {
    /// Whether the address may ask once more.
    pub(crate) fn may_ask(&self, address: IpAddr) -> bool {
        let may = self.0.check_key(&network(address)).is_ok();
        if self.0.len() > 10_000 {
            self.0.retain_recent();
        }
        may
    }
}

/// Questions to passkeys that one address may ask for: a hundred at once, for offices whose people
/// come in at the same time, then one more every five seconds. Each is kept for a while.
pub struct Questions(DefaultKeyedRateLimiter<IpAddr>);

impl Questions {
    const BURST: NonZeroU32 = NonZeroU32::new(100).expect("a hundred is not nothing");
    const PERIOD: Duration = Duration::from_secs(5);

    /// Counts a question, and refuses when the address has had too many.
    pub(crate) fn asked(&self, address: IpAddr) -> ApiResult<()> {
        self.0
            .check_key(&network(address))
            .map_err(|_| ApiError::TooMany(Self::PERIOD))?;
        if self.0.len() > 10_000 {
            self.0.retain_recent();
        }
        Ok(())
    }
}

impl Default for Questions {
    fn default() -> Self {
        let quota = Quota::with_period(Self::PERIOD)
            .unwrap_or_else(|| Quota::per_minute(Self::BURST))
            .allow_burst(Self::BURST);
        Self(RateLimiter::keyed(quota))
    }
}

/// An IPv6 customer has a whole /64 to come from.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            let bits = u128::from(six) & (u128::MAX << 64);
            Ipv6Addr::from(bits).into()
        }
    }
}
