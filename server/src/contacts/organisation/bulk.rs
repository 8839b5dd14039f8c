//! Many contacts at once. Each is taken or refused by itself.

use std::collections::HashMap;

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    audit::Action,
    company::contacts::{ContactSettings, MOST_CONTACTS},
    contacts::Imported,
    error::{Code, ErrorBody},
    ids::{EntryId, OrganisationId},
    live::LiveEvent,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{managed, read, told_of, wire::OrganisationContact};
use crate::{
    audit::Line,
    company::{self, PhonebookManager},
    contacts::Card,
    error::{ApiError, ApiResult},
    json::{Json, Path},
    numbers::Country,
    state::AppState,
    words,
};

/// Contacts of one request.
const MOST: usize = 100;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(save))
        .routes(routes!(remove))
}

/// Contacts to be made, or changed where they have a `contactId`.
#[derive(Debug, Deserialize, ToSchema)]
struct WantedContacts {
    /// 1 to 100.
    #[schema(value_type = Vec<OrganisationContact>)]
    contacts: Vec<Value>,
}

/// What became of them.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SavedContacts {
    contacts: Vec<OrganisationContact>,
    failed_contacts: Vec<FailedContact>,
    org_id: OrganisationId,
}

/// A contact that was refused.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FailedContact {
    /// Its id, or its place among those that were sent, from 0.
    id: String,
    error_message: String,
    /// The same as a stable word.
    error_code: String,
    status_code: u16,
}

/// Contacts to be taken out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct UnwantedContacts {
    /// 1 to 100. Those that are not there are passed over.
    object_ids: Vec<Uuid>,
}

/// Makes and changes contacts.
#[utoipa::path(post, path = "/v1/contacts/organizations/{orgId}/contacts/bulk", tag = "contacts",
    params(("orgId" = String, Path, format = Uuid)), request_body = WantedContacts,
    responses((status = 200, body = SavedContacts), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn save(
    State(state): State<AppState>,
    manager: PhonebookManager,
    Path(organisation): Path<OrganisationId>,
    Json(wanted): Json<WantedContacts>,
) -> ApiResult<Json<SavedContacts>> {
    let book = managed(&state, &manager, organisation).await?;
    check_count("contacts", wanted.contacts.len())?;
    let named: Vec<Uuid> = wanted.contacts.iter().filter_map(named).collect();
    told_of(&state, &manager, book, &named).await?;
    let change = company::begin(&state.db, organisation).await?;
    let rows = book.find_all(&change, &named).await?;
    let known = book.cards(&change, rows).await?.into_iter().collect();
    let (mut good, mut failed_contacts) = (Vec::new(), Vec::new());
    for (place, body) in wanted.contacts.into_iter().enumerate() {
        let id = body.get("contactId").and_then(Value::as_str);
        let id = id.map_or_else(|| place.to_string(), str::to_owned);
        match judged(manager.country(), organisation, &known, body) {
            // Of one that is sent twice the last one counts.
            Ok(one) => {
                good.retain(|(id, _): &(EntryId, Card)| *id != one.0);
                good.push(one);
            }
            Err(error) => failed_contacts.push(failed(id, &error)),
        }
    }
    let new = good
        .iter()
        .filter(|(id, _)| !known.contains_key(id))
        .count();
    if book.count(&change).await? + new as u64 > MOST_CONTACTS {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let changed: Vec<Uuid> = good
        .iter()
        .filter(|(id, _)| known.contains_key(id))
        .map(|(id, _)| id.0)
        .collect();
    let all: Vec<(Uuid, Card)> = good.iter().map(|(id, card)| (id.0, card.clone())).collect();
    book.replace_all(&change, &changed, &all).await?;
    let imported = Imported {
        saved: good.len(),
        duplicates: 0,
        refused: failed_contacts.len(),
    };
    if imported.saved > 0 {
        let line =
            Line::of(organisation, Action::ContactsImported).changed(None::<&()>, Some(&imported));
        let now_ms = state.clock.now_ms();
        manager.actor().write(&change, line, now_ms).await?;
    }
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    let shown = |(id, card)| OrganisationContact::of(organisation, id, card);
    Ok(Json(SavedContacts {
        contacts: good.into_iter().map(shown).collect(),
        failed_contacts,
        org_id: organisation,
    }))
}

/// Takes contacts out of the company's phonebook.
#[utoipa::path(post, path = "/v1/contacts/organizations/{orgId}/contacts/bulk/delete",
    tag = "contacts", params(("orgId" = String, Path, format = Uuid)), request_body = UnwantedContacts,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    manager: PhonebookManager,
    Path(organisation): Path<OrganisationId>,
    Json(unwanted): Json<UnwantedContacts>,
) -> ApiResult<StatusCode> {
    let book = managed(&state, &manager, organisation).await?;
    check_count("objectIds", unwanted.object_ids.len())?;
    told_of(&state, &manager, book, &unwanted.object_ids).await?;
    let change = company::begin(&state.db, organisation).await?;
    let rows = book.find_all(&change, &unwanted.object_ids).await?;
    let gone = book.cards(&change, rows).await?;
    let ids: Vec<Uuid> = gone.iter().map(|(id, _)| id.0).collect();
    book.delete_all(&change, &ids).await?;
    let now_ms = state.clock.now_ms();
    for (_, card) in gone {
        let before = ContactSettings::from(card);
        let line = Line::of(organisation, Action::ContactRemoved)
            .to(before.name.as_str())
            .changed(Some(&before), None::<&()>);
        manager.actor().write(&change, line, now_ms).await?;
    }
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    Ok(StatusCode::NO_CONTENT)
}

fn check_count(field: &str, count: usize) -> ApiResult<()> {
    match count {
        0 => Err(ApiError::field(field, Code::Required)),
        1..=MOST => Ok(()),
        _ => Err(ApiError::field(field, Code::TooMany)),
    }
}

fn named(body: &Value) -> Option<Uuid> {
    body.get("contactId")?.as_str()?.parse().ok()
}

/// One contact as it is to be kept.
fn judged(
    country: Country,
    organisation: OrganisationId,
    known: &HashMap<EntryId, Card>,
    body: Value,
) -> ApiResult<(EntryId, Card)> {
    let is_new = body.get("contactId").is_none_or(Value::is_null);
    if is_new {
        return Ok((EntryId(Uuid::now_v7()), read::made(country, body)?));
    }
    let id = EntryId(named(&body).ok_or(ApiError::NotFound)?);
    let card = known.get(&id).ok_or(ApiError::NotFound)?;
    let card = read::changed(country, organisation, (id, card.clone()), body)?;
    Ok((id, card))
}

fn failed(id: String, error: &ApiError) -> FailedContact {
    let (code, status) = match error {
        ApiError::Invalid(broken) => {
            let code = broken.first().map_or(Code::Malformed, |it| it.code);
            (code, StatusCode::BAD_REQUEST)
        }
        ApiError::NotFound => (Code::NotFound, StatusCode::NOT_FOUND),
        _ => (Code::Malformed, StatusCode::BAD_REQUEST),
    };
    let error_message = match error {
        ApiError::Invalid(broken) => broken.first().map(ToString::to_string),
        _ => None,
    };
    FailedContact {
        id,
        error_message: error_message.unwrap_or_else(|| code.describe().to_owned()),
        error_code: words::word(code),
        status_code: status.as_u16(),
    }
}
