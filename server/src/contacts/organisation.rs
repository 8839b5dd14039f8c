//! The company's contacts as clients of Webex know them: `/v1/contacts/organizations/{orgId}/contacts`.
//! Everybody of the organisation reads them; who may change the phonebook changes them.

mod bulk;
mod endpoints;
mod read;
mod wire;

use belroute_shared::ids::OrganisationId;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;

use super::Book;
use crate::{
    company::PhonebookManager,
    error::{ApiError, ApiResult},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    endpoints::router().merge(bulk::router())
}

/// The book of the organisation that an address names, if that is the one of who asks.
fn book(own: OrganisationId, named: OrganisationId) -> ApiResult<Book> {
    if own == named {
        Ok(Book::of_company(own))
    } else {
        Err(ApiError::NotFound)
    }
}

/// The same for who changes it. Naming another organisation is written down.
async fn managed(
    state: &AppState,
    manager: &PhonebookManager,
    named: OrganisationId,
) -> ApiResult<Book> {
    let own = manager.organisation_id();
    if own != named {
        manager.named_a_stranger(state, named.0).await?;
    }
    book(own, named)
}

/// Writes down who names contacts of another organisation.
async fn told_of(
    state: &AppState,
    manager: &PhonebookManager,
    book: Book,
    ids: &[Uuid],
) -> ApiResult<()> {
    for stranger in book.strangers(&state.db.read, ids).await? {
        manager.named_a_stranger(state, stranger).await?;
    }
    Ok(())
}
