use belroute_shared::{
    company::contacts::{CompanyContact, ContactSettings, ImportPreview, Imported, MadeContact},
    ids::EntryId,
};
use web_sys::File;

use crate::http::{self, HttpError};

pub(super) const CONTACTS: &str = "/v1/company/contacts";
/// A file to be saved.
pub(super) const EXPORT: &str = "/v1/company/contacts/export";
const IMPORT: &str = "/v1/company/contacts/import";

pub(super) async fn show(id: EntryId) -> Result<CompanyContact, HttpError> {
    http::get(&format!("{CONTACTS}/{id}")).await
}

pub(super) async fn create(settings: &ContactSettings) -> Result<MadeContact, HttpError> {
    http::post(CONTACTS, settings).await
}

pub(super) async fn replace(id: EntryId, settings: &ContactSettings) -> Result<(), HttpError> {
    http::put(&format!("{CONTACTS}/{id}"), settings).await
}

pub(super) async fn remove(id: EntryId) -> Result<(), HttpError> {
    http::delete(&format!("{CONTACTS}/{id}")).await
}

pub(super) async fn preview(file: &File) -> Result<ImportPreview, HttpError> {
    http::post_file(&format!("{IMPORT}/preview"), media_type(file), file).await
}

pub(super) async fn import(file: &File) -> Result<Imported, HttpError> {
    http::post_file(IMPORT, media_type(file), file).await
}

/// By the name: what browsers say of a file depends on the programs beside them.
fn media_type(file: &File) -> &'static str {
    let name = file.name().to_lowercase();
    match name.rsplit('.').next() {
        Some("vcf" | "vcard") => "text/vcard",
        _ => "text/csv",
    }
}
