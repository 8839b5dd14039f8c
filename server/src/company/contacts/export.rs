//! The company's contacts as a file that a spreadsheet opens, and that can be imported again.

use axum::{extract::State, response::Response};
use belroute_shared::{company::contacts::MOST_EXPORTED, contacts::FileFormat, error::ErrorBody};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::endpoints::book;
use crate::{
    company::PhonebookManager,
    contacts::{
        Card,
        export::{self, Names},
    },
    error::ApiResult,
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
    let (db, book) = (&state.db.read, book(&manager));
    let rows = book.first(db, MOST_EXPORTED).await?;
    let cards = book.cards(db, rows).await?;
    let cards: Vec<Card> = cards.into_iter().map(|(_, card)| card).collect();
    export::answer(FileFormat::Csv, Names::Whole, &cards, "phonebook")
}
