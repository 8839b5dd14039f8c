//! Enums of the wire as the words that are stored: the same in JSON and in the database.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The word of a value. Only enums without content have one.
pub(crate) fn word(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The value of a word; `None` for a word that a newer program wrote.
pub(crate) fn of_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::String(word.to_owned())).ok()
}
