//! The company's contacts as a file that a spreadsheet opens, and that can be imported again.

use axum::{extract::State, response::Response};
use belroute_shared::{
    company::contacts::{CompanyContact, MOST_EXPORTED, MOST_NUMBERS},
    error::ErrorBody,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{company::PhonebookManager, error::ApiResult, spreadsheet::Sheet, state::AppState};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(export))
}

/// The company's contacts by name as CSV in UTF-8, at most 10,000.
#[utoipa::path(get, path = "/v1/company/contacts/export", tag = "company",
    responses((status = 200, content_type = "text/csv", body = String),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn export(State(state): State<AppState>, manager: PhonebookManager) -> ApiResult<Response> {
    let (db, organisation) = (&state.db.read, manager.organisation_id());
    let rows = store::first(db, organisation, MOST_EXPORTED).await?;
    let contacts = store::shown(db, organisation, manager.country(), rows).await?;
    let mut sheet = Sheet::new(head())?;
    for contact in &contacts {
        sheet.add(row(contact))?;
    }
    sheet.answer("phonebook.csv")
}

fn head() -> Vec<String> {
    let mut head: Vec<String> = vec!["name".into(), "company".into()];
    for place in 1..=MOST_NUMBERS {
        head.extend([format!("number {place}"), format!("label {place}")]);
    }
    head.extend(["email".into(), "note".into()]);
    head
}

fn row(contact: &CompanyContact) -> Vec<&str> {
    let settings = &contact.settings;
    let company = settings.company.as_deref();
    let mut row = vec![settings.name.as_str(), company.unwrap_or_default()];
    for place in 0..MOST_NUMBERS {
        match settings.numbers.get(place) {
            Some(line) => row.extend([line.number.as_str(), line.label.word()]),
            None => row.extend(["", ""]),
        }
    }
    row.extend([&settings.email, &settings.note].map(|it| it.as_deref().unwrap_or_default()));
    row
}
