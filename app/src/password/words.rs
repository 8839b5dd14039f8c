use belroute_shared::password::{
    PasswordPolicy, PasswordRule, SPECIAL,
    lines::{Line, LineState, Requirement},
};

use crate::{intl, text};

/// A line of the rules; one that is broken names the part that breaks it.
pub(super) fn of_line(line: &Line, policy: &PasswordPolicy) -> String {
    let parts = || {
        let quoted: Vec<_> = line.parts.iter().map(|part| format!("‘{part}’")).collect();
        intl::list(&quoted)
    };
    let is_broken = line.state == LineState::Broken && !line.parts.is_empty();
    match line.requirement {
        Requirement::Length => text!(password.length, min = policy.min, max = policy.max),
        Requirement::Lower => text!(password.lower).to_owned(),
        Requirement::Upper => text!(password.upper).to_owned(),
        Requirement::Digit => text!(password.digit).to_owned(),
        Requirement::Special => text!(password.special, signs = SPECIAL),
        Requirement::Name if is_broken => text!(password.name_in, parts = parts()),
        Requirement::Name => text!(password.name).to_owned(),
        Requirement::Email if is_broken => text!(password.email_in, parts = parts()),
        Requirement::Email => text!(password.email).to_owned(),
        Requirement::Other(PasswordRule::ContainsLogin) => {
            text!(password.login_in, parts = parts())
        }
        Requirement::Other(PasswordRule::ContextWord) => {
            text!(password.context_word_in, parts = parts())
        }
        Requirement::Other(PasswordRule::Run) => text!(password.run_in, parts = parts()),
        Requirement::Other(rule) => of_rule(rule).to_owned(),
    }
}

/// Why a password was refused, in one sentence.
pub fn of_rule(rule: PasswordRule) -> &'static str {
    match rule {
        PasswordRule::TooShort => text!(password.too_short),
        PasswordRule::TooLong => text!(password.too_long),
        PasswordRule::ControlChar => text!(password.control_char),
        PasswordRule::NoLower => text!(password.no_lower),
        PasswordRule::NoUpper => text!(password.no_upper),
        PasswordRule::NoDigit => text!(password.no_digit),
        PasswordRule::NoSpecial => text!(password.no_special),
        PasswordRule::ContainsName => text!(password.contains_name),
        PasswordRule::ContainsEmail => text!(password.contains_email),
        PasswordRule::ContainsLogin => text!(password.contains_login),
        PasswordRule::TooCommon => text!(password.too_common),
        PasswordRule::Leaked => text!(password.leaked),
        PasswordRule::ContextWord => text!(password.context_word),
        PasswordRule::Run => text!(password.run),
        PasswordRule::SameAsOld => text!(password.same_as_old),
        PasswordRule::Unknown => text!(password.not_yet),
    }
}
