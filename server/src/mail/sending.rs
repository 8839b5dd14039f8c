//! Sending what waits.

use std::{convert::Infallible, time::Duration};

use super::{Message, PURPOSE, store, transport::Failure};
use crate::{config::Mail, entity::mail, error::ApiResult, links, state::AppState};

/// A mail that was taken on is left to its server for so long, and longer while that one says so:
/// if it died, another tries soon, and a mail server that takes its time is not given it twice.
const CLAIM_MS: i64 = 20 * 1000;
/// How often a server says that it is still at it.
const STILL_AT_IT: Duration = Duration::from_secs(5);
/// Waits after failures in seconds; the last stays.
const WAITS: [i64; 7] = [10, 30, 60, 300, 900, 1800, 3600];
/// After so long a mail is given up: three days.
const LONGEST_MS: i64 = 3 * 24 * 3600 * 1000;
/// How often is looked when nothing rings, for mails that another program has queued.
const LOOK: Duration = Duration::from_secs(5);

/// Sends until the server stops.
pub fn start(state: AppState) {
    if state.config.mail.is_none() {
        tracing::warn!("no mail_url: mails wait in the database until there is one");
    }
    tokio::spawn(async move {
        loop {
            if let Err(error) = send_due(&state).await {
                tracing::warn!("mail is tried again: {error:#}");
            }
            let pause = pause(&state).await;
            tokio::select! {
                () = state.mail.rung() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    });
}

async fn pause(state: &AppState) -> Duration {
    let next = store::next_at(&state.db.read).await.ok().flatten();
    let left_ms = next.map_or(i64::MAX, |at_ms| at_ms - state.clock.now_ms());
    let left = Duration::from_millis(u64::try_from(left_ms).unwrap_or_default());
    left.clamp(Duration::from_millis(200), LOOK)
}

/// Makes the mails of forgotten passwords, and sends every mail whose turn it is.
///
/// # Errors
/// The database's.
pub async fn send_due(state: &AppState) -> anyhow::Result<()> {
    links::answer_forgotten(state)
        .await
        .map_err(anyhow::Error::from)?;
    if state.config.mail.is_none() {
        return Ok(());
    }
    loop {
        let due = store::list_due(&state.db.read, state.clock.now_ms()).await?;
        if due.is_empty() {
            return Ok(());
        }
        for row in due {
            send(state, row).await.map_err(anyhow::Error::from)?;
        }
    }
}

async fn send(state: &AppState, row: mail::Model) -> ApiResult<()> {
    let Some(mail) = &state.config.mail else {
        return Ok(());
    };
    let until_ms = state.clock.now_ms() + CLAIM_MS;
    let change = state.db.begin().await?;
    let is_ours = store::claim(&change, &row, until_ms).await?;
    change.commit().await?;
    if !is_ours {
        return Ok(());
    }
    let outcome = tokio::select! {
        outcome = deliver(state, mail, &row) => outcome,
        never = hold(state, &row, until_ms) => match never {},
    };
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    match outcome {
        Ok(()) => store::sent(&change, &row, now_ms).await?,
        Err(Failure::ForGood(reason)) => {
            tracing::warn!(mail.id = %row.id, "a mail was refused for good: {reason}");
            store::failed(&change, &row, &reason, None).await?;
        }
        Err(Failure::ForNow(reason)) => {
            let again_at_ms = again_at_ms(&row, now_ms);
            tracing::warn!(mail.id = %row.id, "a mail did not go out: {reason}");
            store::failed(&change, &row, &reason, again_at_ms).await?;
        }
    }
    change.commit().await?;
    Ok(())
}

async fn deliver(state: &AppState, mail: &Mail, row: &mail::Model) -> Result<(), Failure> {
    let message = message(state, row).map_err(|error| Failure::ForGood(format!("{error:#}")))?;
    let sound = match &row.sound {
        Some(sha256) => Some(state.objects.get(sha256).await),
        None => None,
    };
    let sound = sound
        .transpose()
        .map_err(|error| Failure::ForNow(error.to_string()))?;
    let id = row.id.to_string();
    mail.transport
        .send(&mail.from, &row.recipient, &id, message, sound)
        .await
}

/// Keeps a mail from other servers as long as this one is at it.
async fn hold(state: &AppState, row: &mail::Model, mut until_ms: i64) -> Infallible {
    loop {
        tokio::time::sleep(STILL_AT_IT).await;
        let longer_ms = state.clock.now_ms() + CLAIM_MS;
        match renew(state, row, until_ms, longer_ms).await {
            Ok(()) => until_ms = longer_ms,
            Err(error) => tracing::warn!(mail.id = %row.id, "a mail is not held: {error:#}"),
        }
    }
}

async fn renew(
    state: &AppState,
    row: &mail::Model,
    until_ms: i64,
    longer_ms: i64,
) -> Result<(), sea_orm::DbErr> {
    let change = state.db.begin().await?;
    store::renew(&change, row, until_ms, longer_ms).await?;
    change.commit().await
}

fn message(state: &AppState, row: &mail::Model) -> anyhow::Result<Message> {
    let sealed = row.sealed_message.as_deref().unwrap_or_default();
    Ok(serde_json::from_str(&state.key.open(PURPOSE, sealed)?)?)
}

fn again_at_ms(row: &mail::Model, now_ms: i64) -> Option<i64> {
    let tries = usize::try_from(row.tries).unwrap_or(usize::MAX);
    let wait_ms = WAITS[tries.min(WAITS.len() - 1)] * 1000;
    (now_ms + wait_ms < row.created_at_ms + LONGEST_MS).then_some(now_ms + wait_ms)
}
