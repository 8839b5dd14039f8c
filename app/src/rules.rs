//! The rules of a setting: on whose calls it acts, and when. One editor for the eight settings that
//! have rules.

mod api;
mod callers;
mod draft;
mod editor;
mod executive;
mod fields;
mod form;
mod lists;
mod my_rules;
mod row;
mod told;
mod warnings;
mod when;
mod words;

pub use lists::RuleLists;
pub use my_rules::in_short;
pub(crate) use told::{ToldRule, callers_then};
