//! What callers hear before they leave a message.

use serde::{Deserialize, Serialize};

/// Which greeting is heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Greeting {
    /// The one that comes with the system, in the user's language.
    #[default]
    Default,
    /// The user's own, which has to be there.
    Custom,
}

/// For whom a greeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum GreetingKind {
    /// For callers who find the user busy.
    Busy,
    /// For callers whom nobody answers, and those whose calls go to the mailbox at once.
    NoAnswer,
}

impl GreetingKind {
    /// Its word on the wire and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::NoAnswer => "noAnswer",
        }
    }
}

/// The media type that greetings have, as the published API calls it.
pub const WAV: &str = "WAV";

/// A greeting that was uploaded or recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct AudioFile {
    /// The name of the file.
    pub name: String,
    /// [`WAV`].
    pub media_type: String,
}
