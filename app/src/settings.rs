//! Call settings: one page with a row for each, and the mailbox.
//!
//! A row is a file with a [`row::Row`] in it, and a line in [`rows`]. What it shows of a setting,
//! and in which words, is a [`part::Part`]; [`open::Open`] fetches that when the row is opened, and
//! [`opened::Opened`] is what a form reads, changes and saves.

mod anonymous_callers;
mod barge_in;
mod block_list;
mod board;
mod by_rules;
mod call_groups;
mod call_notify;
mod call_recording;
mod call_waiting;
mod caller_id;
mod devices;
mod do_not_disturb;
mod drafts;
mod drag;
mod edit_choice;
mod edit_line;
mod executive;
mod executive_assistant;
mod feature_codes;
mod form;
mod forwarded_calls;
mod forwards;
pub(crate) mod headings;
mod hoteling;
mod moves;
mod named;
mod number_field;
mod number_list;
mod open;
mod opened;
mod other_phones;
mod overruled;
mod page;
mod part;
mod patch;
mod preview;
mod priority_alert;
mod ring_in_turn;
mod ring_together;
mod rings_field;
mod row;
mod rows;
mod selective_accept;
mod selective_forward;
mod selective_reject;
mod state;
mod straight_to_voicemail;
mod told;
mod until;
mod voicemail;

use crate::lazy_view;
pub(crate) use board::Board;
pub(crate) use drafts::Drafts;
pub(crate) use feature_codes::of_code;
pub(crate) use number_field::NumberField;
pub(crate) use number_list::{AddNumber, ListHeading, NumberLine};
pub(crate) use open::{BothValues, Withdrawn};
pub(crate) use overruled::{OverruledNote, name_of};
use page::CallSettingsPage;
pub(crate) use patch::patch;
pub(crate) use row::Row;
pub(crate) use rows::{LANES, Lane, name_of_place, row_at};
pub(crate) use state::{Mark, Words};
pub(crate) use told::{Told, name_of_setting, settings_of, told};
use voicemail::VoicemailPage;

lazy_view! {
    /// `/calling/settings`.
    pub fn page() -> CallSettingsPage in settings
}
lazy_view! {
    /// `/calling/voicemail`: which calls the mailbox answers.
    pub fn voicemail_page() -> VoicemailPage in settings
}
