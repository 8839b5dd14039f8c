//! Whom the user could put among his speed dials.

use axum::{extract::State, http::HeaderMap};
use belroute_shared::{
    error::{Code, ErrorBody},
    ids::UserId,
    paging::Paging,
    settings::{
        Setting as _,
        speed_dials::{AvailableMember, AvailableMembers, MemberType, SpeedDials},
    },
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    colleagues,
    company::paging::{read_cursor, write_cursor},
    error::{ApiError, ApiResult},
    features,
    json::{Json, Query},
    link,
    session::AtPanel,
    settings,
    state::AppState,
};

const MEMBERS: &str = "/v1/telephony/config/people/me/settings/speedDials/availableMembers";

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Which people are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Where they work: the organisation, which everybody does.
    location_id: Option<String>,
    /// Parts of a name.
    name: Option<String>,
    /// Digits of a number.
    phone_number: Option<String>,
    /// Where the last page ended.
    cursor: Option<String>,
    /// Rows wanted, 1 to 100.
    max: Option<u32>,
}

/// Colleagues by name who are not among the speed dials yet.
#[utoipa::path(get,
    path = "/v1/telephony/config/people/me/settings/speedDials/availableMembers",
    tag = "callSettings", params(Wish),
    responses((status = 200, body = AvailableMembers, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<AvailableMembers>)> {
    let db = &state.db.read;
    let (user, organisation) = (session.user, session.organisation);
    features::require(db, user, organisation, SpeedDials::FEATURE).await?;
    let read = |text| read_cursor(text).ok_or_else(|| ApiError::field("cursor", Code::BadCursor));
    let after = wish.cursor.as_deref().map(read).transpose()?;
    let location = colleagues::location(db, organisation).await?;
    let location = location.ok_or(ApiError::NotFound)?;
    let is_elsewhere = wish
        .location_id
        .as_ref()
        .is_some_and(|wanted| *wanted != location.id.to_string());
    if is_elsewhere {
        return Ok((HeaderMap::new(), Json(AvailableMembers::default())));
    }
    let dials = settings::store::find::<SpeedDials>(db, user).await?.value;
    let known = dials.speed_dials.iter().filter_map(|dial| dial.person_id);
    let without: Vec<UserId> = known.chain([user]).collect();
    let paging = Paging {
        max: wish.max,
        cursor: None,
    };
    let shown = paging.rows();
    // Clients write several words with commas between.
    let words = |text: &Option<String>| text.as_deref().unwrap_or_default().replace(',', " ");
    let (name, number) = (words(&wish.name), words(&wish.phone_number));
    let wanted = store::Wanted {
        query: &[&name, &number],
        without,
        after: after.as_ref(),
        rows: u64::from(shown) + 1,
    };
    let mut found = store::list(db, organisation, wanted).await?;
    let mut headers = HeaderMap::new();
    if found.len() > shown as usize {
        found.truncate(shown as usize);
        if let Some(last) = found.last() {
            let cursor = write_cursor(&(last.name_key.clone(), last.id));
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("name", &name)
                .append_pair("phoneNumber", &number)
                .append_pair("max", &shown.to_string())
                .append_pair("cursor", &cursor)
                .finish();
            link::next(&mut headers, &state.config.public_url, MEMBERS, &query);
        }
    }
    let people = colleagues::with_numbers(db, organisation, found).await?;
    let members = people.into_iter().map(|it| AvailableMember {
        id: it.id(),
        kind: MemberType::People,
        display_name: it.name(),
        extension: it.extension(),
        phone_number: it.direct_number,
        first_name: it.user.first_name,
        last_name: it.user.last_name,
        location_name: location.name.clone(),
        location_id: location.id,
    });
    let members = members.collect();
    Ok((headers, Json(AvailableMembers { members })))
}
