//! Failures in a row, and how long the next attempt has to wait for them.

use std::time::Duration;

use belroute_shared::ids::UserId;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter as _, Set,
    sea_query::{Expr, OnConflict, SimpleExpr},
};

use crate::{entity::sign_in_failure, session::secret};

/// After so many failures in a row the password of an account is not taken any more.
const MOST: i32 = 100;
/// After so many the owner is told by mail.
const TOLD: i32 = 10;
/// Waits in seconds after the first failure that is not free and each further one; the last stays.
const WAITS: [i64; 8] = [30, 60, 120, 240, 480, 960, 1920, 3600];
const HOUR_MS: i64 = 3600 * 1000;
/// The longest wait that is told.
const LONGEST_TOLD_MS: u64 = 3600 * 1000;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Passwords for an identifier as typed, from browsers that nobody knows. The only one that
    /// shuts: who owns the account opens it again with a new password.
    Account,
    /// Passwords from a browser that the owner has signed in with.
    KnownBrowser,
    /// Recovery codes of an account: five an hour.
    RecoveryCodes,
    /// Passkeys of an account.
    Passkeys,
}

impl Kind {
    const ALL: [Self; 4] = [
        Self::Account,
        Self::KnownBrowser,
        Self::RecoveryCodes,
        Self::Passkeys,
    ];

    /// What its keys begin with, so that a key says what it counts.
    fn prefix(self) -> &'static str {
        match self {
            Self::Account => "",
            Self::KnownBrowser => "browser ",
            Self::RecoveryCodes => "recovery ",
            Self::Passkeys => "passkeys ",
        }
    }

    /// Until when nothing is taken after so many failures.
    fn wait_until_ms(self, failures: i32, now_ms: i64) -> i64 {
        let free = match self {
            Self::Account if failures >= MOST => return i64::MAX,
            Self::RecoveryCodes if failures >= 5 => return now_ms + HOUR_MS,
            Self::KnownBrowser => 10,
            Self::Account | Self::RecoveryCodes | Self::Passkeys => 5,
        };
        let seconds = match usize::try_from(failures - free) {
            Ok(step) if step > 0 => WAITS[(step - 1).min(WAITS.len() - 1)],
            _ => 0,
        };
        now_ms + seconds * 1000
    }

    /// What one more failure makes of the number of failures.
    fn one_more(self, now_ms: i64) -> SimpleExpr {
        // Not for the whole file: it gives numbers a second `min`.
        use sea_orm::ExprTrait as _;
        use sign_in_failure::{Column, Entity};
        let one_more = Expr::col((Entity, Column::Failures)).add(1);
        if self == Self::RecoveryCodes {
            // After an hour without one he has five again.
            let is_old = Expr::col((Entity, Column::FailedAtMs)).lte(now_ms - HOUR_MS);
            Expr::case(is_old, 1).finally(one_more).into()
        } else {
            one_more
        }
    }
}

/// Counts failures of one kind of one account, identifier or browser.
#[derive(Clone, Debug)]
pub(crate) struct Counter {
    kind: Kind,
    key: String,
}

impl Counter {
    fn new(kind: Kind, of: &str) -> Self {
        let key = format!("{}{}", kind.prefix(), secret::hash(of));
        Self { kind, key }
    }

    /// Of an identifier as typed, from a browser that nobody knows.
    pub(crate) fn of(identifier: &str) -> Self {
        Self::new(Kind::Account, identifier)
    }

    /// Of an identifier from a browser that its owner has signed in with: strangers who guess do
    /// not lock him out.
    pub(crate) fn of_known(identifier: &str, browser: &str) -> Self {
        Self::new(Kind::KnownBrowser, &format!("{browser} {identifier}"))
    }

    /// Of the recovery codes of an account.
    pub(crate) fn of_recovery(user: UserId) -> Self {
        Self::new(Kind::RecoveryCodes, &user.to_string())
    }

    /// Of the passkeys of an account.
    pub(crate) fn of_passkeys(user: UserId) -> Self {
        Self::new(Kind::Passkeys, &user.to_string())
    }

    /// A counter that was kept beside a sign-in.
    pub(crate) fn of_key(key: String) -> Self {
        let kind = Kind::ALL.into_iter().find(|kind| {
            // Every key begins with nothing, which is the beginning of an account's.
            *kind != Kind::Account && key.starts_with(kind.prefix())
        });
        Self {
            kind: kind.unwrap_or(Kind::Account),
            key,
        }
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
        let row = sign_in_failure::Entity::find_by_id(self.key.as_str())
            .one(db)
            .await?;
        Ok(row.and_then(|row| {
            let left_ms = row.wait_until_ms - now_ms;
            (left_ms > 0).then(|| {
                Duration::from_millis(left_ms.unsigned_abs().min(LONGEST_TOLD_MS))
                    + Duration::from_millis(999)
            })
        }))
    }

    /// Counts a failure and says how many there were in a row.
    ///
    /// Of several at the same moment each waits for the one before: the first statement holds the
    /// row until the transaction ends.
    pub(crate) async fn failed(&self, db: &DatabaseTransaction, now_ms: i64) -> Result<i32, DbErr> {
        use sign_in_failure::{COLUMN, Column, Entity};
        let first = sign_in_failure::ActiveModel {
            identifier_hash: Set(self.key.clone()),
            failures: Set(1),
            wait_until_ms: Set(now_ms),
            failed_at_ms: Set(now_ms),
        };
        Entity::insert(first)
            .on_conflict(
                OnConflict::column(Column::IdentifierHash)
                    .value(Column::Failures, self.kind.one_more(now_ms))
                    .update_column(Column::FailedAtMs)
                    .to_owned(),
            )
            .exec_without_returning(db)
            .await?;
        let row = Entity::find_by_id(self.key.as_str()).one(db).await?;
        let failures = row.map_or(1, |row| row.failures);
        let until_ms = self.kind.wait_until_ms(failures, now_ms);
        Entity::update_many()
            .col_expr(Column::WaitUntilMs, Expr::value(until_ms))
            .filter(COLUMN.identifier_hash.eq(self.key.as_str()))
            .exec(db)
            .await?;
        Ok(failures)
    }

    /// Whether it is with this failure that nothing is taken any more.
    pub(crate) fn is_shut_by(&self, failures: i32) -> bool {
        self.kind == Kind::Account && failures == MOST
    }

    /// Whether it is this failure that the owner is told of.
    pub(crate) fn is_told(&self, failures: i32) -> bool {
        failures == TOLD || self.is_shut_by(failures)
    }

    /// Forgets the failures once the owner is in.
    pub(crate) async fn forget(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        sign_in_failure::Entity::delete_by_id(self.key.as_str())
            .exec(db)
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn waits(kind: Kind, failures: std::ops::RangeInclusive<i32>) -> Vec<i64> {
        failures
            .map(|failures| kind.wait_until_ms(failures, 0) / 1000)
            .collect()
    }

    #[test]
    fn five_failures_are_free_and_the_waits_grow_to_an_hour() {
        let expected = [
            0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600,
        ];
        assert_eq!(waits(Kind::Account, 1..=15), expected);
        assert_eq!(waits(Kind::Passkeys, 1..=15), expected);
    }

    #[test]
    fn a_known_browser_has_ten_and_recovery_codes_are_five_an_hour() {
        assert_eq!(waits(Kind::KnownBrowser, 9..=12), [0, 0, 30, 60]);
        assert_eq!(waits(Kind::RecoveryCodes, 3..=6), [0, 0, 3600, 3600]);
    }

    #[test]
    fn the_hundredth_failure_shuts_the_password_of_an_account_and_nothing_else() {
        assert_eq!(waits(Kind::Account, 99..=99), [3600]);
        for kind in Kind::ALL {
            let until_ms = kind.wait_until_ms(100, 0);
            assert_eq!(until_ms == i64::MAX, kind == Kind::Account, "{kind:?}");
        }
    }

    #[test]
    fn a_key_that_was_kept_says_what_it_counts() {
        let user = UserId(Uuid::nil());
        for counter in [
            Counter::of("alice"),
            Counter::of_known("alice", "browser"),
            Counter::of_recovery(user),
            Counter::of_passkeys(user),
        ] {
            let kept = Counter::of_key(counter.key().to_owned());
            assert_eq!((kept.kind, kept.key), (counter.kind, counter.key));
        }
    }
}
