//! The PIN that opens a mailbox by phone. Only hashes of it are kept, keyed like those of passwords.

mod endpoints;
mod store;

use belroute_shared::{
    audit::Action,
    error::{Code, FieldError},
    features::Feature,
    ids::{OrganisationId, UserId},
    voicemail::pin::{NewPin, Past},
};
use sea_orm::DatabaseTransaction;

use crate::{
    audit::{Actor, Line},
    clock::moment,
    company,
    entity::{user, voicemail_pin},
    error::{ApiError, ApiResult},
    features,
    session::password::Verdict,
    state::AppState,
};

pub(super) use endpoints::router;

/// Where the refusal of a PIN stands.
const FIELD: &str = "passcode";

/// Who sets a PIN.
pub(crate) enum SetBy {
    /// The user himself.
    Owner(Actor),
    /// An administrator, for him.
    Administrator(Actor),
}

impl SetBy {
    fn is_owner(&self) -> bool {
        matches!(self, Self::Owner(_))
    }

    fn actor(&self) -> &Actor {
        match self {
            Self::Owner(actor) | Self::Administrator(actor) => actor,
        }
    }
}

/// Sets the PIN of somebody's mailbox, unless it breaks a rule.
pub(crate) async fn set(
    state: &AppState,
    user: &user::Model,
    new: &NewPin,
    by: SetBy,
) -> ApiResult<()> {
    let db = &state.db.read;
    let (owner, organisation) = (UserId(user.id), OrganisationId(user.organisation_id));
    if by.is_owner() {
        features::require(db, owner, organisation, Some(Feature::Voicemail)).await?;
    } else if !features::store::find(db, owner, organisation)
        .await?
        .has_mailbox
    {
        return Err(ApiError::NotGranted(Code::FeatureNotGranted));
    }
    let rules = company::voicemail::find_pin_rules(db, organisation).await?;
    let pin = new.passcode.trim();
    refuse(rules.broken(pin, &store::find_owner(db, user).await?))?;
    let before = store::list(db, owner).await?;
    let now = state.clock.now();
    let past = past(state, pin, &before, &by).await?;
    refuse(rules.broken_by_past(&past, now))?;
    // A hash takes long, and SQLite has one writer: it is made before the change begins.
    let hash = state.hashing.hash(pin).await?;
    let change = state.db.begin().await?;
    store::lock(&change, owner).await?;
    if store::list(&change, owner).await? != before {
        return Err(ApiError::Conflict(Code::Conflict));
    }
    let now_ms = now.as_millisecond();
    store::insert(&change, user, hash, by.is_owner(), now_ms).await?;
    write_down(change, user, by.actor(), now_ms).await
}

/// Takes a PIN away. Those of before stay known, so that none of them comes back.
pub(crate) async fn reset(state: &AppState, user: &user::Model, by: &Actor) -> ApiResult<()> {
    let change = state.db.begin().await?;
    if !store::take_away(&change, UserId(user.id)).await? {
        return Ok(());
    }
    write_down(change, user, by, state.clock.now_ms()).await
}

/// That it was done is written down, never what.
async fn write_down(
    change: DatabaseTransaction,
    user: &user::Model,
    by: &Actor,
    now_ms: i64,
) -> ApiResult<()> {
    let line = Line::about(user, Action::PinSet);
    by.write(&change, line, now_ms).await?;
    change.commit().await?;
    Ok(())
}

fn refuse(codes: Vec<Code>) -> ApiResult<()> {
    if codes.is_empty() {
        return Ok(());
    }
    let broken = codes.into_iter().map(|code| FieldError::new(FIELD, code));
    Err(ApiError::Invalid(broken.collect()))
}

/// Compares a PIN with those of before, the newest first.
async fn past(
    state: &AppState,
    pin: &str,
    before: &[voicemail_pin::Model],
    by: &SetBy,
) -> ApiResult<Past> {
    let is = async |pin: &str, row: &voicemail_pin::Model| {
        let verdict = state.hashing.verify(pin, Some(row.hash.clone())).await?;
        Ok::<_, ApiError>(verdict != Verdict::Wrong)
    };
    let mut past = Past::default();
    for (ago, row) in (0..).zip(before) {
        if is(pin, row).await? {
            // Where none is in use the newest of those before is one ago.
            past.used = Some(ago + u16::from(!before[0].is_in_use));
            break;
        }
    }
    if let Some(last) = before.first() {
        let reversed: String = pin.chars().rev().collect();
        past.is_last_reversed = is(&reversed, last).await? && past.used != Some(0);
        // Whoever was given a PIN replaces it when he likes.
        let is_held = by.is_owner() && last.is_own && last.is_in_use;
        past.changed_at = is_held.then(|| moment(last.set_at_ms));
    }
    Ok(past)
}
