//! What a setting is now and what it is to be.

use serde_json::Value;

use super::leaf::{self, Leaf};

/// A setting as it is, and as it is to be.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) before: Value,
    pub(super) wanted: Value,
}

impl Document {
    /// One that nothing was undone in yet.
    pub(super) fn of(now: Value) -> Self {
        Self {
            wanted: now.clone(),
            before: now,
        }
    }

    /// Puts back what a change has altered, or gives the fields that have another value by now than
    /// it gave them. A change that was undone already stays so.
    pub(super) fn put_back(&mut self, leaves: &[Leaf]) -> Result<(), Vec<String>> {
        if is_undone(&self.wanted, leaves) {
            return Ok(());
        }
        let newer: Vec<String> = leaves
            .iter()
            .filter(|leaf| is_newer(&self.wanted, leaf))
            .map(Leaf::field)
            .collect();
        if !newer.is_empty() {
            return Err(newer);
        }
        for leaf in leaves {
            leaf.put_back(&mut self.wanted);
        }
        Ok(())
    }

    pub(super) fn has_changed(&self) -> bool {
        self.before != self.wanted
    }

    /// Whether something that has an id is to go.
    pub(super) fn has_lost_any(&self, list: &str) -> bool {
        let Some(Value::Object(before)) = self.before.get(list) else {
            return false;
        };
        before
            .keys()
            .any(|id| self.wanted[list].get(id.as_str()).is_none())
    }

    /// The names of what is to be another.
    pub(super) fn changed_fields(&self) -> Vec<String> {
        let changed = leaf::between(&self.before, &self.wanted);
        changed.iter().map(Leaf::field).collect()
    }
}

/// Whether everything has the value that it had before a change.
pub(super) fn is_undone(now: &Value, leaves: &[Leaf]) -> bool {
    leaves
        .iter()
        .all(|leaf| leaf.find(now) == Ok(leaf.before.as_ref()))
}

/// Whether a field has another value than a change gave it.
pub(super) fn is_newer(now: &Value, leaf: &Leaf) -> bool {
    leaf.find(now) != Ok(leaf.after.as_ref())
}
