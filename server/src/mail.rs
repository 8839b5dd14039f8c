//! Mail: written into the database with the change that it tells of, and sent from there, again and
//! again until the mail server has it.
//!
//! What a mail says is sealed while it waits, because it may hold a link that opens an account, and
//! taken away once it is sent. Each has an idempotency key: what is asked for twice goes out once.
//! Between the mail server's yes and our writing it down a crash can still send one twice; both
//! copies carry the same Message-ID, by which mailboxes know them as one.

use std::sync::Arc;

use belroute_shared::account::Language;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, Set, sea_query::OnConflict};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::{
    entity::{mail, user},
    error::ApiResult,
    state::AppState,
};

mod letters;
mod sending;
mod store;
mod transport;

pub(crate) use letters::{Address, Call, Change, FactorChange, Fate, Heard, Left, Letter};
pub use sending::{send_due, start};
pub(crate) use store::list_links;
pub use transport::Transport;

/// What mails are sealed for.
const PURPOSE: &str = "mail";

/// Wakes the sender when there is something to send.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    /// There is something; called after the change was committed.
    pub(crate) fn wake(&self) {
        self.0.notify_one();
    }

    async fn rung(&self) {
        self.0.notified().await;
    }
}

/// A mail as it is sealed.
#[derive(Debug, Serialize, Deserialize)]
struct Message {
    subject: String,
    text: String,
    html: String,
    /// What the sound is called that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attachment: Option<String>,
}

/// Queues a letter to a user, in his language. A notice goes to his confirmed extra addresses as well.
pub(crate) async fn queue(
    db: &impl ConnectionTrait,
    state: &AppState,
    to: &user::Model,
    key: &str,
    letter: Letter<'_>,
) -> ApiResult<()> {
    let row = prepared(state, to, &to.email, key, letter)?;
    insert(db, row).await?;
    if is_notice(letter) {
        for extra in store::list_extra(db, to).await? {
            let key = format!("{key} to {}", extra.id);
            insert(db, prepared(state, to, &extra.address, &key, letter)?).await?;
        }
    }
    Ok(())
}

/// Whether a letter tells of something that was done. A link opens something and goes to one address
/// alone, and what tells of calls goes where the user's settings say.
fn is_notice(letter: Letter<'_>) -> bool {
    match letter {
        Letter::Invitation { .. }
        | Letter::PasswordReset { .. }
        | Letter::Address(Address::Confirmation { .. })
        | Letter::Call(_)
        | Letter::VoiceMessage(_) => false,
        Letter::PasswordSet
        | Letter::TemporaryPassword { .. }
        | Letter::FactorChanged(_)
        | Letter::NewBrowser { .. }
        | Letter::ManyFailures { .. }
        | Letter::Address(Address::MadePrimary { .. })
        | Letter::ChangesByOthers { .. } => true,
    }
}

/// A letter to a user at an address of his, ready to be queued.
pub(crate) fn prepared(
    state: &AppState,
    to: &user::Model,
    address: &str,
    key: &str,
    letter: Letter<'_>,
) -> ApiResult<mail::ActiveModel> {
    let language = Language::of_tag(&to.language).unwrap_or_default();
    let message = letter.write(language, &to.first_name, &state.config.public_url);
    let message = serde_json::to_string(&message).map_err(anyhow::Error::from)?;
    let now_ms = state.clock.now_ms();
    Ok(mail::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(to.organisation_id),
        user_id: Set(to.id),
        idempotency_key: Set(key.to_owned()),
        recipient: Set(address.to_owned()),
        sealed_message: Set(Some(state.key.seal(PURPOSE, &message)?)),
        created_at_ms: Set(now_ms),
        tries: Set(0),
        next_try_at_ms: Set(now_ms),
        sent_at_ms: Set(None),
        failure: Set(None),
        sound: Set(None),
    })
}

/// Queues a prepared letter, unless one of its key is there.
pub(crate) async fn insert(db: &impl ConnectionTrait, row: mail::ActiveModel) -> Result<(), DbErr> {
    mail::Entity::insert(row)
        .on_conflict(
            OnConflict::column(mail::Column::IdempotencyKey)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}
