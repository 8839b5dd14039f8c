//! Lists as files that a spreadsheet opens: CSV in UTF-8.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::error::{ApiError, ApiResult};

/// A file that is being written.
pub(crate) struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    /// Begins with the names of the columns.
    pub(crate) fn new(head: impl IntoIterator<Item = impl AsRef<str>>) -> ApiResult<Self> {
        let mut sheet = Self(csv::Writer::from_writer(Vec::new()));
        sheet.add(head)?;
        Ok(sheet)
    }

    /// Adds a row, which has as many cells as the first one.
    pub(crate) fn add(&mut self, row: impl IntoIterator<Item = impl AsRef<str>>) -> ApiResult<()> {
        let cells = row.into_iter().map(|text| cell(text.as_ref()));
        self.0
            .write_record(cells)
            .map_err(|error| ApiError::Internal(error.into()))
    }

    /// The answer that hands the file over under a name.
    pub(crate) fn answer(self, name: &str) -> ApiResult<Response> {
        let file = self
            .0
            .into_inner()
            .map_err(|error| ApiError::Internal(error.into_error().into()))?;
        let attached = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
            .map_err(|error| ApiError::Internal(error.into()))?;
        let headers = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/csv; charset=utf-8"),
            ),
            (header::CONTENT_DISPOSITION, attached),
        ];
        Ok((headers, file).into_response())
    }
}

/// A spreadsheet takes a text that begins like a formula for one and reckons with it. An apostrophe
/// in front makes it a text; numbers of telephones are left as they are. A text that has one in
/// front already gets a second, so that reading takes off what was put there.
fn cell(text: &str) -> String {
    let digits = text.strip_prefix('+').unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let bare = text.trim_start_matches('\'');
    let is_guarded = bare.len() < text.len() && bare.starts_with(FORMULA);
    if (text.starts_with(FORMULA) && !is_number) || is_guarded {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_reckon_with_becomes_text() {
        for formula in [
            "=1+1", "+1+1", "-1", "@sum", "\tx", "\rx", "+", "+31 6", "'=1",
        ] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        for text in [
            "",
            "Jan",
            "+31612345678",
            "a=1",
            "0612345678",
            "'s Gravenhage",
        ] {
            assert_eq!(cell(text), text);
        }
    }
}
