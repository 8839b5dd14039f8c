//! Working for executives: whose calls an assistant takes, and where they go.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use belroute_shared::{
    error::{Code, ErrorBody, FieldError},
    ids::UserId,
    live::LiveEvent,
    settings::{
        Setting as _,
        executive::OptInOut,
        executive_assistant::{
            AssistedExecutive, ChangeExecutives, Divert, ExecutiveAssistant, OptIn,
        },
    },
};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{require_assistant, store};
use crate::{
    audit::Told,
    colleagues,
    entity::executive_assistant,
    error::ApiResult,
    etag::{self, IfMatch},
    json::{Json, decoded},
    session::{AtPanel, Session},
    settings::{Change, store as settings},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// Those whom the assistant works for, and where calls to them go.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/executive/assistant",
    tag = "callSettings",
    responses((status = 200, body = ExecutiveAssistant, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<impl IntoResponse> {
    let db = &state.db.read;
    require_assistant(db, session).await?;
    let shown = current(db, session).await?;
    Ok((etag::header(etag::of_content(&shown)?), Json(shown)))
}

/// Changes where calls go, and whose calls the assistant takes; the latter where the executive leaves
/// it to him. Absent fields, and executives who are not named, keep what they are.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/settings/executive/assistant",
    tag = "callSettings", request_body = ExecutiveAssistant,
    params(("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    seen: IfMatch,
    Json(mut patch): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    let wanted: ChangeExecutives = decoded(patch.clone())?;
    if let Value::Object(fields) = &mut patch {
        fields.remove("executives");
    }
    let change = Change::begin(&state, session, Divert::FEATURE).await?;
    require_assistant(&change.db, session).await?;
    let before = current(&change.db, session).await?;
    seen.check_content(&before)?;
    let changed = wanted.executives.unwrap_or_default();
    let (after, opted) = bring(&change, &before, patch, &changed).await?;
    let tag = etag::of_content(&after)?;
    let told = if after == before {
        Told::default()
    } else {
        change.finish(Divert::NAME, &before, &after).await?
    };
    for executive in opted {
        state.live.tell(executive, assistants_changed());
    }
    Ok((StatusCode::NO_CONTENT, told, etag::header(tag)))
}

/// What an executive's browsers are told when an assistant has said whether he takes his calls.
pub(crate) fn assistants_changed() -> LiveEvent {
    LiveEvent::Setting {
        setting: OptInOut::NAME.to_owned(),
    }
}

/// What an assistant reads now.
pub(crate) async fn current(
    db: &impl ConnectionTrait,
    session: Session,
) -> ApiResult<ExecutiveAssistant> {
    let divert = settings::find::<Divert>(db, session.user).await?.value;
    with_executives(db, session, divert).await
}

/// Changes where calls go and whose calls the assistant takes, without writing it down. Gives what it
/// is now, and whose calls he takes from now on or no longer.
pub(crate) async fn bring(
    change: &Change<'_>,
    before: &ExecutiveAssistant,
    divert: Value,
    opt_ins: &[OptIn],
) -> ApiResult<(ExecutiveAssistant, Vec<UserId>)> {
    let (db, session) = (&change.db, change.session);
    let judged = change.judged(&before.divert, divert).await?;
    let changed = opted(db, session, opt_ins).await?;
    if judged != before.divert {
        change.save(&judged).await?;
    }
    for it in &changed {
        store::save_opt_in(db, it.id, session.user, it.opt_in_enabled).await?;
    }
    let after = with_executives(db, session, judged).await?;
    Ok((after, changed.into_iter().map(|it| it.id).collect()))
}

/// What changes about the executives that are named. One who does not leave it to his assistants can
/// be named as he is, because clients send everything back that they have read.
async fn opted(
    db: &impl ConnectionTrait,
    session: Session,
    wanted: &[OptIn],
) -> ApiResult<Vec<OptIn>> {
    let rows = store::list_executives(db, session.user, session.organisation).await?;
    let is_in = |id: UserId| {
        let mut rows = rows.iter();
        let row = rows.find(|row| row.executive_id == id.0);
        row.map(|row| row.is_opted_in)
    };
    let (mut changed, mut broken) = (Vec::new(), Vec::new());
    for (at, it) in wanted.iter().enumerate() {
        match is_in(it.id) {
            None => broken.push(FieldError::new(
                format!("executives.{at}.id"),
                Code::NotOffered,
            )),
            Some(is_in) if is_in == it.opt_in_enabled => {}
            Some(_) => {
                let choice = settings::find::<OptInOut>(db, it.id).await?.value;
                if choice.allow_opt_in_out_enabled {
                    changed.push(*it);
                } else {
                    broken.push(FieldError::new(
                        format!("executives.{at}.optInEnabled"),
                        Code::ExecutiveDecides,
                    ));
                }
            }
        }
    }
    if broken.is_empty() {
        Ok(changed)
    } else {
        Err(broken.into())
    }
}

/// What an assistant reads.
async fn with_executives(
    db: &impl ConnectionTrait,
    session: Session,
    divert: Divert,
) -> ApiResult<ExecutiveAssistant> {
    let organisation = session.organisation;
    let rows = store::list_executives(db, session.user, organisation).await?;
    let people = colleagues::list(db, organisation, rows.iter().map(|it| it.executive_id)).await?;
    let executive = |row: &executive_assistant::Model| {
        let colleague = people.get(&row.executive_id)?;
        let shown = AssistedExecutive {
            id: colleague.id(),
            first_name: colleague.user.first_name.clone(),
            last_name: colleague.user.last_name.clone(),
            direct_number: colleague.direct_number.clone(),
            extension: colleague.extension(),
            opt_in_enabled: row.is_opted_in,
        };
        Some((colleague.user.name_key.clone(), shown))
    };
    let mut executives: Vec<_> = rows.iter().filter_map(executive).collect();
    executives.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(ExecutiveAssistant {
        divert,
        executives: executives.into_iter().map(|(_, it)| it).collect(),
    })
}
