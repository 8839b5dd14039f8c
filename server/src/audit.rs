//! Who did what. Every line is written in the transaction of the change that it tells of, and says
//! never a password or a code.

use std::net::IpAddr;

use belroute_shared::ids::{OrganisationId, UserId};
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, DbErr, Set};
use serde::Serialize;
use uuid::Uuid;

use crate::entity::audit;

/// How long lines are kept, in days: thirteen months.
pub(crate) const KEPT_DAYS: i64 = 396;

/// What was done. The word is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Action {
    /// A finished sign-in.
    SignedIn,
    /// A sign-in that was refused.
    SignInFailed,
    /// A session was ended by hand.
    SessionEnded,
    /// A new password.
    PasswordSet,
    /// A mail with a link for a forgotten password.
    PasswordResetAsked,
    /// A second factor was set up.
    FactorAdded,
    /// A second factor was taken away.
    FactorRemoved,
    /// Another factor is asked for first.
    FactorMadePrimary,
    /// New recovery codes were made.
    RecoveryCodesMade,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// Remembered browsers were forgotten.
    BrowsersForgotten,
    /// A user was made.
    UserMade,
    /// What an administrator decides about a user was changed.
    UserChanged,
    /// An invitation was mailed.
    UserInvited,
    /// A user may no longer sign in.
    UserDisabled,
    /// A user may sign in again.
    UserEnabled,
    /// An administrator made a temporary password.
    TemporaryPasswordMade,
    /// An administrator took all second factors of a user away.
    FactorsReset,
    /// An administrator named something of another organisation.
    StrangerNamed,
}

/// One line.
pub(crate) struct Line<'a> {
    pub(crate) organisation: OrganisationId,
    /// Whose account or setting it is.
    pub(crate) user: Option<UserId>,
    /// Who did it: an id that may no longer exist, and the name that he had.
    pub(crate) actor: Option<UserId>,
    pub(crate) actor_name: &'a str,
    pub(crate) action: Action,
    /// What it was done to; empty when the action says it.
    pub(crate) object: &'a str,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) address: Option<IpAddr>,
}

/// Writes a line.
pub(crate) async fn write(
    db: &impl ConnectionTrait,
    line: Line<'_>,
    now_ms: i64,
) -> Result<(), DbErr> {
    audit::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(line.organisation.0),
        user_id: Set(line.user.map(|user| user.0)),
        actor_id: Set(line.actor.map(|actor| actor.0)),
        actor_name: Set(line.actor_name.to_owned()),
        action: Set(crate::words::word(line.action)),
        object: Set(line.object.to_owned()),
        before: Set(line.before),
        after: Set(line.after),
        address: Set(line.address.map(|address| address.to_string())),
        at_ms: Set(now_ms),
    }
    .insert(db)
    .await?;
    Ok(())
}

/// A line about a user's own account, written by himself.
pub(crate) async fn write_own(
    db: &impl ConnectionTrait,
    user: &crate::entity::user::Model,
    action: Action,
    object: &str,
    address: Option<IpAddr>,
    now_ms: i64,
) -> Result<(), DbErr> {
    let line = Line {
        organisation: OrganisationId(user.organisation_id),
        user: Some(UserId(user.id)),
        actor: Some(UserId(user.id)),
        actor_name: &crate::directory::full_name(user),
        action,
        object,
        before: None,
        after: None,
        address,
    };
    write(db, line, now_ms).await
}
