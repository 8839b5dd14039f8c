//! `/v1/company/featureAccessCodes`.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    audit::Action,
    company::feature_codes::{CompanyFeatureCode, CompanyFeatureCodes},
    error::{Code, ErrorBody, FieldError},
    live::LiveEvent,
    settings::feature_codes::{CodeName, CodeTable, Codes},
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    audit::Line,
    company::{self, Administrator},
    error::{ApiError, ApiResult},
    json::{Json, Path, merged},
    settings::feature_codes::store,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(replace))
}

/// What the organisation dials.
#[utoipa::path(get, path = "/v1/company/featureAccessCodes", tag = "company",
    responses((status = 200, body = CompanyFeatureCodes), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
) -> ApiResult<Json<CompanyFeatureCodes>> {
    let table = store::find(&state.db.read, administrator.organisation_id()).await?;
    let names = CodeName::ALL.iter().filter(|name| name.is_carried_out());
    let feature_access_codes = names.map(|name| CompanyFeatureCode {
        name: name.word().to_owned(),
        codes: codes_of(&table, *name),
        usual: name.usual(),
    });
    let feature_access_codes = feature_access_codes.collect();
    Ok(Json(CompanyFeatureCodes {
        feature_access_codes,
    }))
}

/// Decides what is dialled for one thing, named by its words in the published API; absent fields
/// keep their value. It holds from the next call on.
#[utoipa::path(put, path = "/v1/company/featureAccessCodes/{name}", tag = "company",
    request_body = Codes, params(("name" = String, Path)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(name): Path<String>,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let name = CodeName::of_word(&name).filter(|name| name.is_carried_out());
    let name = name.ok_or(ApiError::NotFound)?;
    let (organisation, now_ms) = (administrator.organisation_id(), state.clock.now_ms());
    let change = company::begin(&state.db, organisation).await?;
    let table = store::find(&change, organisation).await?;
    let before = codes_of(&table, name);
    let wanted: Codes = merged(&before, patch)?;
    let wanted = wanted.tidied();
    wanted.check()?;
    let broken = taken(&table, name, &wanted);
    if !broken.is_empty() {
        return Err(broken.into());
    }
    store::save(&change, organisation, name, &wanted).await?;
    let line = Line::of(organisation, Action::FeatureCodeChanged)
        .to(name.word())
        .changed(Some(&before), Some(&wanted));
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    // Everybody's list of codes has changed.
    state.live.tell_all(organisation, LiveEvent::Access);
    Ok(StatusCode::NO_CONTENT)
}

/// What is dialled for something. A usual code that is used for something else is none: then there
/// is nothing to dial, until somebody decides.
fn codes_of(table: &CodeTable, name: CodeName) -> Codes {
    table.codes_of(name).cloned().unwrap_or_default()
}

/// Codes that are dialled for something else.
fn taken(table: &CodeTable, name: CodeName, wanted: &Codes) -> Vec<FieldError> {
    let is_taken = |code: &str| table.holder(code).is_some_and(|holder| holder != name);
    let alternate = wanted.alternate_code.as_deref();
    let fields = [
        ("code", Some(wanted.code.as_str())),
        ("alternateCode", alternate),
    ];
    let taken = fields
        .into_iter()
        .filter(|(_, code)| code.is_some_and(is_taken));
    taken
        .map(|(field, _)| FieldError::new(field, Code::Taken))
        .collect()
}
