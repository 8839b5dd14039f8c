//! `/v1/phonebook`: what matches, in sections.

use axum::extract::State;
use belroute_shared::{
    error::{Code, ErrorBody},
    phonebook::{Entry, EntryKind, Phonebook, Section},
    search::MAX_QUERY,
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    keys,
    store::{self, Viewer, Wanted},
};
use crate::{
    directory,
    error::{ApiError, ApiResult},
    favourites::store::{self as favourites, Favourite},
    json::{Json, Query},
    session::AtPanel,
    state::AppState,
};

/// Entries of one section when the request does not say.
const ROWS: u64 = 50;
/// Entries of one section at most.
const MOST: u64 = 100;

const KINDS: [EntryKind; 4] = [
    EntryKind::Colleague,
    EntryKind::DialPlan,
    EntryKind::Company,
    EntryKind::Contact,
];

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
struct Wish {
    /// What to search for: names, firms, addresses, numbers in any form.
    query: Option<String>,
    /// Only this kind.
    #[param(value_type = Option<EntryKind>)]
    kind: Option<EntryKind>,
    /// Where the last part of a section ended; with `kind`, without `query`.
    cursor: Option<String>,
    /// Entries of one section, 1 to 100.
    max: Option<u64>,
}

/// The phonebook, or what matches a query, the best first.
#[utoipa::path(get, path = "/v1/phonebook", tag = "phonebook", params(Wish),
    responses((status = 200, body = Phonebook), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody)))]
#[tracing::instrument(skip_all, fields(user.id = %session.user))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wish): Query<Wish>,
) -> ApiResult<Json<Phonebook>> {
    let after = wish
        .cursor
        .as_deref()
        .map(|text| {
            store::read_cursor(text).ok_or_else(|| ApiError::field("cursor", Code::BadCursor))
        })
        .transpose()?;
    let query: String = wish
        .query
        .unwrap_or_default()
        .chars()
        .take(MAX_QUERY)
        .collect();
    let parts = keys::parts(&query);
    let rows = wish.max.unwrap_or(ROWS).clamp(1, MOST);
    let starred = favourites::list(&state.db.read, session.user).await?;
    let viewer = Viewer {
        user: session.user,
        organisation: session.organisation,
        country: directory::country(&state.db.read, session.organisation).await?,
        favourites: starred.iter().map(|favourite| favourite.id).collect(),
        now_ms: state.clock.now_ms(),
    };
    if !query.trim().is_empty() && parts.is_empty() {
        return Ok(Json(Phonebook::default()));
    }
    let mut phonebook = Phonebook::default();
    for kind in KINDS
        .into_iter()
        .filter(|kind| wish.kind.is_none_or(|only| only == *kind))
    {
        let wanted = if parts.is_empty() {
            Wanted::ByName {
                after: after.clone(),
                rows,
            }
        } else {
            Wanted::Matching {
                parts: &parts,
                rows: usize::try_from(rows).unwrap_or(usize::MAX),
            }
        };
        let (entries, next) = store::list(&state.db, &viewer, kind, &wanted).await?;
        if !entries.is_empty() {
            phonebook.sections.push(Section {
                kind,
                entries,
                next,
            });
        }
    }
    if parts.is_empty() && wish.kind.is_none() {
        phonebook.favourites = favourite_entries(&state, &viewer, &starred).await?;
    }
    Ok(Json(phonebook))
}

/// The starred entries in the user's order. One that is gone is left out.
async fn favourite_entries(
    state: &AppState,
    viewer: &Viewer,
    starred: &[Favourite],
) -> ApiResult<Vec<Entry>> {
    let mut found = Vec::with_capacity(starred.len());
    for kind in KINDS {
        let ids: Vec<Uuid> = starred
            .iter()
            .filter(|favourite| favourite.kind == kind)
            .map(|favourite| favourite.id)
            .collect();
        if !ids.is_empty() {
            found.extend(
                store::list(&state.db, viewer, kind, &Wanted::Ids(&ids))
                    .await?
                    .0,
            );
        }
    }
    let position = |entry: &Entry| {
        starred
            .iter()
            .position(|favourite| favourite.id == entry.id.0)
    };
    found.sort_by_key(position);
    Ok(found)
}
