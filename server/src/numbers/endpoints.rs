//! `/v1/numbers`: what numbers are, and who has them.

use axum::extract::{RawQuery, State};
use belroute_shared::{
    error::{Code, ErrorBody},
    number::{LookedUpNumber, Numbers},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Country;
use crate::{
    directory::{self, Directory},
    error::{ApiError, ApiResult},
    json::Json,
    session::AtPanel,
    state::AppState,
};

/// How many numbers one request may ask about.
const MOST: usize = 100;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Numbers as typed, each with its full form, how people write it, and who has it.
#[utoipa::path(get, path = "/v1/numbers", tag = "phonebook",
    params(("number" = Vec<String>, Query, description = "As typed; at most 100.")),
    responses((status = 200, body = Numbers), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    RawQuery(query): RawQuery,
) -> ApiResult<Json<Numbers>> {
    let asked: Vec<String> = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .filter(|(key, _)| key == "number")
        .map(|(_, value)| value.into_owned())
        .collect();
    if asked.len() > MOST {
        return Err(ApiError::field("number", Code::TooLong));
    }
    let db = &state.db.read;
    let country = directory::country(db, session.organisation).await?;
    let full: Vec<Option<String>> = asked
        .iter()
        .map(|typed| full_form(country, typed))
        .collect();
    let names = Directory::of_numbers(
        db,
        session.organisation,
        session.user,
        full.iter().flatten(),
    )
    .await?;
    let numbers = asked
        .into_iter()
        .zip(full)
        .map(|(typed, number)| LookedUpNumber {
            display: number
                .as_deref()
                .map_or(typed.clone(), |number| country.display(number)),
            name: number
                .as_deref()
                .and_then(|number| names.name(number))
                .map(str::to_owned),
            number,
            typed,
        })
        .collect();
    Ok(Json(Numbers { numbers }))
}

/// Short digits are extensions; the rest is completed to a public number.
fn full_form(country: Country, typed: &str) -> Option<String> {
    let bare = belroute_shared::number::typed(typed)?;
    if bare.len() <= 5 && !bare.starts_with('+') {
        return Some(bare);
    }
    country.parse(&bare).map(String::from)
}
