//! Lines of the log that say who gave somebody something.

use belroute_shared::{
    audit::Action,
    company::{feature_access::FEATURE_ACCESS, users::Grant},
    features::{Access, Feature},
};
use jiff::Timestamp;
use serde_json::Value;

use crate::{clock::moment, entity::audit, words};

/// What gives somebody something.
pub(super) const GRANTING: [Action; 3] = [
    Action::UserMade,
    Action::UserChanged,
    Action::RecordingChanged,
];

/// A line about a user.
#[derive(Debug)]
pub(super) struct Line {
    action: Action,
    object: String,
    before: Value,
    after: Value,
    pub(super) by: String,
    pub(super) at: Timestamp,
}

impl Line {
    /// Reads a line of which it is known who wrote it.
    pub(super) fn of(row: &audit::Model) -> Option<Self> {
        let side = |side: &Option<String>| {
            let json = side.as_deref()?;
            serde_json::from_str(json).ok()
        };
        Some(Self {
            action: words::of_word(&row.action)?,
            object: row.object.clone(),
            before: side(&row.before).unwrap_or_default(),
            after: side(&row.after).unwrap_or_default(),
            by: Some(row.actor_name.clone()).filter(|name| !name.is_empty())?,
            at: moment(row.at_ms),
        })
    }

    /// Whether it began the recording of his calls.
    pub(super) fn records(&self) -> bool {
        self.action == Action::RecordingChanged
            && self.begins(|side| side.get("enabled") == Some(&Value::Bool(true)))
    }

    /// Whether he has a grant since then.
    pub(super) fn gives(&self, grant: Grant) -> bool {
        let grant = Value::String(words::word(grant));
        let has = |side: &Value| {
            let grants = side.get("grants").and_then(Value::as_array);
            grants.is_some_and(|grants| grants.contains(&grant))
        };
        self.is_about("") && self.begins(has)
    }

    /// Whether a feature is shown to him by a word of his own since then.
    pub(super) fn shows(&self, feature: Feature) -> bool {
        let feature = words::word(feature);
        let shown = Value::String(words::word(Access::FullAccess));
        self.is_about(FEATURE_ACCESS) && self.begins(|side| side.get(&feature) == Some(&shown))
    }

    fn is_about(&self, object: &str) -> bool {
        self.action != Action::RecordingChanged && self.object == object
    }

    fn begins(&self, is_so: impl Fn(&Value) -> bool) -> bool {
        is_so(&self.after) && !is_so(&self.before)
    }
}
