//! Questions that wait for an answer. They lie in the database, so that a server that was started
//! anew, or another one beside it, knows them too; each is answered once.

use belroute_shared::{
    error::Code,
    passkeys::{PasskeyQuestion, QUESTION_SECONDS},
};
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, Set};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::Asked;
use crate::{
    entity::passkey_question,
    error::{ApiError, ApiResult},
    session::secret,
    state::AppState,
    words,
};

/// Who asks, and for what. An answer to one question does not do for another.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Asker {
    /// Somebody in his session, for a new passkey.
    Session(Uuid),
    /// Somebody at the door.
    Nobody,
    /// Somebody whose password was right, for his second factor.
    SignIn(Uuid),
}

/// The same as a word for the database.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Purpose {
    NewPasskey,
    SignIn,
    SecondFactor,
}

impl Asker {
    fn purpose(self) -> String {
        words::word(match self {
            Self::Session(_) => Purpose::NewPasskey,
            Self::Nobody => Purpose::SignIn,
            Self::SignIn(_) => Purpose::SecondFactor,
        })
    }

    fn id(self) -> Option<Uuid> {
        match self {
            Self::Session(id) | Self::SignIn(id) => Some(id),
            Self::Nobody => None,
        }
    }
}

/// Keeps a question until it is answered, and gives it to the browser with its ticket.
pub(crate) async fn keep(
    state: &AppState,
    asker: Asker,
    asked: Asked,
) -> ApiResult<PasskeyQuestion<Value>> {
    let ticket = secret::new();
    let change = state.db.begin().await?;
    passkey_question::ActiveModel {
        ticket_hash: Set(secret::hash(&ticket)),
        purpose: Set(asker.purpose()),
        asker_id: Set(asker.id()),
        state: Set(asked.state),
        ends_at_ms: Set(state.clock.now_ms() + QUESTION_SECONDS * 1000),
    }
    .insert(&change)
    .await?;
    change.commit().await?;
    Ok(PasskeyQuestion {
        ticket,
        options: asked.options,
    })
}

/// What was kept for a question. It is gone with this, whatever the answer is worth.
///
/// # Errors
/// 410 when it was answered before, by somebody else or too late, or never asked.
pub(crate) async fn take(state: &AppState, asker: Asker, ticket: &str) -> ApiResult<String> {
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    let hash = secret::hash(ticket);
    let row = passkey_question::Entity::find_by_id(hash.as_str())
        .filter(passkey_question::COLUMN.purpose.eq(asker.purpose()))
        .filter(passkey_question::COLUMN.ends_at_ms.gt(now_ms))
        .one(&change)
        .await?
        .filter(|row| row.asker_id == asker.id())
        .ok_or(ApiError::Gone(Code::PasskeyTooLate))?;
    let taken = passkey_question::Entity::delete_by_id(hash)
        .exec(&change)
        .await?;
    change.commit().await?;
    // Of two requests with the same ticket only one has it.
    if taken.rows_affected == 1 {
        Ok(row.state)
    } else {
        Err(ApiError::Gone(Code::PasskeyTooLate))
    }
}

/// Forgets those that nobody may answer any more.
pub(crate) async fn delete_ended(db: &impl ConnectionTrait, now_ms: i64) -> Result<(), DbErr> {
    passkey_question::Entity::delete_many()
        .filter(passkey_question::COLUMN.ends_at_ms.lte(now_ms))
        .exec(db)
        .await?;
    Ok(())
}
