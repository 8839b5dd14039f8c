//! `/v1/company/auditLog`: who did what in the organisation.

use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
};
use belroute_shared::{
    audit::Action,
    company::audit_log::AuditLog,
    error::{Code, ErrorBody},
    ids::UserId,
};
use jiff::tz::TimeZone;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Administrator, users};
use crate::{
    audit::{
        days::milliseconds,
        list::{self, Of, Page, Wanted},
    },
    error::{ApiError, ApiResult},
    json::Json,
    state::AppState,
    words,
};

const PATH: &str = "/v1/company/auditLog";

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// What was done in the organisation, the newest first.
#[utoipa::path(get, path = "/v1/company/auditLog", tag = "company",
    params(
        ("from" = Option<String>, Query, description = "Not older: a moment, or a day of the organisation."),
        ("until" = Option<String>, Query, description = "Older: a moment, or the last day that is wanted."),
        ("action" = Option<Vec<Action>>, Query,
            description = "Only these; repeated, or with commas between."),
        ("person" = Option<String>, Query, format = Uuid,
            description = "About this user, or by him."),
        ("max" = Option<u32>, Query, description = "Rows wanted, 1 to 100."),
        ("cursor" = Option<String>, Query, description = "Where the last page ended."),
    ),
    responses((status = 200, body = AuditLog, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
    RawQuery(query): RawQuery,
) -> ApiResult<(HeaderMap, Json<AuditLog>)> {
    let zone = TimeZone::get(&administrator.organisation.time_zone).unwrap_or(TimeZone::UTC);
    let asked = Asked::read(query.as_deref().unwrap_or_default(), &zone)?;
    if let Of::Person(person) = asked.wanted.of {
        users::find(&state, &administrator, person.0).await?;
    }
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let mut found = list::list(db, organisation, &asked.wanted).await?;
    let page = asked.wanted.page;
    let headers = page.cut(&state.config, PATH, &asked.filters, &mut found);
    let lines = list::shown(db, organisation, None, found).await?;
    Ok((headers, Json(AuditLog { lines })))
}

/// What the query says: a list of actions may be repeated, which the usual extractor cannot read.
struct Asked {
    wanted: Wanted,
    /// The filters again, for the link to the next page.
    filters: Vec<(&'static str, String)>,
}

impl Asked {
    fn read(query: &str, zone: &TimeZone) -> ApiResult<Self> {
        let (mut max, mut cursor) = (None, None);
        let (mut of, mut actions) = (Of::Organisation, Vec::new());
        let (mut from_ms, mut until_ms) = (None, None);
        let mut filters = Vec::new();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            if value.is_empty() {
                continue;
            }
            match key.as_ref() {
                "from" => {
                    from_ms = Some(milliseconds("from", &value, zone, 0)?);
                    filters.push(("from", value.into_owned()));
                }
                "until" => {
                    until_ms = Some(milliseconds("until", &value, zone, 1)?);
                    filters.push(("until", value.into_owned()));
                }
                "action" => {
                    for word in value.split(',') {
                        let action = words::of_word(word).filter(|it| *it != Action::Unknown);
                        actions.push(action.ok_or_else(|| refused("action"))?);
                    }
                    filters.push(("action", value.into_owned()));
                }
                "person" => {
                    let id = value.parse().map_err(|_| refused("person"))?;
                    of = Of::Person(UserId(id));
                    filters.push(("person", value.into_owned()));
                }
                "max" => max = Some(value.parse().map_err(|_| refused("max"))?),
                "cursor" => cursor = Some(value.into_owned()),
                _ => {}
            }
        }
        let wanted = Wanted {
            of,
            actions,
            objects: Vec::new(),
            from_ms,
            until_ms,
            page: Page::of(max, cursor.as_deref())?,
        };
        Ok(Self { wanted, filters })
    }
}

fn refused(field: &str) -> ApiError {
    ApiError::field(field, Code::NotOffered)
}
