//! A guest's own page: where he sits, and where he could.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use belroute_shared::{
    error::{Code, ErrorBody},
    paging::Paging,
    settings::{
        Setting as _,
        hoteling::{AvailableHost, AvailableHosts, HotelingGuest, ShownHotelingGuest},
    },
};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{guest, store};
use crate::{
    colleagues,
    company::paging::{read_cursor, write_cursor},
    error::{ApiError, ApiResult},
    etag::{self, IfMatch},
    features,
    json::{Json, Query},
    link,
    session::AtPanel,
    state::AppState,
};

const HOSTS: &str = "/v1/telephony/config/people/me/settings/hoteling/availableHosts";

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show, replace))
        .routes(routes!(list))
}

/// Whether the user sits at somebody else's phone, and at whose.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/hoteling/guest",
    tag = "callSettings",
    responses((status = 200, body = ShownHotelingGuest, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<impl IntoResponse> {
    let db = &state.db.read;
    let (user, organisation) = (session.user, session.organisation);
    features::require(db, user, organisation, HotelingGuest::FEATURE).await?;
    let shown = guest::shown(db, session, state.clock.now_ms()).await?;
    Ok((etag::header(etag::of_content(&shown)?), Json(shown)))
}

/// Sits down at somebody's phone, by `hostId`, or leaves it, with `null`; absent fields keep their
/// value. The stay begins now and ends after the shorter of the two limits. Who may no longer be a
/// guest leaves.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/settings/hoteling/guest",
    tag = "callSettings", request_body = HotelingGuest,
    params(("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    seen: IfMatch,
    Json(patch): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    let (told, tag) = guest::replaced(&state, session, &seen, patch).await?;
    Ok((StatusCode::NO_CONTENT, told, tag))
}

/// Which hosts are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Parts of a name.
    name: Option<String>,
    /// Digits of a number.
    phone_number: Option<String>,
    /// Where the last page ended.
    cursor: Option<String>,
    /// Rows wanted, 1 to 100.
    max: Option<u32>,
}

/// Phones that take a guest now, by the name of whose they are.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/hoteling/availableHosts",
    tag = "callSettings", params(Wish),
    responses((status = 200, body = AvailableHosts, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<AvailableHosts>)> {
    let db = &state.db.read;
    let (user, organisation) = (session.user, session.organisation);
    features::require(db, user, organisation, HotelingGuest::FEATURE).await?;
    let read = |text| read_cursor(text).ok_or_else(|| ApiError::field("cursor", Code::BadCursor));
    let after = wish.cursor.as_deref().map(read).transpose()?;
    let paging = Paging {
        max: wish.max,
        cursor: None,
    };
    let shown = paging.rows();
    let name = wish.name.as_deref().unwrap_or_default();
    let number = wish.phone_number.as_deref().unwrap_or_default();
    let (rows, now_ms) = (u64::from(shown) + 1, state.clock.now_ms());
    let wanted = store::Wanted {
        query: &[name, number],
        after: after.as_ref(),
        rows,
    };
    let mut found = store::list_available(db, organisation, user, wanted, now_ms).await?;
    let mut headers = HeaderMap::new();
    if found.len() > shown as usize {
        found.truncate(shown as usize);
        if let Some((last, _)) = found.last() {
            let cursor = write_cursor(&(last.name_key.clone(), last.id));
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("name", name)
                .append_pair("phoneNumber", number)
                .append_pair("max", &shown.to_string())
                .append_pair("cursor", &cursor)
                .finish();
            link::next(&mut headers, &state.config.public_url, HOSTS, &query);
        }
    }
    let (users, settings): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let people = colleagues::with_numbers(db, organisation, users).await?;
    let hosts = people.into_iter().zip(settings).map(|(it, settings)| {
        let host = store::host_of(&settings);
        AvailableHost {
            host_id: it.id(),
            extension: it.extension(),
            phone_number: it.direct_number,
            first_name: it.user.first_name,
            last_name: it.user.last_name,
            allowed_association_duration: host.limit(),
        }
    });
    let hosts = hosts.collect();
    Ok((headers, Json(AvailableHosts { hosts })))
}
