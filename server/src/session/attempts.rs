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

use belroute_shared::ids::UserId;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter as _, Set,
    sea_query::{Expr, OnConflict},
};

use super::secret;
use crate::{
    entity::sign_in_failure,
    error::{ApiError, ApiResult},
};

/// Failures without any wait.
const FREE: i32 = 5;
/// Failures without any wait from a browser that the owner has signed in with.
const FREE_KNOWN: i32 = 10;
/// After so many failures in a row the password is not taken any more.
pub(crate) const MOST: i32 = 100;
/// After so many the owner is told by mail.
pub(crate) const TOLD: i32 = 10;
/// Waits in seconds after the sixth failure and each further one; the last stays.
const WAITS: [i64; 8] = [30, 60, 120, 240, 480, 960, 1920, 3600];
/// Failures that one address may have in ten minutes.
const PER_ADDRESS: NonZeroU32 = NonZeroU32::new(30).expect("thirty is not nothing");
const ADDRESS_PERIOD: Duration = Duration::from_secs(600 / 30);

/// The longest wait that is told.
const HOUR_MS: u64 = 3600 * 1000;

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

/// What is counted, and how many failures are free.
#[derive(Clone, Debug)]
pub(crate) struct Counter {
    key: String,
    free: i32,
}

impl Counter {
    /// Of an identifier as typed, from a browser that nobody knows.
    pub(crate) fn of(identifier: &str) -> Self {
        Self {
            key: secret::hash(identifier),
            free: FREE,
        }
    }

    /// Of an identifier from a browser that its owner has signed in with: strangers who guess do
    /// not lock him out.
    pub(crate) fn of_known(identifier: &str, browser: &str) -> Self {
        Self {
            key: secret::hash(&format!("{browser} {identifier}")),
            free: FREE_KNOWN,
        }
    }

    /// Of the recovery codes of an account.
    pub(crate) fn of_recovery(user: UserId) -> Self {
        Self {
            key: secret::hash(&format!("recovery {user}")),
            free: FREE,
        }
    }

    /// Of the passkeys of an account.
    pub(crate) fn of_passkeys(user: UserId) -> Self {
        Self {
            key: secret::hash(&format!("passkeys {user}")),
            free: FREE,
        }
    }

    /// A counter that was kept beside a sign-in.
    pub(crate) fn of_key(key: String) -> Self {
        Self { key, free: FREE }
    }

    /// What [`Self::of_key`] takes.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// How long one still has to wait; `None` when there is nothing to wait for.
    pub(crate) async fn wait(
        &self,
        db: &impl ConnectionTrait,
        now_ms: i64,
    ) -> Result<Option<Duration>, DbErr> {
        let row = sign_in_failure::Entity::find_by_id(self.key.clone())
            .one(db)
            .await?;
        Ok(row.and_then(|row| {
            let left_ms = row.wait_until_ms - now_ms;
            (left_ms > 0).then(|| {
                Duration::from_millis(left_ms.unsigned_abs().min(HOUR_MS))
                    + Duration::from_millis(999)
            })
        }))
    }

    /// Counts a failure and says how many there were in a row.
    ///
    /// Of several at the same moment each waits for the one before: the first statement holds the
    /// row until the transaction ends.
    pub(crate) async fn failed(&self, db: &DatabaseTransaction, now_ms: i64) -> Result<i32, DbErr> {
        // Not for the whole file: it gives numbers a second `min`.
        use sea_orm::ExprTrait as _;
        use sign_in_failure::{Column, Entity};
        let first = sign_in_failure::ActiveModel {
            identifier_hash: Set(self.key.clone()),
            failures: Set(1),
            wait_until_ms: Set(now_ms),
            failed_at_ms: Set(now_ms),
        };
        let one_more = Expr::col((Entity, Column::Failures)).add(1);
        Entity::insert(first)
            .on_conflict(
                OnConflict::column(Column::IdentifierHash)
                    .value(Column::Failures, one_more)
                    .update_column(Column::FailedAtMs)
                    .to_owned(),
            )
            .exec_without_returning(db)
            .await?;
        let row = Entity::find_by_id(self.key.as_str()).one(db).await?;
        let failures = row.map_or(1, |row| row.failures);
        let until_ms = wait_until_ms(failures, self.free, now_ms);
        Entity::update_many()
            .col_expr(Column::WaitUntilMs, Expr::value(until_ms))
            .filter(
                sign_in_failure::COLUMN
                    .identifier_hash
                    .eq(self.key.as_str()),
            )
            .exec(db)
            .await?;
        Ok(failures)
    }

    /// Forgets the failures once the owner is in.
    pub(crate) async fn forget(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        sign_in_failure::Entity::delete_by_id(self.key.clone())
            .exec(db)
            .await?;
        Ok(())
    }
}

/// After the last failure that is taken the account stays shut until its password is reset.
fn wait_until_ms(failures: i32, free: i32, now_ms: i64) -> i64 {
    if failures >= MOST {
        return i64::MAX;
    }
    let seconds = match usize::try_from(failures - free) {
        Ok(step) if step > 0 => WAITS[(step - 1).min(WAITS.len() - 1)],
        _ => 0,
    };
    now_ms + seconds * 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_are_free_and_the_waits_grow_to_an_hour() {
        let waits: Vec<i64> = (1..=15)
            .map(|failures| wait_until_ms(failures, FREE, 0) / 1000)
            .collect();
        assert_eq!(
            waits,
            [
                0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600
            ]
        );
    }

    #[test]
    fn a_known_browser_has_ten_and_the_hundredth_failure_shuts_the_account() {
        assert_eq!(wait_until_ms(10, FREE_KNOWN, 5), 5);
        assert_eq!(wait_until_ms(11, FREE_KNOWN, 0), 30_000);
        assert_eq!(wait_until_ms(99, FREE, 0), 3_600_000);
        assert_eq!(wait_until_ms(100, FREE, 0), i64::MAX);
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
