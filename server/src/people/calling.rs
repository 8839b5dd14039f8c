//! The calling profile of the user.

use axum::extract::State;
use belroute_shared::error::ErrorBody;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    account::{person, store::Person},
    error::ApiResult,
    json::Json,
    session::AtPanel,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show_calling))
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CallingProfile {
    id: String,
    first_name: String,
    last_name: String,
    email: String,
    announcement_language: String,
    phone_numbers: Vec<CallingNumber>,
    location: Location,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CallingNumber {
    #[serde(skip_serializing_if = "Option::is_none")]
    direct_number: Option<String>,
    extension: String,
    primary: bool,
}

/// An organisation has one location; it is the organisation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Location {
    name: String,
    address: Address,
}

#[derive(Debug, Serialize, ToSchema)]
struct Address {
    country: String,
}

/// The user's calling profile.
#[utoipa::path(get, path = "/v1/telephony/config/people/me", tag = "people",
    responses((status = 200, body = CallingProfile), (status = 401, body = ErrorBody)))]
async fn show_calling(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<CallingProfile>> {
    let Person {
        user,
        organisation,
        direct_number,
    } = person(&state, session.user).await?;
    Ok(Json(CallingProfile {
        id: user.id.to_string(),
        first_name: user.first_name,
        last_name: user.last_name,
        email: user.email,
        announcement_language: user.language,
        phone_numbers: vec![CallingNumber {
            direct_number: direct_number.map(String::from),
            extension: user.extension,
            primary: true,
        }],
        location: Location {
            name: organisation.name,
            address: Address {
                country: organisation.country,
            },
        },
    }))
}
