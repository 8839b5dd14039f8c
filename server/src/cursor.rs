//! Places in lists that begin with what happened last.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

/// A place in such a list: behind this moment and this row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) at_ms: i64,
    pub(crate) id: Uuid,
}

impl Cursor {
    /// Behind the row of this moment and id.
    pub(crate) fn after(at_ms: i64, id: Uuid) -> Self {
        Self { at_ms, id }
    }

    /// As text for an address.
    pub(crate) fn write(self) -> String {
        let mut bytes = self.at_ms.to_be_bytes().to_vec();
        bytes.extend_from_slice(self.id.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what [`Self::write`] wrote.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (moment, id) = bytes.split_at_checked(8)?;
        Some(Self {
            at_ms: i64::from_be_bytes(moment.try_into().ok()?),
            id: Uuid::from_slice(id).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_reads_what_it_wrote(at_ms: i64, id: u128) {
            let cursor = Cursor { at_ms, id: Uuid::from_u128(id) };
            prop_assert_eq!(Cursor::read(&cursor.write()), Some(cursor));
        }

        #[test]
        fn rubbish_is_no_cursor(text in ".{0,60}") {
            if let Some(cursor) = Cursor::read(&text) {
                prop_assert_eq!(cursor.write(), text);
            }
        }
    }
}
