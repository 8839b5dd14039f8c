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
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, Set, sea_query::OnConflict};

use super::secret;
use crate::{
    database::Database,
    entity::sign_in_failure,
    error::{ApiError, ApiResult},
};

/// Failures without any wait.
const FREE: i32 = 5;
/// Waits in seconds after the sixth failure and each further one; the last stays.
const WAITS: [i64; 8] = [30, 60, 120, 240, 480, 960, 1920, 3600];
/// Failures that one address may have in ten minutes.
const PER_ADDRESS: NonZeroU32 = NonZeroU32::new(30).expect("thirty is not nothing");
const ADDRESS_PERIOD: Duration = Duration::from_secs(600 / 30);

/// Failures by address: thirty at once, then one more every twenty seconds.
pub struct Addresses(DefaultKeyedRateLimiter<IpAddr>);

impl Default for Addresses {
    fn default() -> Self {
        let quota = Quota::with_period(ADDRESS_PERIOD)
            .unwrap_or_else(|| Quota::per_minute(PER_ADDRESS))
            .allow_burst(PER_ADDRESS);
        Self(RateLimiter::keyed(quota))
    }
}

impl Addresses {
    /// Counts a failure, and refuses when the address has had too many.
    pub(crate) fn failed(&self, address: IpAddr) -> ApiResult<()> {
        self.0
            .check_key(&network(address))
            .map_err(|_| ApiError::TooMany(ADDRESS_PERIOD))?;
        // Addresses that have rested are forgotten, so that the table stays small.
        if self.0.len() > 10_000 {
            self.0.retain_recent();
        }
        Ok(())
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

/// Refuses while the wait of an identifier lasts, also when the password is right.
pub(crate) async fn refuse_waiting(
    db: &impl ConnectionTrait,
    identifier: &str,
    now_ms: i64,
) -> ApiResult<()> {
    let row = sign_in_failure::Entity::find_by_id(secret::hash(identifier))
        .one(db)
        .await?;
    match row.map(|row| row.wait_until_ms - now_ms) {
        Some(left_ms) if left_ms > 0 => Err(ApiError::TooMany(
            Duration::from_millis(left_ms.unsigned_abs()) + Duration::from_millis(999),
        )),
        _ => Ok(()),
    }
}

/// Counts a failure of an identifier.
pub(crate) async fn failed(db: &Database, identifier: &str, now_ms: i64) -> Result<(), DbErr> {
    let change = db.begin().await?;
    let key = secret::hash(identifier);
    let failures = sign_in_failure::Entity::find_by_id(key.clone())
        .one(&change)
        .await?
        .map_or(0, |row| row.failures)
        .saturating_add(1);
    let row = sign_in_failure::ActiveModel {
        identifier_hash: Set(key),
        failures: Set(failures),
        wait_until_ms: Set(now_ms + wait_seconds(failures) * 1000),
        failed_at_ms: Set(now_ms),
    };
    sign_in_failure::Entity::insert(row)
        .on_conflict(
            OnConflict::column(sign_in_failure::Column::IdentifierHash)
                .update_columns([
                    sign_in_failure::Column::Failures,
                    sign_in_failure::Column::WaitUntilMs,
                    sign_in_failure::Column::FailedAtMs,
                ])
                .to_owned(),
        )
        .exec(&change)
        .await?;
    change.commit().await
}

/// Forgets the failures of an identifier once its owner is in.
pub(crate) async fn forget(db: &impl ConnectionTrait, identifier: &str) -> Result<(), DbErr> {
    sign_in_failure::Entity::delete_by_id(secret::hash(identifier))
        .exec(db)
        .await?;
    Ok(())
}

fn wait_seconds(failures: i32) -> i64 {
    match usize::try_from(failures - FREE) {
        Ok(step) if step > 0 => WAITS[(step - 1).min(WAITS.len() - 1)],
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_are_free_and_the_waits_grow_to_an_hour() {
        let waits: Vec<i64> = (1..=15).map(wait_seconds).collect();
        assert_eq!(
            waits,
            [
                0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600
            ]
        );
    }

    #[test]
    fn an_address_has_thirty_failures_and_a_whole_ipv6_network_counts_as_one() {
        let addresses = Addresses::default();
        for host in 0..30_u16 {
            let address = Ipv6Addr::new(0x2001, 0xdb8, 0, 1, host, 0, 0, 1);
            assert!(addresses.failed(address.into()).is_ok());
        }
        let same_network = Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 9, 9, 9, 9);
        assert!(addresses.failed(same_network.into()).is_err());
        let other_network = Ipv6Addr::new(0x2001, 0xdb8, 0, 2, 0, 0, 0, 1);
        assert!(addresses.failed(other_network.into()).is_ok());
    }
}
