//! Contacts as a file that spreadsheets, phones and mail programs open, and that can be imported
//! again.

mod csv;
mod vcard;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use belroute_shared::contacts::FileFormat;

use super::Card;
use crate::error::{ApiError, ApiResult};

/// Which columns a table has for names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// One, with the whole name: the company's contacts.
    Whole,
    /// First and last name: a user's own.
    Parts,
}

/// The answer with a file of contacts.
pub(crate) fn answer(
    format: FileFormat,
    names: Names,
    cards: &[Card],
    name: &str,
) -> ApiResult<Response> {
    let (media_type, extension, file) = match format {
        FileFormat::Csv => {
            let file = csv::write(names, cards);
            let file = file.map_err(|error| ApiError::Internal(error.into()))?;
            ("text/csv; charset=utf-8", "csv", file)
        }
        FileFormat::Vcard => {
            let file = vcard::write(cards).into_bytes();
            ("text/vcard; charset=utf-8", "vcf", file)
        }
    };
    let disposition = format!("attachment; filename=\"{name}.{extension}\"");
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, file).into_response())
}
