//! The company's contacts as a file that a spreadsheet opens, and that can be imported again.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use belroute_shared::{
    company::contacts::{CompanyContact, MOST_EXPORTED, MOST_NUMBERS},
    error::ErrorBody,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    company::PhonebookManager,
    error::{ApiError, ApiResult},
    state::AppState,
};

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
    let file = write(&contacts).map_err(|error| ApiError::Internal(error.into()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"phonebook.csv\"",
        ),
    ];
    Ok((headers, file).into_response())
}

fn write(contacts: &[CompanyContact]) -> Result<Vec<u8>, csv::Error> {
    let mut file = csv::Writer::from_writer(Vec::new());
    let mut head: Vec<String> = vec!["name".into(), "company".into()];
    for place in 1..=MOST_NUMBERS {
        head.extend([format!("number {place}"), format!("label {place}")]);
    }
    head.extend(["email".into(), "note".into()]);
    file.write_record(&head)?;
    for CompanyContact { settings, .. } in contacts {
        let mut row = vec![
            cell(&settings.name),
            cell(settings.company.as_deref().unwrap_or_default()),
        ];
        for place in 0..MOST_NUMBERS {
            match settings.numbers.get(place) {
                Some(line) => row.extend([cell(&line.number), line.label.word().to_owned()]),
                None => row.extend([String::new(), String::new()]),
            }
        }
        row.extend([&settings.email, &settings.note].map(|it| cell(it.as_deref().unwrap_or(""))));
        file.write_record(&row)?;
    }
    file.into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

/// A spreadsheet takes a text that begins like a formula for one and reckons with it. An apostrophe
/// in front makes it a text; numbers of telephones are left as they are.
fn cell(text: &str) -> String {
    let digits = text.strip_prefix('+').unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_reckon_with_becomes_text() {
        for formula in ["=1+1", "+1+1", "-1", "@sum", "\tx", "+", "+31 6"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        for text in ["", "Jan", "+31612345678", "a=1", "0612345678"] {
            assert_eq!(cell(text), text);
        }
    }
}
