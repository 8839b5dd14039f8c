//! `/v1/company/mailboxes` and `/v1/company/users/{id}/mailbox`.

use std::collections::BTreeSet;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::mailboxes::{CompanyMailbox, CompanyMailboxes, MailboxSharing, member},
    error::{Code, ErrorBody, FieldError},
    ids::{OrganisationId, UserId},
    live::LiveEvent,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    audit::Line,
    colleagues,
    company::{self, Administrator, paging::Wish, people, users},
    entity::user,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, merged},
    state::AppState,
    voicemail::{self, sharing},
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show, replace))
}

/// The organisation's mailboxes by the name of their owners, each with who hears it.
#[utoipa::path(get, path = "/v1/company/mailboxes", tag = "company", params(Wish),
    responses((status = 200, body = CompanyMailboxes, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<CompanyMailboxes>)> {
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let whose = sharing::has_mailbox(organisation);
    let mut found = people::list(db, organisation, whose, &wish).await?;
    let path = "/v1/company/mailboxes";
    let headers = wish.page(&state.config, path, &mut found, people::place);
    let mailboxes = shown(&state, organisation, found).await?;
    Ok((headers, Json(CompanyMailboxes { mailboxes })))
}

/// Who hears a user's mailbox.
#[utoipa::path(get, path = "/v1/company/users/{id}/mailbox", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = CompanyMailbox), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<CompanyMailbox>> {
    let user = users::find(&state, &administrator, id).await?;
    let organisation = administrator.organisation_id();
    let existing = sharing::list_existing(&state.db.read, organisation, &[id]).await?;
    if existing.is_empty() {
        return Err(ApiError::NotFound);
    }
    let shown = shown(&state, organisation, vec![user]).await?;
    shown.into_iter().next().map(Json).ok_or(ApiError::NotFound)
}

/// Decides who hears a user's mailbox beside him. Each of them hears everything in it, and what one
/// of them marks or deletes is so for all.
#[utoipa::path(put, path = "/v1/company/users/{id}/mailbox", tag = "company",
    request_body = MailboxSharing, params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let user = users::find(&state, &administrator, id).await?;
    let (organisation, owner) = (administrator.organisation_id(), UserId(id));
    let change = company::begin(&state.db, organisation).await?;
    let existing = sharing::list_existing(&change, organisation, &[id]).await?;
    if existing.is_empty() {
        return Err(ApiError::NotFound);
    }
    let mut sharers = sharing::list_sharers(&change, organisation, &[id]).await?;
    let before = MailboxSharing {
        member_ids: sharers.remove(&id).unwrap_or_default(),
    };
    let wanted: MailboxSharing = merged(&before, patch)?;
    wanted.check(owner)?;
    let ids = before.member_ids.iter().chain(&wanted.member_ids);
    let both: BTreeSet<UserId> = ids.copied().collect();
    let people = colleagues::list(&change, organisation, both.iter().map(|it| it.0)).await?;
    let unknown = (0..).zip(&wanted.member_ids);
    let unknown = unknown.filter(|(_, it)| !people.contains_key(&it.0));
    let unknown: Vec<FieldError> = unknown
        .map(|(at, _)| member(at, Code::NotOffered))
        .collect();
    if !unknown.is_empty() {
        return Err(unknown.into());
    }
    sharing::save_sharers(&change, organisation, owner, &wanted.member_ids).await?;
    // The log is read by people, also when somebody has gone since.
    let names = |sharing: &MailboxSharing| {
        let ids = sharing.member_ids.iter();
        let names = ids.filter_map(|it| Some(people.get(&it.0)?.name()));
        names.collect::<Vec<String>>()
    };
    let line = Line::about(&user, Action::MailboxShared)
        .changed(Some(&names(&before)), Some(&names(&wanted)));
    let now_ms = state.clock.now_ms();
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    for person in &both {
        state.live.tell(*person, LiveEvent::Access);
    }
    voicemail::tell_change(&state, organisation, owner).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Mailboxes as an administrator sees them, in the order given.
async fn shown(
    state: &AppState,
    organisation: OrganisationId,
    owners: Vec<user::Model>,
) -> ApiResult<Vec<CompanyMailbox>> {
    let db = &state.db.read;
    let ids: Vec<Uuid> = owners.iter().map(|owner| owner.id).collect();
    let mut sharers = sharing::list_sharers(db, organisation, &ids).await?;
    let all = sharers.values().flatten().map(|id| id.0);
    let known = colleagues::list(db, organisation, all).await?;
    let shown = owners.into_iter().map(|owner| {
        let member_ids = sharers.remove(&owner.id).unwrap_or_default();
        let members = member_ids.iter();
        let members = members.filter_map(|id| Some(known.get(&id.0)?.person()));
        CompanyMailbox {
            members: members.collect(),
            sharing: MailboxSharing { member_ids },
            owner: people::person(owner),
        }
    });
    Ok(shown.collect())
}
