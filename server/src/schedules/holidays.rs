//! National holidays of some countries, out of calendars that come with the program, in the shape of
//! what a file would bring. They are dates, because some move with Easter and some by a weekend.

use axum::extract::State;
use belroute_shared::{
    error::{Code, ErrorBody},
    schedules::{ScheduleLevel, import::CalendarPreview},
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{calendar, import};
use crate::{
    error::{ApiError, ApiResult},
    json::{Json, Query},
    session::AtPanel,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// Countries and their calendars: holidays of the whole country, from 2026 to 2031.
const COUNTRIES: [(&str, &str); 5] = [
    ("be", include_str!("holidays/be.ics")),
    ("de", include_str!("holidays/de.ics")),
    ("nl", include_str!("holidays/nl.ics")),
    ("uk", include_str!("holidays/uk.ics")),
    ("us", include_str!("holidays/us.ics")),
];

/// Which holidays.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// `be`, `de`, `nl`, `uk` or `us`.
    country: String,
}

/// National holidays of a country that are not over, to be sent as events of a schedule of anybody.
#[utoipa::path(get, path = "/v1/schedules/holidays", tag = "schedules", params(Wish),
    responses((status = 200, body = CalendarPreview), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wish): Query<Wish>,
) -> ApiResult<Json<CalendarPreview>> {
    let calendar = COUNTRIES
        .iter()
        .find(|(country, _)| country.eq_ignore_ascii_case(&wish.country));
    let (_, calendar) = calendar.ok_or_else(|| ApiError::field("country", Code::NotOffered))?;
    // Dates alone: they are the same for users and for the company.
    let frame = import::frame(&state, session.organisation, ScheduleLevel::People).await?;
    let preview = calendar::read(calendar.as_bytes(), &frame)?;
    Ok(Json(CalendarPreview {
        left_out: Vec::new(),
        more_left_out: 0,
        ..preview
    }))
}

#[cfg(test)]
mod tests;
