//! How often something rings.

use crate::error::Code;

/// Seconds that one ring lasts: two seconds of tone, four of silence.
pub const RING_SECONDS: u16 = 6;
/// The fewest rings that a user can choose (Webex Calling).
pub const FEWEST_RINGS: u16 = 2;
/// The most rings that a user can choose, and how often phones ring where nothing else ends it
/// (Webex Calling's `systemMaxNumberOfRings`).
pub const MOST_RINGS: u16 = 20;
/// Rings where the user has chosen nothing else.
pub const USUAL_RINGS: u16 = 3;

/// Refuses fewer than 2 or more than 20 rings.
pub(crate) fn check(rings: u16) -> Result<(), Code> {
    match rings {
        ..FEWEST_RINGS => Err(Code::TooLow),
        FEWEST_RINGS..=MOST_RINGS => Ok(()),
        _ => Err(Code::TooHigh),
    }
}

pub(crate) fn usual() -> u16 {
    USUAL_RINGS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_to_twenty_rings_are_taken() {
        assert_eq!(check(1), Err(Code::TooLow));
        assert_eq!(check(2), Ok(()));
        assert_eq!(check(20), Ok(()));
        assert_eq!(check(21), Err(Code::TooHigh));
    }
}
