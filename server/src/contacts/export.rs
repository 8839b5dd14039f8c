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
use crate::error::ApiResult;

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
    match format {
        FileFormat::Csv => csv::sheet(names, cards)?.answer(&format!("{name}.csv")),
        FileFormat::Vcard => {
            let disposition = format!("attachment; filename=\"{name}.vcf\"");
            let headers = [
                (header::CONTENT_TYPE, "text/vcard; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, disposition),
            ];
            Ok((headers, vcard::write(cards)).into_response())
        }
    }
}
