//! An e-mail address in a setting: where mails about calls and messages go.

use serde::{Deserialize, Deserializer};

use crate::{company::users::check_email, error::Code};

/// The longest address, in characters (`BroadWorks`).
pub const LONGEST_ADDRESS: usize = 80;

/// Refuses what no mail can go to. Nothing at all is refused only where an address is wanted.
pub(super) fn check(address: &str, is_wanted: bool) -> Result<(), Code> {
    match address.chars().count() {
        0 if is_wanted => Err(Code::Required),
        0 => Ok(()),
        length if length > LONGEST_ADDRESS => Err(Code::TooLong),
        _ => check_email(address),
    }
}

/// Reads an address that may be missing; blanks around it are dropped.
pub(super) fn optional<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let address = Option::<String>::deserialize(from)?.unwrap_or_default();
    Ok(address.trim().to_owned())
}
