//! `/v1/people/{id}`: the user himself.

use axum::extract::State;
use belroute_shared::{error::ErrorBody, people::Names};
use serde_json::{Map, Value};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    himself,
    names::{self, names_of},
    shown::PersonBody,
};
use crate::{
    account,
    audit::Told,
    error::{ApiError, ApiResult},
    json::{Json, Path, merged},
    pictures,
    session::{AtPanel, Session},
    settings::Change,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// The user's names and numbers. `id` is his own, or `me`.
#[utoipa::path(get, path = "/v1/people/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 200, body = PersonBody), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<String>,
) -> ApiResult<Json<PersonBody>> {
    himself(session, &id)?;
    shown(&state, session).await.map(Json)
}

/// Changes his first and last name, and answers what he is called now. The rest of a person may be
/// sent as it was; absent fields keep their value.
#[utoipa::path(put, path = "/v1/people/{id}", tag = "people", params(("id" = String, Path)),
    request_body = Names,
    responses((status = 200, body = PersonBody, headers(("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> ApiResult<(Told, Json<PersonBody>)> {
    himself(session, &id)?;
    shown(&state, session).await?.check_unchanged(&body)?;
    let change = Change::begin(&state, session, None).await?;
    let wanted: Names = merged(&names_of(&change.user), names_in(&body)?)?;
    let wanted = wanted.tidied();
    wanted.check()?;
    let told = names::save(&state, change, &wanted).await?;
    Ok((told, Json(shown(&state, session).await?)))
}

/// What a body says of names; the rest of it is passed over.
fn names_in(body: &Value) -> ApiResult<Value> {
    let Value::Object(body) = body else {
        let reason = "The body must be an object.";
        return Err(ApiError::Malformed(reason.to_owned()));
    };
    let mut names = Map::new();
    for name in ["firstName", "lastName"] {
        if let Some(value) = body.get(name).filter(|value| !value.is_null()) {
            names.insert(name.to_owned(), value.clone());
        }
    }
    Ok(Value::Object(names))
}

async fn shown(state: &AppState, session: Session) -> ApiResult<PersonBody> {
    let person = account::person(state, session.user).await?;
    let picture = pictures::find_hash(&state.db.read, session.user, session.organisation).await?;
    Ok(PersonBody::of(person, picture.as_deref(), &state.config))
}
