//! The light for messages at desk phones (RFC 3842): the engine asks how many there are, and is told
//! that it has to ask anew.

use std::{collections::BTreeSet, time::Duration};

use axum::extract::State;
use belroute_shared::{
    company::users::Grant,
    ids::{OrganisationId, UserId},
    live::LiveEvent,
    settings::{Setting as _, voicemail::Voicemail},
};
use sea_orm::EntityTrait as _;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{
    address::Address,
    engine, parties,
    wire::{MessagesAnswer, MessagesQuestion},
};
use crate::{
    entity::{organisation, user},
    error::{ApiError, ApiResult},
    json::Json,
    live::Watched,
    profile, settings,
    state::AppState,
    voicemail, words,
};

/// An engine that does not answer is told again after so long. One that was started anew asks by
/// itself when phones register.
const PAUSE: Duration = Duration::from_secs(10);

/// How many messages wait for the owner of an address. 404: he has no mailbox. Who wants no light is
/// told of none.
pub(super) async fn ask(
    State(state): State<AppState>,
    Json(question): Json<MessagesQuestion>,
) -> ApiResult<Json<MessagesAnswer>> {
    let db = &state.db.read;
    let address = Address::parse(&question.address).ok_or(ApiError::NotFound)?;
    let (organisation, user) = parties::user_at(db, &address)
        .await?
        .ok_or(ApiError::NotFound)?;
    if !profile::has_grant(db, UserId(user.id), &words::word(Grant::Mailbox)).await? {
        return Err(ApiError::NotFound);
    }
    let setting = settings::store::find::<Voicemail>(db, UserId(user.id));
    if !setting.await?.value.message_storage.mwi_enabled {
        return Ok(Json(MessagesAnswer::new(0, 0)));
    }
    let organisation = OrganisationId(organisation.id);
    let counts = voicemail::store::count(db, organisation, &[user.id]).await?;
    let (new, old) = counts.get(&user.id).map_or((0, 0), |it| (it.new, it.old));
    Ok(Json(MessagesAnswer::new(new, old)))
}

/// Tells the engine of lights until the server stops. Without an engine to tell, nothing is done.
pub fn start(state: AppState) {
    if state.config.engine_rpc_url.is_none() {
        return;
    }
    let (changed, waiting) = mpsc::unbounded_channel();
    let mut watched = state.live.watch();
    tokio::spawn(tell(state, waiting));
    tokio::spawn(async move {
        while let Some(seen) = watched.next().await {
            if let Some(user) = whose_light(&seen)
                && changed.send(user).is_err()
            {
                break;
            }
        }
    });
}

/// Whose light may have to change: messages came or went, the user decided otherwise about it, or
/// was given or lost his mailbox.
fn whose_light(seen: &Watched) -> Option<UserId> {
    let is_told = match &seen.event {
        LiveEvent::VoiceMessages { .. } | LiveEvent::Access => true,
        LiveEvent::Setting { setting } => setting == Voicemail::NAME,
        _ => false,
    };
    seen.user.filter(|_| is_told)
}

/// Commands for one user come once, however much has changed meanwhile.
async fn tell(state: AppState, mut waiting: mpsc::UnboundedReceiver<UserId>) {
    let mut users = BTreeSet::new();
    loop {
        if users.is_empty() {
            let Some(user) = waiting.recv().await else {
                return;
            };
            users.insert(user.0);
        }
        while let Ok(user) = waiting.try_recv() {
            users.insert(user.0);
        }
        let Some(user) = users.pop_first() else {
            continue;
        };
        if let Err(error) = tell_of(&state, user).await {
            tracing::warn!("the engine is told of a light again: {error:#}");
            users.insert(user);
            tokio::time::sleep(PAUSE).await;
        }
    }
}

async fn tell_of(state: &AppState, user: Uuid) -> anyhow::Result<()> {
    let db = &state.db.read;
    // Who is gone meanwhile has no phones either.
    let Some(user) = user::Entity::find_by_id(user).one(db).await? else {
        return Ok(());
    };
    let home = organisation::Entity::find_by_id(user.organisation_id);
    let Some(home) = home.one(db).await? else {
        return Ok(());
    };
    engine::light(&state.config, &profile::address(&user, &home)).await
}
