//! Giving a user a new password.

use std::net::IpAddr;

use belroute_shared::{
    audit::Action,
    error::{Code, FieldError},
    ids::{SessionId, UserId},
    password::{PasswordPolicy, Person},
    session::PasswordStep,
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter as _, sea_query::Expr};

use crate::{
    audit,
    entity::{organisation, user},
    error::{ApiError, ApiResult},
    links::{self, Kind},
    mail::{self, Letter},
    session::{attempts::Counter, password::Verdict, store as sessions},
    state::AppState,
};

/// How somebody came to set a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// By an invitation.
    Invited,
    /// By a link for a forgotten password.
    Reset,
    /// In place of a temporary one, while signing in.
    Forced,
    /// Signed in, of his own accord; this session goes on.
    Changed(SessionId),
}

/// What a page needs to judge a new password of a user.
pub(crate) fn step(
    organisation: &organisation::Model,
    user: &user::Model,
) -> anyhow::Result<PasswordStep> {
    Ok(PasswordStep {
        policy: policy(organisation)?,
        person: person(organisation, user),
    })
}

/// The rules of an organisation; the usual ones where it has none of its own.
pub(crate) fn policy(organisation: &organisation::Model) -> anyhow::Result<PasswordPolicy> {
    match &organisation.password_policy {
        Some(text) => Ok(serde_json::from_str(text)?),
        None => Ok(PasswordPolicy::default()),
    }
}

fn person(organisation: &organisation::Model, user: &user::Model) -> Person {
    Person {
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        emails: vec![user.email.clone()],
        login: user.login.clone(),
        extension: user.extension.clone(),
        expected: std::iter::once(organisation.name.clone())
            .chain(organisation.town.clone())
            .collect(),
    }
}

/// The hash of a new password, if it keeps every rule.
///
/// # Errors
/// 400 with one entry for each rule that it breaks.
pub(crate) async fn new_hash(
    state: &AppState,
    organisation: &organisation::Model,
    user: &user::Model,
    password: &str,
) -> ApiResult<String> {
    let PasswordStep { policy, person } = step(organisation, user)?;
    let broken = super::refusals(&policy, &person, password, state.leaked.as_deref());
    if !broken.is_empty() {
        let entry = |rule: belroute_shared::password::BrokenRule| {
            FieldError::new("password", rule.rule.into())
        };
        return Err(ApiError::Invalid(broken.into_iter().map(entry).collect()));
    }
    let old = user.password_hash.clone();
    if old.is_some() && state.hashing.verify(password, old).await? != Verdict::Wrong {
        return Err(ApiError::field("password", Code::SameAsOld));
    }
    state.hashing.hash(password).await
}

/// Saves it. Sessions end, links for a new password no longer work, failures are forgotten, and
/// the user is told by mail.
pub(crate) async fn save(
    db: &impl ConnectionTrait,
    state: &AppState,
    user: &user::Model,
    hash: String,
    how: How,
    address: Option<IpAddr>,
) -> ApiResult<()> {
    let now_ms = state.clock.now_ms();
    let owner = UserId(user.id);
    user::Entity::update_many()
        .col_expr(user::Column::PasswordHash, Expr::value(hash))
        .col_expr(user::Column::PasswordSetAtMs, Expr::value(now_ms))
        .col_expr(user::Column::MustChangePassword, Expr::value(false))
        .col_expr(user::Column::TemporaryUntilMs, Expr::value(None::<i64>))
        .filter(user::COLUMN.id.eq(user.id))
        .exec(db)
        .await?;
    match how {
        // The sign-in goes on that the password was asked in.
        How::Forced => sessions::delete_sessions(db, owner, None).await?,
        How::Changed(current) => sessions::delete_others(db, owner, Some(current)).await?,
        How::Invited | How::Reset => sessions::delete_others(db, owner, None).await?,
    };
    links::store::replace(db, owner, Kind::PasswordReset, now_ms).await?;
    links::store::replace(db, owner, Kind::Invitation, now_ms).await?;
    for identifier in user.login.iter().chain([&user.email]) {
        Counter::of(identifier).forget(db).await?;
    }
    audit::write_own(db, user, Action::PasswordSet, word(how), address, now_ms).await?;
    let key = format!("password set {} {now_ms}", user.id);
    mail::queue(db, state, user, &key, Letter::PasswordSet).await
}

fn word(how: How) -> &'static str {
    match how {
        How::Invited => "invitation",
        How::Reset => "reset",
        How::Forced => "temporary",
        How::Changed(_) => "own",
    }
}
