//! Links that are mailed: invitations, for forgotten passwords, and to confirm an e-mail address. Each
//! works once, for a while, and a newer one of its kind takes its place.

use belroute_shared::{
    audit::Action,
    email_addresses::CONFIRMATION_SECONDS,
    error::Code,
    ids::UserId,
    security::{INVITATION_SECONDS, PASSWORD_RESET_SECONDS},
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use crate::{
    audit::{Actor, Line},
    directory::full_name,
    entity::{account_link, email_address, organisation, user},
    error::{ApiError, ApiResult},
    mail::{self, Address, Letter},
    session::store as sessions,
    state::AppState,
};

mod endpoints;
pub(crate) mod store;

pub(crate) use endpoints::router;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Kind {
    /// The first password.
    Invitation,
    /// A password in place of a forgotten one.
    PasswordReset,
    /// An extra e-mail address; the link goes there.
    EmailConfirmation,
}

impl Kind {
    fn lasts_ms(self) -> i64 {
        match self {
            Self::Invitation => INVITATION_SECONDS * 1000,
            Self::PasswordReset => PASSWORD_RESET_SECONDS * 1000,
            Self::EmailConfirmation => CONFIRMATION_SECONDS * 1000,
        }
    }
}

/// Mails for forgotten passwords that one account gets in an hour; what goes beyond is silent.
const MOST_AN_HOUR: u64 = 3;
const HOUR_MS: i64 = 3600 * 1000;

/// Mails a link to a user: to his primary address, or to the extra one that it confirms. Those of its
/// kind that were mailed there no longer work.
pub(crate) async fn mail_link(
    db: &impl ConnectionTrait,
    state: &AppState,
    organisation: &organisation::Model,
    to: &user::Model,
    kind: Kind,
    confirms: Option<&email_address::Model>,
) -> ApiResult<()> {
    let now_ms = state.clock.now_ms();
    let (id, token) = store::insert(db, to, kind, confirms.map(|row| row.id), now_ms).await?;
    let name = full_name(to);
    let letter = match kind {
        Kind::Invitation => Letter::Invitation {
            organisation: &organisation.name,
            token: &token,
        },
        Kind::PasswordReset => Letter::PasswordReset { token: &token },
        Kind::EmailConfirmation => Letter::Address(Address::Confirmation {
            name: &name,
            organisation: &organisation.name,
            token: &token,
        }),
    };
    let recipient = confirms.map_or(&to.email, |row| &row.address);
    let row = mail::prepared(state, to, recipient, &format!("link {id}"), letter)?;
    mail::insert(db, row).await?;
    Ok(())
}

/// A link that can be used now.
pub(crate) struct Open {
    pub(crate) row: account_link::Model,
    pub(crate) user: user::Model,
    pub(crate) organisation: organisation::Model,
}

/// The link of a token.
///
/// # Errors
/// 404 when we never made it, 410 with the reason when it cannot be used any more.
pub(crate) async fn open(
    db: &impl ConnectionTrait,
    kind: Kind,
    token: &str,
    now_ms: i64,
) -> ApiResult<Open> {
    let row = store::find(db, kind, token)
        .await?
        .ok_or(ApiError::NotFound)?;
    let gone = match &row {
        row if row.used_at_ms.is_some() => Some(Code::LinkUsed),
        row if row.replaced_at_ms.is_some() => Some(Code::LinkReplaced),
        row if row.ends_at_ms <= now_ms => Some(Code::LinkExpired),
        _ => None,
    };
    if let Some(code) = gone {
        return Err(ApiError::Gone(code));
    }
    let (user, organisation) = store::find_user(db, UserId(row.user_id))
        .await?
        .ok_or(ApiError::Gone(Code::LinkReplaced))?;
    Ok(Open {
        row,
        user,
        organisation,
    })
}

/// Answers those who have said that they forgot their password: with a mail when there is such an
/// account. The endpoint only writes the question down, so that its answer and its time are the
/// same for everybody.
///
/// # Errors
/// The database's.
pub(crate) async fn answer_forgotten(state: &AppState) -> ApiResult<()> {
    for question in store::list_forgotten(&state.db.read).await? {
        let now_ms = state.clock.now_ms();
        let change = state.db.begin().await?;
        if !store::take_forgotten(&change, question.id).await? {
            continue;
        }
        if let Some(account) = sessions::find_account(&change, &question.identifier).await? {
            let owner = UserId(account.id);
            let since_ms = now_ms - HOUR_MS;
            let sent = store::count_since(&change, owner, Kind::PasswordReset, since_ms).await?;
            if sent < MOST_AN_HOUR {
                let organisation = sessions::organisation_of(&change, &account).await?;
                let kind = Kind::PasswordReset;
                mail_link(&change, state, &organisation, &account, kind, None).await?;
                let line = Line::about(&account, Action::PasswordResetAsked);
                Actor::nobody().write(&change, line, now_ms).await?;
            }
        }
        change.commit().await?;
    }
    Ok(())
}
