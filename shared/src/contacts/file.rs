//! Contacts out of a file: first a look, then for good.

use serde::{Deserialize, Serialize};

use crate::error::Code;

/// Contacts in one file.
pub const MOST_IN_FILE: usize = 10_000;
/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;
/// Good contacts that a preview shows.
pub const SHOWN_IN_PREVIEW: usize = 20;
/// Problems that a preview tells one by one.
pub const TOLD_IN_PREVIEW: usize = 100;

/// What a file would bring. Nothing was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportPreview<T> {
    /// Contacts that an import would save.
    pub good: usize,
    /// The first of them, at most 20.
    pub first: Vec<T>,
    /// Contacts that are left out because the phonebook has one of their numbers.
    pub duplicates: usize,
    /// Contacts that are left out because something is wrong with them.
    pub refused: usize,
    /// Why contacts are left out, in the order of the file, at most 100.
    pub problems: Vec<LineProblem>,
    /// Problems that are not told.
    pub more_problems: usize,
    /// How many contacts there is room for. An import of more is refused as a whole.
    #[serde(default)]
    pub room: u64,
}

/// Why a line of a file is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LineProblem {
    /// The line in which the contact begins, from 1.
    pub line: u64,
    /// What of it, such as `name` or `numbers.0.number`.
    pub field: String,
    /// Which rule it broke; `taken` for a number that the phonebook has.
    pub code: Code,
    /// The contact that has the number already, where it is one of the phonebook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_as: Option<String>,
}

/// What an import has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// Contacts that were saved.
    pub saved: usize,
    /// Contacts that were left out because the phonebook has one of their numbers.
    pub duplicates: usize,
    /// Contacts that were left out because something is wrong with them.
    pub refused: usize,
}
