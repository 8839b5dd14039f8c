//! Lists in parts: a page, and the cursor that leads to the next.

use serde::{Deserialize, Serialize};

/// How many rows a page has when the request does not say.
pub const DEFAULT_MAX: u32 = 50;
/// How many rows a page has at most; a larger wish is cut to this.
pub const LIMIT_MAX: u32 = 100;

/// What a request says about the part of a list that it wants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Paging {
    /// Rows wanted, 1 to [`LIMIT_MAX`]; absent means [`DEFAULT_MAX`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// Where the last page ended, as the server gave it; opaque.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl Paging {
    /// Rows to fetch, within the limits.
    pub fn rows(&self) -> u32 {
        self.max.unwrap_or(DEFAULT_MAX).clamp(1, LIMIT_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_never_empty_by_wish_and_never_larger_than_the_limit() {
        let rows = |max| Paging { max, cursor: None }.rows();
        assert_eq!(rows(None), DEFAULT_MAX);
        assert_eq!(rows(Some(0)), 1);
        assert_eq!(rows(Some(25)), 25);
        assert_eq!(rows(Some(u32::MAX)), LIMIT_MAX);
    }
}
