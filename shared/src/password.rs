//! Which passwords are taken: the same rules while one types and when the server is asked.
//!
//! Only what needs a list (common and leaked passwords) or a hash (the old password) is left to the
//! server. Nothing depends on a locale: letters are judged by their Unicode properties.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::{error::Code, session::MAX_CREDENTIAL_BYTES};

pub mod expected;
pub mod lines;
mod person;
mod runs;
#[cfg(test)]
mod vectors;

pub use person::Person;

/// The special characters, 28 of them. Space, quotes and the backslash are allowed but count for
/// nothing.
pub const SPECIAL: &str = "~!@#$%^&*()-_=+[]{}|;:,.<>/?";

/// What an organisation asks of a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each rule is ticked on its own"
)]
pub struct PasswordPolicy {
    /// Fewest characters: Unicode code points after normalisation.
    pub min: u16,
    /// Most characters.
    pub max: u16,
    /// A lower-case letter of any script.
    pub needs_lower: bool,
    /// An upper-case letter of any script.
    pub needs_upper: bool,
    /// A digit, 0 to 9.
    pub needs_digit: bool,
    /// One of [`SPECIAL`].
    pub needs_special: bool,
    /// Refuses passwords with the user's own name in them.
    pub forbids_name: bool,
    /// Refuses passwords with one of the user's e-mail addresses in them.
    pub forbids_email: bool,
    /// Refuses passwords that are easily guessed: common and leaked ones, runs such as `1234`, and
    /// words that one expects here.
    pub uses_blocklist: bool,
}

impl Default for PasswordPolicy {
    /// 8 to 256 characters of four kinds.
    fn default() -> Self {
        Self {
            min: 8,
            max: 256,
            needs_lower: true,
            needs_upper: true,
            needs_digit: true,
            needs_special: true,
            forbids_name: true,
            forbids_email: true,
            uses_blocklist: true,
        }
    }
}

impl PasswordPolicy {
    /// Length instead of kinds: 15 to 256 characters, of which kind does not matter.
    pub fn length_first() -> Self {
        Self {
            min: 15,
            needs_lower: false,
            needs_upper: false,
            needs_digit: false,
            needs_special: false,
            ..Self::default()
        }
    }
}

/// A rule for passwords, as a stable word for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum PasswordRule {
    /// Fewer characters than the policy asks.
    TooShort,
    /// More characters than the policy allows. Beyond 4096 bytes nothing else is looked at.
    TooLong,
    /// A control character, such as a tab.
    ControlChar,
    /// No lower-case letter.
    NoLower,
    /// No upper-case letter.
    NoUpper,
    /// No digit.
    NoDigit,
    /// None of [`SPECIAL`].
    NoSpecial,
    /// A part of the user's name.
    ContainsName,
    /// One of the user's e-mail addresses, or the part of it that names him.
    ContainsEmail,
    /// The login name or the internal number.
    ContainsLogin,
    /// On the list of common passwords, perhaps with digits and signs around it. Only the server
    /// knows.
    TooCommon,
    /// In the file of leaked passwords. Only the server knows.
    Leaked,
    /// A word that one expects here: the product, the organisation, its town, *welcome*, or a month
    /// or season with a year.
    ContextWord,
    /// Equal or consecutive characters make up more than half.
    Run,
    /// The password that is to be replaced. Only the server knows.
    SameAsOld,
    /// A rule of a newer server than this program knows.
    #[serde(other)]
    Unknown,
}

impl PasswordRule {
    /// All that this program knows.
    pub const ALL: [Self; 15] = [
        Self::TooShort,
        Self::TooLong,
        Self::ControlChar,
        Self::NoLower,
        Self::NoUpper,
        Self::NoDigit,
        Self::NoSpecial,
        Self::ContainsName,
        Self::ContainsEmail,
        Self::ContainsLogin,
        Self::TooCommon,
        Self::Leaked,
        Self::ContextWord,
        Self::Run,
        Self::SameAsOld,
    ];

    /// The rule that an answer of the server is about; `None` when it is about something else.
    pub fn of_code(code: Code) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| Code::from(*rule) == code)
    }
}

/// A rule that a password breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BrokenRule {
    /// Which rule.
    pub rule: PasswordRule,
    /// The part that breaks it, in small letters without accents; `None` where no part does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

impl BrokenRule {
    /// A rule that the password breaks as a whole.
    pub fn whole(rule: PasswordRule) -> Self {
        Self { rule, part: None }
    }

    /// A rule that a part of the password breaks.
    pub fn part(rule: PasswordRule, part: impl Into<String>) -> Self {
        Self {
            rule,
            part: Some(part.into()),
        }
    }
}

/// The form of a password that is checked and hashed: Unicode NFC, so that `é` is the same whether
/// a keyboard sends one code point or two. Nothing is trimmed, cut or changed in case.
pub fn normalize(text: &str) -> String {
    text.nfc().collect()
}

/// Every rule that a password breaks and that can be told without a list, in the order of
/// [`PasswordRule`]. A rule that several parts break is named once for each.
pub fn check(policy: &PasswordPolicy, person: &Person, text: &str) -> Vec<BrokenRule> {
    if text.len() > MAX_CREDENTIAL_BYTES {
        return vec![BrokenRule::whole(PasswordRule::TooLong)];
    }
    let text = normalize(text);
    let length = text.chars().count();
    let lacks = |is_needed: bool, is_kind: fn(char) -> bool| is_needed && !text.contains(is_kind);
    let mut broken: Vec<BrokenRule> = [
        (length < policy.min.into(), PasswordRule::TooShort),
        (length > policy.max.into(), PasswordRule::TooLong),
        (text.contains(char::is_control), PasswordRule::ControlChar),
        (
            lacks(policy.needs_lower, char::is_lowercase),
            PasswordRule::NoLower,
        ),
        (
            lacks(policy.needs_upper, char::is_uppercase),
            PasswordRule::NoUpper,
        ),
        (
            lacks(policy.needs_digit, |letter| letter.is_ascii_digit()),
            PasswordRule::NoDigit,
        ),
        (
            lacks(policy.needs_special, |letter| SPECIAL.contains(letter)),
            PasswordRule::NoSpecial,
        ),
    ]
    .into_iter()
    .filter(|(is_broken, _)| *is_broken)
    .map(|(_, rule)| BrokenRule::whole(rule))
    .collect();
    broken.extend(person::find(policy, person, &text));
    if policy.uses_blocklist {
        broken.extend(expected::find(&person.expected, &text));
        broken.extend(runs::find(&text));
    }
    broken
}

/// Leaves out what stands inside another part: who reads "contains *jansen*" need not read "contains
/// *jan*" as well.
fn longest(parts: &[String]) -> impl Iterator<Item = &String> {
    parts
        .iter()
        .enumerate()
        .filter(move |(place, part)| {
            let hides = |(at, other): (usize, &String)| {
                at != *place && other.contains(*part) && (other != *part || at < *place)
            };
            !parts.iter().enumerate().any(hides)
        })
        .map(|(_, part)| part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rules(policy: &PasswordPolicy, text: &str) -> Vec<PasswordRule> {
        check(policy, &Person::default(), text)
            .into_iter()
            .map(|broken| broken.rule)
            .collect()
    }

    #[test]
    fn there_are_28_special_characters_and_each_counts() {
        assert_eq!(SPECIAL.chars().count(), 28);
        for special in SPECIAL.chars() {
            let text = format!("Wb7{special}kqzt");
            assert_eq!(rules(&PasswordPolicy::default(), &text), [], "{text}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        assert_eq!(
            rules(&PasswordPolicy::default(), "\t"),
            [
                PasswordRule::TooShort,
                PasswordRule::ControlChar,
                PasswordRule::NoLower,
                PasswordRule::NoUpper,
                PasswordRule::NoDigit,
                PasswordRule::NoSpecial,
            ]
        );
    }

    #[test]
    fn length_first_asks_for_15_characters_of_any_kind() {
        let policy = PasswordPolicy::length_first();
        assert_eq!(rules(&policy, "boat lamp snow!"), []);
        assert_eq!(rules(&policy, "boat lamp snow"), [PasswordRule::TooShort]);
        let most = "boat lamp snow! ".repeat(16);
        assert_eq!(rules(&policy, &most), []);
        assert_eq!(rules(&policy, &format!("{most}x")), [PasswordRule::TooLong]);
    }

    #[test]
    fn beyond_4096_bytes_nothing_else_is_looked_at() {
        let policy = PasswordPolicy {
            min: u16::MAX,
            max: u16::MAX,
            ..PasswordPolicy::default()
        };
        let most = "\t".repeat(4096);
        assert!(rules(&policy, &most).contains(&PasswordRule::TooShort));
        assert_eq!(
            rules(&policy, &format!("{most}\t")),
            [PasswordRule::TooLong]
        );
    }

    #[test]
    fn the_codes_are_stable() {
        let codes = [
            (PasswordRule::TooShort, "tooShort"),
            (PasswordRule::TooLong, "tooLong"),
            (PasswordRule::ControlChar, "controlChar"),
            (PasswordRule::NoLower, "noLower"),
            (PasswordRule::NoUpper, "noUpper"),
            (PasswordRule::NoDigit, "noDigit"),
            (PasswordRule::NoSpecial, "noSpecial"),
            (PasswordRule::ContainsName, "containsName"),
            (PasswordRule::ContainsEmail, "containsEmail"),
            (PasswordRule::ContainsLogin, "containsLogin"),
            (PasswordRule::TooCommon, "tooCommon"),
            (PasswordRule::Leaked, "leaked"),
            (PasswordRule::ContextWord, "contextWord"),
            (PasswordRule::Run, "run"),
            (PasswordRule::SameAsOld, "sameAsOld"),
        ];
        for (rule, code) in codes {
            assert_eq!(serde_json::to_value(rule).unwrap(), code);
        }
        let newer: PasswordRule = serde_json::from_str("\"ofNextYear\"").unwrap();
        assert_eq!(newer, PasswordRule::Unknown);
    }

    #[test]
    fn a_refusal_of_the_server_is_found_among_the_rules() {
        for rule in PasswordRule::ALL {
            assert_eq!(PasswordRule::of_code(rule.into()), Some(rule));
        }
        assert_eq!(PasswordRule::of_code(Code::Required), None);
        assert_eq!(PasswordRule::of_code(Code::Unknown), None);
    }

    #[test]
    fn a_policy_crosses_the_wire() {
        let text = serde_json::to_string(&PasswordPolicy::length_first()).unwrap();
        assert!(text.contains("\"needsLower\":false"), "{text}");
        let back: PasswordPolicy = serde_json::from_str(&text).unwrap();
        assert_eq!(back, PasswordPolicy::length_first());
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = normalize(&text);
            prop_assert_eq!(normalize(&once), once);
        }
    }
}
