//! What an administrator, or the command line, does to somebody's account.

use belroute_shared::{
    audit::Action,
    error::Code,
    ids::{OrganisationId, UserId},
    live::LiveEvent,
    security::TEMPORARY_PASSWORD_SECONDS,
};
use rand::seq::IndexedRandom as _;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter as _, QuerySelect as _,
    sea_query::{Expr, LockType},
};

use crate::{
    audit::{Actor, Line},
    company,
    entity::{organisation, user},
    error::{ApiError, ApiResult},
    links::{self, Kind},
    mail::{self, FactorChange, Letter},
    second_factors::{recovery, store as factors},
    session::{attempts::Counter, store as sessions},
    state::AppState,
};

/// Mails an invitation; an older one no longer works.
///
/// # Errors
/// The database's.
pub async fn invite(
    db: &impl ConnectionTrait,
    state: &AppState,
    actor: &Actor,
    organisation: &organisation::Model,
    user: &user::Model,
) -> anyhow::Result<()> {
    links::mail_link(db, state, organisation, user, Kind::Invitation, None).await?;
    let now_ms = state.clock.now_ms();
    actor
        .write(db, Line::about(user, Action::UserInvited), now_ms)
        .await?;
    Ok(())
}

/// Shuts a user out. His sessions end, and calls to his number go on as he has set them.
///
/// # Errors
/// The database's.
pub async fn disable(
    db: &impl ConnectionTrait,
    state: &AppState,
    actor: &Actor,
    user: &user::Model,
) -> anyhow::Result<()> {
    let now_ms = state.clock.now_ms();
    user::Entity::update_many()
        .col_expr(user::Column::DisabledAtMs, Expr::value(now_ms))
        .filter(user::COLUMN.id.eq(user.id))
        .filter(user::COLUMN.organisation_id.eq(user.organisation_id))
        .exec(db)
        .await?;
    sessions::delete_others(db, UserId(user.id), None).await?;
    actor
        .write(db, Line::about(user, Action::UserDisabled), now_ms)
        .await?;
    Ok(())
}

/// Lets a user in again.
pub(super) async fn enable(
    db: &impl ConnectionTrait,
    state: &AppState,
    actor: &Actor,
    user: &user::Model,
) -> ApiResult<()> {
    user::Entity::update_many()
        .col_expr(user::Column::DisabledAtMs, Expr::value(None::<i64>))
        .filter(user::COLUMN.id.eq(user.id))
        .filter(user::COLUMN.organisation_id.eq(user.organisation_id))
        .exec(db)
        .await?;
    let now_ms = state.clock.now_ms();
    let line = Line::about(user, Action::UserEnabled);
    actor.write(db, line, now_ms).await?;
    Ok(())
}

/// Takes all second factors of a user away, with everything that was remembered under them. Where
/// one is required he sets it up anew at the next sign-in.
///
/// # Errors
/// The database's.
pub async fn reset_second_factor(
    db: &impl ConnectionTrait,
    state: &AppState,
    actor: &Actor,
    user: &user::Model,
) -> anyhow::Result<()> {
    let (owner, now_ms) = (UserId(user.id), state.clock.now_ms());
    factors::delete(db, owner, None).await?;
    factors::changed(db, owner).await?;
    recovery::delete(db, owner).await?;
    recovery::mark_stored(db, owner).await?;
    for counter in [Counter::of_recovery(owner), Counter::of_passkeys(owner)] {
        counter.forget(db).await?;
    }
    sessions::delete_others(db, owner, None).await?;
    actor
        .write(db, Line::about(user, Action::FactorsReset), now_ms)
        .await?;
    let letter = Letter::FactorChanged(FactorChange::Reset);
    let key = format!("factors reset {owner} {now_ms}");
    mail::queue(db, state, user, &key, letter).await?;
    Ok(())
}

/// A password made for a user: for three days, and to be replaced when he signs in. His sessions
/// end, and links that would set another password.
pub(super) async fn make_temporary_password(
    db: &impl ConnectionTrait,
    state: &AppState,
    actor: &Actor,
    user: &user::Model,
    hash: String,
) -> ApiResult<()> {
    let (owner, now_ms) = (UserId(user.id), state.clock.now_ms());
    let until_ms = now_ms + TEMPORARY_PASSWORD_SECONDS * 1000;
    user::Entity::update_many()
        .col_expr(user::Column::PasswordHash, Expr::value(hash))
        .col_expr(user::Column::PasswordSetAtMs, Expr::value(now_ms))
        .col_expr(user::Column::MustChangePassword, Expr::value(true))
        .col_expr(user::Column::TemporaryUntilMs, Expr::value(until_ms))
        .filter(user::COLUMN.id.eq(user.id))
        .filter(user::COLUMN.organisation_id.eq(user.organisation_id))
        .exec(db)
        .await?;
    sessions::delete_others(db, owner, None).await?;
    for kind in [Kind::Invitation, Kind::PasswordReset] {
        links::store::replace(db, owner, kind, now_ms).await?;
    }
    for identifier in user.login.iter().chain([&user.email]) {
        Counter::of(identifier).forget(db).await?;
    }
    let line = Line::about(user, Action::TemporaryPasswordMade);
    actor.write(db, line, now_ms).await?;
    let letter = Letter::TemporaryPassword { by: actor.name() };
    let key = format!("temporary password {owner} {now_ms}");
    mail::queue(db, state, user, &key, letter).await
}

/// A password that keeps the usual rules and can be read out on the telephone: 80 random bits in
/// letters and digits that are not taken for one another, in groups.
pub(super) fn readable_password() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut random = rand::rng();
    let mut group = |length: usize| -> String {
        (0..length)
            .filter_map(|_| LETTERS.choose(&mut random))
            .map(|letter| char::from(*letter))
            .collect()
    };
    format!("{}-{}-{}-{}", group(4), group(4), group(4), group(5))
}

/// What an administrator is about to do to somebody's account; nothing is done until [`Self::done`].
pub(super) struct Deed<'a> {
    pub(super) state: &'a AppState,
    pub(super) db: DatabaseTransaction,
    pub(super) actor: Actor,
    pub(super) user: user::Model,
}

impl<'a> Deed<'a> {
    pub(super) async fn begin(
        state: &'a AppState,
        actor: Actor,
        user: user::Model,
    ) -> ApiResult<Self> {
        let db = company::begin(&state.db, OrganisationId(user.organisation_id)).await?;
        // Read again where it is written: what was found before may have changed since. He changes
        // his names and addresses himself, and waits meanwhile; SQLite has one writer anyway.
        let user = user::Entity::find_by_id(user.id)
            .filter(user::COLUMN.organisation_id.eq(user.organisation_id))
            .lock(LockType::NoKeyUpdate)
            .one(&db)
            .await?
            .ok_or(ApiError::NotFound)?;
        Ok(Self {
            state,
            db,
            actor,
            user,
        })
    }

    /// Makes it so, and tells the browsers of the user: his rights may have changed.
    pub(super) async fn done(self) -> ApiResult<()> {
        self.db.commit().await?;
        self.state.mail.wake();
        self.state
            .live
            .tell(UserId(self.user.id), LiveEvent::Account);
        Ok(())
    }
}

/// Refuses to leave an organisation without an administrator who can sign in.
pub(super) async fn keep_an_administrator(
    db: &impl ConnectionTrait,
    without: &user::Model,
) -> ApiResult<()> {
    let other = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(without.organisation_id))
        .filter(user::COLUMN.role.eq(super::ADMINISTRATOR))
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .filter(user::COLUMN.id.ne(without.id))
        .one(db)
        .await?;
    let is_needed = without.role == super::ADMINISTRATOR && without.disabled_at_ms.is_none();
    if is_needed && other.is_none() {
        return Err(ApiError::Conflict(Code::LastAdministrator));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_that_was_made_is_readable_and_never_the_same() {
        let password = readable_password();
        assert_eq!(password.len(), 20);
        assert!(!password.contains(['0', 'o', '1', 'l', 'i']));
        assert_ne!(password, readable_password());
    }
}
