use belroute_shared::{
    company::contacts::{CompanyContact, ContactSettings},
    contacts::MadeContact,
    ids::EntryId,
};
use serde_json::json;

use crate::http::{self, HttpError};

pub(super) const CONTACTS: &str = "/v1/company/contacts";
/// A file to be saved.
pub(super) const EXPORT: &str = "/v1/company/contacts/export";

pub(super) async fn show(id: EntryId) -> Result<CompanyContact, HttpError> {
    http::get(&format!("{CONTACTS}/{id}")).await
}

pub(super) async fn create(settings: &ContactSettings) -> Result<MadeContact, HttpError> {
    http::post(CONTACTS, settings).await
}

/// What was emptied is named: what is left out keeps its value.
pub(super) async fn replace(id: EntryId, settings: &ContactSettings) -> Result<(), HttpError> {
    let body = json!({
        "name": settings.name,
        "company": settings.company,
        "numbers": settings.numbers,
        "email": settings.email,
        "note": settings.note,
    });
    http::put(&format!("{CONTACTS}/{id}"), &body).await
}

pub(super) async fn remove(id: EntryId) -> Result<(), HttpError> {
    http::delete(&format!("{CONTACTS}/{id}")).await
}
