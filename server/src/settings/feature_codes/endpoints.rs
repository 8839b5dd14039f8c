//! What the user can dial.

use axum::extract::State;
use belroute_shared::{
    error::ErrorBody,
    settings::feature_codes::{CodeFeature, CodeName, FeatureCode, FeatureCodes},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{may, store};
use crate::{error::ApiResult, features, json::Json, session::AtPanel, state::AppState};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// The codes of what the user may change, as his organisation dials them.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/featureAccessCode",
    tag = "callSettings",
    responses((status = 200, body = FeatureCodes), (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<FeatureCodes>> {
    let db = &state.db.read;
    let mine = features::store::find(db, session.user, session.organisation).await?;
    let table = store::find(db, session.organisation).await?;
    // Only a media server can let somebody join a call.
    let can_join = state.config.media_server.is_some();
    let names = CodeName::ALL.iter().copied().filter(|name| {
        let feature = name.feature();
        let is_there = feature != CodeFeature::BargeIn || can_join;
        name.is_carried_out() && is_there && may(&mine, feature)
    });
    let list = names.filter_map(|name| {
        let codes = table.codes_of(name)?;
        Some(FeatureCode {
            name: name.word().to_owned(),
            code: codes.code.clone(),
            alternate_code: codes.alternate_code.clone(),
        })
    });
    let feature_access_code_list = list.collect();
    Ok(Json(FeatureCodes {
        feature_access_code_list,
    }))
}
