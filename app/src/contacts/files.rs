use belroute_shared::{
    company::contacts::ContactSettings,
    contacts::{FileFormat, ImportPreview, Imported, LabelledNumber, OwnContactSettings},
};
use serde::de::DeserializeOwned;
use web_sys::File;

use crate::http::{self, HttpError};

/// Contacts that are kept together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Everybody in the company sees them.
    Company,
    /// The user's own.
    Mine,
}

impl Whose {
    /// Where they are asked for.
    pub fn path(self) -> &'static str {
        match self {
            Self::Company => "/v1/company/contacts",
            Self::Mine => "/v1/contacts",
        }
    }
}

/// The user's own contacts as a file to be saved.
pub(super) fn export(format: FileFormat) -> String {
    let path = Whose::Mine.path();
    format!("{path}/export?format={}", format.word())
}

/// What is shown of a contact that a file would bring.
#[derive(Clone)]
pub(super) struct Brought {
    pub(super) name: String,
    pub(super) company: Option<String>,
    /// Its numbers, or where it has none its address.
    pub(super) reached: String,
}

impl Brought {
    fn new(
        name: String,
        company: Option<String>,
        numbers: Vec<LabelledNumber>,
        email: Option<String>,
    ) -> Self {
        let numbers: Vec<String> = numbers.into_iter().map(|it| it.display).collect();
        let has_none = numbers.is_empty();
        let email = email.filter(|_| has_none);
        Self {
            // A firm is not told twice.
            company: company.filter(|company| *company != name),
            name,
            reached: email.unwrap_or_else(|| numbers.join(", ")),
        }
    }
}

impl From<ContactSettings> for Brought {
    fn from(it: ContactSettings) -> Self {
        Self::new(it.name, it.company, it.numbers, it.email)
    }
}

impl From<OwnContactSettings> for Brought {
    fn from(it: OwnContactSettings) -> Self {
        Self::new(it.name(), it.company, it.numbers, it.email)
    }
}

/// What a file would bring.
pub(super) async fn preview(
    whose: Whose,
    file: &File,
) -> Result<ImportPreview<Brought>, HttpError> {
    match whose {
        Whose::Company => preview_of::<ContactSettings>(whose, file).await,
        Whose::Mine => preview_of::<OwnContactSettings>(whose, file).await,
    }
}

async fn preview_of<T: DeserializeOwned + Into<Brought>>(
    whose: Whose,
    file: &File,
) -> Result<ImportPreview<Brought>, HttpError> {
    let path = format!("{}/import/preview", whose.path());
    let told: ImportPreview<T> = http::post_file(&path, media_type(file), file).await?;
    Ok(ImportPreview {
        good: told.good,
        first: told.first.into_iter().map(Into::into).collect(),
        duplicates: told.duplicates,
        refused: told.refused,
        problems: told.problems,
        more_problems: told.more_problems,
        room: told.room,
    })
}

/// Saves what is good in a file.
pub(super) async fn import(whose: Whose, file: &File) -> Result<Imported, HttpError> {
    let path = format!("{}/import", whose.path());
    http::post_file(&path, media_type(file), file).await
}

/// By the name: what browsers say of a file depends on the programs beside them.
fn media_type(file: &File) -> &'static str {
    let name = file.name().to_lowercase();
    match name.rsplit('.').next() {
        Some("vcf" | "vcard") => "text/vcard",
        _ => "text/csv",
    }
}
