//! The media server's question: a call has reached it, what now? It is asked by the names that the
//! plan has put into its addresses.
//!
//! Nothing is changed by it: like the engine's question it may come again.

mod mailbox;
mod said;

use axum::extract::State;
use belroute_shared::account::Language;
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{address::Address, parties};
use crate::{
    entity::{call_fact, organisation, user},
    error::{ApiError, ApiResult},
    json::Json,
    media::wire::{Answer, Connect, Hangup, Question, Script, ShownNumber},
    prompts::Prompt,
    state::AppState,
};

/// The header that a leg of the media server's carries: the call that it belongs to. The engine passes
/// it on, and such a leg rings and nothing else.
const CALL_HEADER: &str = "X-Panel-Call";
/// How long somebody rings who has to press a key; his step of the plan ends sooner.
const RING_SECONDS: u16 = 180;
/// Temporarily unavailable; the caller is told 480 (Q.850).
const UNAVAILABLE: u8 = 19;
/// Refused; the caller is told 403.
const REFUSED: u8 = 21;

/// Answers the media server.
pub(super) async fn ask(
    State(state): State<AppState>,
    Json(question): Json<Question>,
) -> ApiResult<Json<Answer>> {
    let script = script(&state, &question).await?;
    Ok(Json(script.into()))
}

async fn script(state: &AppState, question: &Question) -> ApiResult<Script> {
    let Some((what, rest)) = question.user.split_once('-') else {
        return Ok(refused());
    };
    if what == "code" || what == "rec" {
        // Nothing is kept of a call to a code: who dials it says whose it is.
        let Some((organisation, caller)) = caller(state, question).await? else {
            return Ok(refused());
        };
        return match what {
            "code" => said::code(state, language(&caller), rest).await,
            _ => mailbox::record_greeting(state, &organisation, &caller, rest).await,
        };
    }
    let fact = fact(state, question).await?;
    match what {
        "vm" => mailbox::deposit(state, question, &fact, rest).await,
        "say" => {
            let called = user_of(state, &fact).await?;
            said::refusal(
                state,
                called.as_ref().map(language).unwrap_or_default(),
                rest,
            )
            .await
        }
        "confirm" => confirm(state, &fact, rest).await,
        _ => Ok(refused()),
    }
}

/// What is known of the call. The question may come before it is written down.
async fn fact(state: &AppState, question: &Question) -> ApiResult<call_fact::Model> {
    let find = async || {
        call_fact::Entity::find()
            .filter(
                call_fact::COLUMN
                    .sip_call_id
                    .eq(question.sip_call_id.as_str()),
            )
            .order_by_desc(call_fact::Column::AtMs)
            .one(&state.db.read)
            .await
    };
    if let Some(fact) = find().await? {
        return Ok(fact);
    }
    state.intake.settle().await.map_err(ApiError::Unavailable)?;
    find().await?.ok_or(ApiError::NotFound)
}

/// Our user who calls; the engine has made sure of that.
async fn caller(
    state: &AppState,
    question: &Question,
) -> ApiResult<Option<(organisation::Model, user::Model)>> {
    let Some(address) = Address::parse(&question.from.uri) else {
        return Ok(None);
    };
    Ok(parties::user_at(&state.db.read, &address).await?)
}

/// Whom the call was for.
async fn user_of(state: &AppState, fact: &call_fact::Model) -> ApiResult<Option<user::Model>> {
    let Some(id) = fact.callee_id else {
        return Ok(None);
    };
    let found = user::Entity::find_by_id(id)
        .filter(user::COLUMN.organisation_id.eq(fact.organisation_id))
        .one(&state.db.read)
        .await?;
    Ok(found)
}

/// Rings a number outside, and asks whoever answers to press a key.
async fn confirm(state: &AppState, fact: &call_fact::Model, digits: &str) -> ApiResult<Script> {
    let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    if !is_number {
        return Ok(refused());
    }
    let called = user_of(state, fact).await?;
    let language = called.as_ref().map(language).unwrap_or_default();
    // Whoever answers unasked must not get the call: a mailbox there would swallow it.
    let sound = state
        .prompts
        .name(&state.objects, Prompt::PressOne, language);
    let sound = sound.await.ok_or_else(|| {
        ApiError::Unavailable(anyhow::anyhow!("there is nothing to ask for a key with"))
    })?;
    Ok(Script::Connect(Connect {
        target: format!("sip:+{digits}@{}", state.config.trunk),
        ring_seconds: RING_SECONDS,
        cause: UNAVAILABLE,
        headers: [(CALL_HEADER.to_owned(), fact.call_id.to_string())].into(),
        caller_id: shown(fact),
        confirm: Some(said::press_a_key(sound)),
    }))
}

/// Who is shown outside when one of our users calls; anybody else as he called, and nobody where he
/// hides his number.
fn shown(fact: &call_fact::Model) -> Option<ShownNumber> {
    let is_ours = fact.caller_id.is_some() && !fact.is_shown_hidden;
    let number = fact.shown_number.clone().filter(|_| is_ours)?;
    Some(ShownNumber {
        number,
        display: None,
    })
}

fn language(user: &user::Model) -> Language {
    Language::of_tag(&user.language).unwrap_or_default()
}

fn refused() -> Script {
    Script::Hangup(Hangup { cause: REFUSED })
}
