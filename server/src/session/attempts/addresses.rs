//! Failures by address, in memory: a network that tries many names is slowed as a whole.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::network;
use crate::error::{ApiError, ApiResult};

/// Failures that one address may have at once.
const FREE: i64 = 30;
/// After so long one of them is forgotten: thirty in ten minutes.
const PERIOD_MS: i64 = 20_000;
/// With more addresses than these, those that have rested are forgotten.
const MANY: usize = 10_000;

/// For each address the moment at which all its failures will be forgotten.
#[derive(Debug, Default)]
pub struct Addresses(Mutex<HashMap<IpAddr, i64>>);

impl Addresses {
    /// Refuses an address that has had too many failures, before anything is done for it. Asking
    /// costs it nothing.
    pub(crate) fn refuse_spent(&self, address: IpAddr, now_ms: i64) -> ApiResult<()> {
        let known = self.known().get(&network(address)).copied();
        let left_ms = known.map_or(0, |forgotten_at_ms| forgotten_at_ms - now_ms);
        let wait_ms = left_ms - (FREE - 1) * PERIOD_MS;
        if wait_ms > 0 {
            let wait = Duration::from_millis(wait_ms.unsigned_abs());
            return Err(ApiError::TooMany(wait + Duration::from_millis(999)));
        }
        Ok(())
    }

    /// Counts a failure.
    pub(crate) fn failed(&self, address: IpAddr, now_ms: i64) {
        let mut known = self.known();
        let forgotten_at_ms = known.entry(network(address)).or_insert(now_ms);
        // Many at the same moment were all let through; they do not make the wait longer.
        *forgotten_at_ms =
            ((*forgotten_at_ms).max(now_ms) + PERIOD_MS).min(now_ms + FREE * PERIOD_MS);
        if known.len() > MANY {
            known.retain(|_, forgotten_at_ms| *forgotten_at_ms > now_ms);
        }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<IpAddr, i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv6Addr;

    use super::*;

    #[test]
    fn an_address_has_thirty_failures_and_a_whole_ipv6_network_counts_as_one() {
        let addresses = Addresses::default();
        let of_network = |network: u16, host: u16| {
            IpAddr::from(Ipv6Addr::new(0x2001, 0xdb8, 0, network, host, 0, 0, 1))
        };
        for host in 0..30_u16 {
            assert!(addresses.refuse_spent(of_network(1, host), 0).is_ok());
            addresses.failed(of_network(1, host), 0);
        }
        assert!(addresses.refuse_spent(of_network(1, 99), 0).is_err());
        assert!(addresses.refuse_spent(of_network(2, 0), 0).is_ok());
    }

    #[test]
    fn a_failure_is_forgotten_every_twenty_seconds_and_asking_costs_nothing() {
        let addresses = Addresses::default();
        let address = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..40 {
            addresses.failed(address, 0);
        }
        assert!(addresses.refuse_spent(address, 19_999).is_err());
        for _ in 0..3 {
            assert!(addresses.refuse_spent(address, 20_000).is_ok());
        }
        addresses.failed(address, 20_000);
        assert!(addresses.refuse_spent(address, 20_001).is_err());
        for _ in 0..30 {
            assert!(addresses.refuse_spent(address, 620_000).is_ok());
            addresses.failed(address, 620_000);
        }
        assert!(addresses.refuse_spent(address, 620_000).is_err());
    }
}
