//! Numbers inside settings: taken as people type them, kept in one form.
//!
//! What a client sends is any text. The server completes it with the organisation's country and
//! judges it ([`Takes`]); what is stored, and what [`decide`](crate::routing::decide) reads, is an
//! E.164 number, an extension, or a pattern. The browser asks [`TypedNumber::look`] for what can be
//! told without the server's tables.

use serde::{Deserialize, Deserializer, Serialize};
use smol_str::SmolStr;

use crate::{
    error::Code,
    number::{Extension, PhoneNumber, typed},
};

/// The longest destination, in characters (Webex Calling: 2 to 30).
pub const LONGEST_NUMBER: usize = 30;

/// A number in a setting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "+442079460041"))]
#[serde(transparent)]
pub struct TypedNumber(
    // A profile can have thousands of them, which stand side by side in memory.
    SmolStr,
);

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Takes {
    /// Where calls are sent: a public number or an extension.
    Destination,
    /// A public number that rings beside the user's own phones.
    PublicNumber,
    /// Somebody who calls: a public number or a pattern of them.
    CallerPattern,
    /// A number that is only shown: a public number or an extension, called by nobody.
    ShownNumber,
    /// A public number at which something arrives; the user does not call it.
    ReachedNumber,
    /// A number that the user dials himself: a public number or an extension. What he may call is
    /// judged when he does.
    Dialled,
}

impl Takes {
    /// Whether an internal number is one.
    pub fn takes_extension(self) -> bool {
        matches!(self, Self::Destination | Self::ShownNumber | Self::Dialled)
    }

    /// Whether calls are sent to it, so that it must be one that the user may call.
    pub fn is_called(self) -> bool {
        matches!(self, Self::Destination | Self::PublicNumber)
    }
}

impl TypedNumber {
    /// A number as typed.
    pub fn new(text: impl Into<SmolStr>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Judges what can be judged without tables, and gives the form in which it would be sent: a
    /// national number is still without its country.
    pub fn look(&self, takes: Takes) -> Result<Self, Code> {
        let text = self.0.trim();
        if text.is_empty() {
            return Err(Code::Required);
        }
        if text.chars().count() > LONGEST_NUMBER {
            return Err(Code::TooLong);
        }
        if takes == Takes::CallerPattern
            && let Some(pattern) = pattern(text)
        {
            return Ok(Self(pattern.into()));
        }
        let bare = typed(text).ok_or(Code::NotANumber)?;
        let digits = bare.trim_start_matches('+').len();
        let is_short = digits < 2 || (!takes.takes_extension() && digits < 3);
        if is_short || digits > 15 {
            return Err(Code::NotANumber);
        }
        Ok(Self(bare.into()))
    }

    /// The public number that it stands for; of stored numbers.
    pub fn public(&self) -> Option<PhoneNumber> {
        PhoneNumber::new(self.0.as_str()).ok()
    }

    /// The extension that it stands for; of stored numbers.
    pub fn extension(&self) -> Option<Extension> {
        Extension::new(self.0.as_str()).ok()
    }

    /// Whether a caller's number fits: `?` stands for one digit, `*` at the end for any number of
    /// them (the patterns of `BroadWorks`).
    #[inline]
    pub fn fits(&self, number: &str) -> bool {
        // A call is held against thousands of them, few of which have its length.
        let (pattern, number) = (self.0.as_bytes(), number.as_bytes());
        match pattern {
            [start @ .., b'*'] => number.len() >= start.len() && begins(start, number),
            _ => number.len() == pattern.len() && begins(pattern, number),
        }
    }
}

impl From<PhoneNumber> for TypedNumber {
    fn from(number: PhoneNumber) -> Self {
        Self(number.as_str().into())
    }
}

impl From<Extension> for TypedNumber {
    fn from(extension: Extension) -> Self {
        Self(extension.as_str().into())
    }
}

impl std::fmt::Display for TypedNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A number that may be missing; nothing but blanks is none.
pub(crate) fn optional<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<TypedNumber>, D::Error> {
    let number = Option::<TypedNumber>::deserialize(from)?;
    Ok(number.filter(|number| !number.is_empty()))
}

fn begins(pattern: &[u8], number: &[u8]) -> bool {
    let mut pairs = pattern.iter().zip(number);
    pairs.all(|(wanted, is)| wanted == is || *wanted == b'?')
}

/// A pattern in E.164 form: `+`, digits and `?`, at the end perhaps `*`; three characters or more
/// before that, so that nobody blocks everybody by a slip.
fn pattern(text: &str) -> Option<String> {
    let bare: String = text
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '\u{a0}' | '.' | '-' | '(' | ')'))
        .collect();
    let start = bare.strip_suffix('*').unwrap_or(&bare);
    let digits = start.strip_prefix('+')?;
    let is_pattern = bare.ends_with('*') || digits.contains('?');
    let is_good = (2..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|it| it.is_ascii_digit() || it == b'?')
        && digits.bytes().any(|it| it.is_ascii_digit());
    (is_pattern && is_good).then_some(bare)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn look(text: &str, takes: Takes) -> Result<String, Code> {
        let looked = TypedNumber::new(text).look(takes);
        looked.map(|number| number.to_string())
    }

    #[test]
    fn what_people_put_between_digits_is_dropped() {
        for form in ["+31 (6) 1234-5678", "0031 6 1234 5678", " +31.6.12345678 "] {
            assert_eq!(
                look(form, Takes::Destination).as_deref(),
                Ok("+31612345678"),
                "{form}"
            );
        }
        assert_eq!(look("2044", Takes::Destination).as_deref(), Ok("2044"));
    }

    #[test]
    fn a_destination_has_2_to_30_characters_and_only_digits() {
        assert_eq!(look("", Takes::Destination), Err(Code::Required));
        assert_eq!(look("  ", Takes::Destination), Err(Code::Required));
        assert_eq!(look("2", Takes::Destination), Err(Code::NotANumber));
        assert!(look("20", Takes::Destination).is_ok());
        assert_eq!(look("anna", Takes::Destination), Err(Code::NotANumber));
        assert_eq!(look("+3120*", Takes::Destination), Err(Code::NotANumber));
        let spaced = format!("+31{}612345678", " ".repeat(18));
        assert_eq!(spaced.len(), LONGEST_NUMBER);
        assert!(look(&spaced, Takes::Destination).is_ok());
        assert_eq!(
            look(
                &format!("+31{}612345678", " ".repeat(19)),
                Takes::Destination
            ),
            Err(Code::TooLong)
        );
    }

    #[test]
    fn a_pattern_fits_what_it_says() {
        let amsterdam = TypedNumber::new("+3120*");
        assert!(amsterdam.fits("+31201234567") && amsterdam.fits("+3120"));
        assert!(!amsterdam.fits("+31301234567") && !amsterdam.fits("+312"));
        let one = TypedNumber::new("+3161234567?");
        assert!(one.fits("+31612345670") && one.fits("+31612345679"));
        assert!(!one.fits("+3161234567") && !one.fits("+316123456700"));
        assert!(TypedNumber::new("+31612345678").fits("+31612345678"));
        assert!(!TypedNumber::new("+31612345678").fits("+31612345679"));
    }

    #[test]
    fn patterns_are_taken_for_callers_alone_and_never_for_everybody() {
        assert_eq!(
            look("+31 20*", Takes::CallerPattern).as_deref(),
            Ok("+3120*")
        );
        assert_eq!(
            look("+3161234567?", Takes::CallerPattern).as_deref(),
            Ok("+3161234567?")
        );
        for bad in ["*", "+*", "+3*", "+??*", "+31*20", "+31**", "20*"] {
            assert_eq!(
                look(bad, Takes::CallerPattern),
                Err(Code::NotANumber),
                "{bad}"
            );
        }
        assert!(look("+3120*", Takes::PublicNumber).is_err());
    }

    proptest! {
        #[test]
        fn looking_never_panics_and_is_stable(text in "\\PC{0,40}", at in 0usize..3) {
            let takes = [Takes::Destination, Takes::PublicNumber, Takes::CallerPattern][at];
            if let Ok(once) = TypedNumber::new(text).look(takes) {
                prop_assert_eq!(once.look(takes), Ok(once.clone()));
            }
        }
    }
}
