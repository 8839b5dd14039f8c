//! The PIN that opens a mailbox by phone: which ones are taken.
//!
//! A PIN is short and typed on keys, so what people choose first is refused: runs, patterns, their
//! own number, their name. The company sets the numbers. What needs the PINs of before is compared by
//! the server, which keeps hashes of them, and judged here all the same.

mod own;
mod rules;

use jiff::{SignedDuration, Timestamp};

pub use self::{
    own::PinOwner,
    rules::{
        BlockContiguousSequences, BlockPreviousPasscodes, BlockRepeatedDigits, DaysRule, NewPin,
        PinBasics, PinLength, PinRules, PinState, UserPinRules,
    },
};
use crate::error::Code;

/// So many PINs of before are remembered at the most.
pub const MOST_REMEMBERED: u16 = 10;

/// What the PINs of before say about a new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// How many PINs ago it was in use; 0 is the PIN of now.
    pub used: Option<u16>,
    /// It is the last one, read from its end.
    pub is_last_reversed: bool,
    /// When the last one was set by the user himself.
    pub changed_at: Option<Timestamp>,
}

impl PinRules {
    /// Every rule that a PIN breaks by itself or because of who has it; in the order in which people
    /// are told.
    pub fn broken(&self, pin: &str, owner: &PinOwner) -> Vec<Code> {
        let basics = &self.default_voicemail_pin_rules;
        let digits = pin.as_bytes();
        if !digits.iter().all(u8::is_ascii_digit) {
            return vec![Code::PinNotDigits];
        }
        let length = digits.len();
        if length < basics.length.min.into() {
            return vec![Code::PinTooShort];
        }
        if length > basics.length.max.into() {
            return vec![Code::PinTooLong];
        }
        let (same, runs) = (
            basics.block_repeated_digits,
            basics.block_contiguous_sequences,
        );
        let is_run = runs.enabled
            && (longest(digits, 1) >= runs.number_of_ascending_digits.into()
                || longest(digits, -1) >= runs.number_of_descending_digits.into());
        let rules = [
            (
                same.enabled && longest(digits, 0) > same.max.into(),
                Code::PinSameDigit,
            ),
            (
                basics.block_repeated_patterns_enabled && is_pattern(digits),
                Code::PinPattern,
            ),
            (is_run, Code::PinSequence),
            (owner.has_number_in(pin), Code::PinOwnNumber),
            (owner.is_spelled_by(pin), Code::PinName),
        ];
        let broken = rules.into_iter().filter(|(is_broken, _)| *is_broken);
        broken.map(|(_, code)| code).collect()
    }

    /// Every rule that a PIN breaks because of those before it.
    pub fn broken_by_past(&self, past: &Past, now: Timestamp) -> Vec<Code> {
        let previous = self.block_previous_passcodes;
        let is_used =
            |used: u16| used == 0 || previous.enabled && used < previous.number_of_passcodes;
        let wait = self.change_passcode;
        let is_too_soon =
            |at: Timestamp| wait.enabled && now.duration_since(at) < days(wait.number_of_days);
        let rules = [
            (past.used.is_some_and(is_used), Code::PinUsedBefore),
            (past.is_last_reversed, Code::PinReversed),
            (past.changed_at.is_some_and(is_too_soon), Code::PinTooSoon),
        ];
        let broken = rules.into_iter().filter(|(is_broken, _)| *is_broken);
        broken.map(|(_, code)| code).collect()
    }

    /// When a PIN that was set at a moment is to be replaced; `None` where it never is.
    pub fn expires_at(&self, set_at: Timestamp) -> Option<Timestamp> {
        let expiry = self.expire_passcode;
        let end = set_at.checked_add(days(expiry.number_of_days));
        end.ok().filter(|_| expiry.enabled)
    }
}

fn days(count: u16) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(count))
}

/// The longest run of digits each of which is by so much more than the one before.
fn longest(digits: &[u8], step: i16) -> usize {
    let mut longest = usize::from(!digits.is_empty());
    let mut run = longest;
    for pair in digits.windows(2) {
        let is_next = i16::from(pair[1]) - i16::from(pair[0]) == step;
        run = if is_next { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    longest
}

/// Whether it is one group of digits again and again: 121212, 13571357.
fn is_pattern(digits: &[u8]) -> bool {
    let length = digits.len();
    (1..=length / 2).any(|group| {
        length.is_multiple_of(group) && digits.chunks(group).all(|it| it == &digits[..group])
    })
}

#[cfg(test)]
mod tests;
