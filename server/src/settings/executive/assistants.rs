//! The assistants of an executive: chosen by himself among those whom an administrator has made
//! assistants.

use std::collections::BTreeSet;

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use belroute_shared::{
    error::{Code, ErrorBody, FieldError},
    ids::UserId,
    live::LiveEvent,
    settings::{
        Setting as _,
        executive::{
            AssignedAssistants, Assistant, AvailableAssistants, ChangeAssistants, OptInOut,
        },
        executive_assistant::Divert,
        location::Location,
    },
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{require_executive, store};
use crate::{
    colleagues::{self, Colleague},
    entity::executive_assistant,
    error::ApiResult,
    etag::{self, IfMatch},
    json::{Json, decoded},
    session::{AtPanel, Session},
    settings::{Change, store as settings},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show, replace))
        .routes(routes!(list))
}

/// What is written down of a change.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Chosen {
    pub(crate) allow_opt_in_out_enabled: bool,
    pub(crate) assistant_ids: Vec<UserId>,
}

/// The executive's assistants, in the order in which they ring.
#[utoipa::path(get,
    path = "/v1/telephony/config/people/me/settings/executive/assignedAssistants",
    tag = "callSettings",
    responses((status = 200, body = AssignedAssistants, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<impl IntoResponse> {
    let db = &state.db.read;
    require_executive(db, session).await?;
    let shown = assigned(db, session).await?;
    Ok((etag::header(etag::of_content(&shown)?), Json(shown)))
}

/// Chooses the executive's assistants, at most 20, in the order in which they are to ring, and
/// whether they decide themselves when they take his calls; who no longer decides takes them. What is
/// left out keeps its value.
#[utoipa::path(put,
    path = "/v1/telephony/config/people/me/settings/executive/assignedAssistants",
    tag = "callSettings", request_body = ChangeAssistants,
    params(("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    seen: IfMatch,
    Json(body): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    let wanted: ChangeAssistants = decoded(body)?;
    wanted.check()?;
    let change = Change::begin(&state, session, OptInOut::FEATURE).await?;
    let db = &change.db;
    require_executive(db, session).await?;
    seen.check_content(&assigned(db, session).await?)?;
    let before = chosen(db, session).await?;
    bring(&change, &wanted).await?;
    let after = chosen(db, session).await?;
    let tag = etag::of_content(&assigned(db, session).await?)?;
    let told = change.finish(OptInOut::NAME, &before, &after).await?;
    for assistant in touched(&before, &after) {
        state.live.tell(assistant, executives_changed());
    }
    Ok((StatusCode::NO_CONTENT, told, etag::header(tag)))
}

/// What an assistant's browsers are told when an executive has changed something about him.
pub(crate) fn executives_changed() -> LiveEvent {
    LiveEvent::Setting {
        setting: Divert::NAME.to_owned(),
    }
}

/// Those whom such a change is about.
pub(crate) fn touched(before: &Chosen, after: &Chosen) -> BTreeSet<UserId> {
    let both = before.assistant_ids.iter().chain(&after.assistant_ids);
    both.copied().collect()
}

/// What an executive has chosen.
pub(crate) async fn chosen(db: &impl ConnectionTrait, session: Session) -> ApiResult<Chosen> {
    let (executive, organisation) = (session.user, session.organisation);
    let choice = settings::find::<OptInOut>(db, executive).await?.value;
    let rows = store::list_assistants(db, executive, organisation).await?;
    Ok(Chosen {
        allow_opt_in_out_enabled: choice.allow_opt_in_out_enabled,
        assistant_ids: rows.iter().map(|row| UserId(row.assistant_id)).collect(),
    })
}

/// Chooses them, without writing it down.
pub(crate) async fn bring(change: &Change<'_>, wanted: &ChangeAssistants) -> ApiResult<()> {
    let (db, executive) = (&change.db, change.session.user);
    let organisation = change.session.organisation;
    if let Some(ids) = wanted.wanted() {
        let rows = store::list_assistants(db, executive, organisation).await?;
        let assistants = store::hold_assistants(db, organisation, &ids).await?;
        let strangers = ids.iter().enumerate();
        let strangers = strangers.filter(|(_, id)| !assistants.contains(id));
        let broken: Vec<FieldError> = strangers
            .map(|(at, _)| FieldError::new(format!("assistantIds.{at}"), Code::NotOffered))
            .collect();
        if !broken.is_empty() {
            return Err(broken.into());
        }
        store::save_assistants(db, executive, organisation, &rows, &ids).await?;
    }
    if let Some(allow_opt_in_out_enabled) = wanted.allow_opt_in_out_enabled {
        change
            .save(&OptInOut {
                allow_opt_in_out_enabled,
            })
            .await?;
        // Nobody else could bring them back.
        if !allow_opt_in_out_enabled {
            store::opt_all_in(db, executive).await?;
        }
    }
    Ok(())
}

/// Everybody whom an administrator has made an assistant, by name.
#[utoipa::path(get,
    path = "/v1/telephony/config/people/me/settings/executive/availableAssistants",
    tag = "callSettings",
    responses((status = 200, body = AvailableAssistants), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<AvailableAssistants>> {
    let db = &state.db.read;
    require_executive(db, session).await?;
    let organisation = session.organisation;
    let rows = store::list_available(db, organisation).await?;
    let location = colleagues::location(db, organisation).await?;
    let people = colleagues::with_numbers(db, organisation, rows).await?;
    let assistants = people
        .iter()
        .map(|it| assistant(it, None, location.as_ref()));
    let assistants = assistants.collect();
    Ok(Json(AvailableAssistants { assistants }))
}

/// An executive's assistants, as he reads them.
async fn assigned(db: &impl ConnectionTrait, session: Session) -> ApiResult<AssignedAssistants> {
    let (executive, organisation) = (session.user, session.organisation);
    let choice = settings::find::<OptInOut>(db, executive).await?.value;
    let rows = store::list_assistants(db, executive, organisation).await?;
    let people = colleagues::list(db, organisation, rows.iter().map(|it| it.assistant_id)).await?;
    let location = colleagues::location(db, organisation).await?;
    let shown = rows.iter().filter_map(|row: &executive_assistant::Model| {
        let colleague = people.get(&row.assistant_id)?;
        Some(assistant(
            colleague,
            Some(row.is_opted_in),
            location.as_ref(),
        ))
    });
    Ok(AssignedAssistants {
        allow_opt_in_out_enabled: choice.allow_opt_in_out_enabled,
        assistants: shown.collect(),
    })
}

fn assistant(
    colleague: &Colleague,
    opt_in_enabled: Option<bool>,
    location: Option<&Location>,
) -> Assistant {
    Assistant {
        id: colleague.id(),
        first_name: colleague.user.first_name.clone(),
        last_name: colleague.user.last_name.clone(),
        direct_number: colleague.direct_number.clone(),
        extension: colleague.extension(),
        opt_in_enabled,
        location: location.cloned(),
    }
}
