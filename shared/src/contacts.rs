//! A user's own contacts, which nobody else sees, and what they have in common with those of the
//! company ([`crate::company::contacts`]).

mod file;
pub(crate) mod number;
mod own;
mod speed_dial;
pub(crate) mod text;

use serde::{Deserialize, Serialize};

use crate::ids::EntryId;

pub use file::{
    ImportPreview, Imported, LARGEST_FILE, LineProblem, MOST_IN_FILE, SHOWN_IN_PREVIEW,
    TOLD_IN_PREVIEW,
};
pub use number::{LabelledNumber, MOST_NUMBERS, NumberLabel, check_number, number_field};
pub use own::{
    FileFormat, MOST_OWN_CONTACTS, OwnContact, OwnContactSettings, OwnContacts, OwnImportPreview,
};
pub use speed_dial::{
    ContactSpeedDial, LONGEST_KEY_LABEL, MOST_SPEED_DIALS, check_dial_code, tidied_dial_code,
};
pub use text::{LONGEST_NAME, LONGEST_NOTE};

/// A contact that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeContact {
    /// The contact.
    pub id: EntryId,
}
