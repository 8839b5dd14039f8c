//! The rules for a PIN as they are drawn while somebody types.

use belroute_shared::{
    error::Code,
    password::lines::LineState,
    voicemail::pin::{PinBasics, PinOwner, PinRules, UserPinRules},
};

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Requirement {
    /// Digits, and as many as there should be.
    Length,
    /// Not the same digit again and again.
    SameDigit,
    /// Not digits that count up or down.
    Sequence,
    /// Not the same group again and again.
    Pattern,
    /// Not the user's number.
    OwnNumber,
    /// Not the user's name.
    Name,
}

/// One line of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// What it is about.
    pub(super) requirement: Requirement,
    /// How far it is.
    pub(super) state: LineState,
}

/// The rules of a company out of what its users are told of them.
pub(super) fn rules_of(told: UserPinRules) -> PinRules {
    PinRules {
        default_voicemail_pin_rules: PinBasics {
            block_repeated_patterns_enabled: told.block_repeated_patterns_enabled,
            block_repeated_digits: told.block_repeated_digits,
            block_contiguous_sequences: told.block_contiguous_sequences,
            length: told.length,
            ..PinBasics::default()
        },
        block_previous_passcodes: told.block_previous_passcodes,
        ..PinRules::default()
    }
}

/// The lines for what is typed: those that the company asks for, always in the same order.
pub(super) fn lines(rules: &PinRules, owner: &PinOwner, pin: &str) -> Vec<Line> {
    let basics = &rules.default_voicemail_pin_rules;
    let broken = rules.broken(pin, owner);
    let is_broken = |code: Code| broken.contains(&code);
    let is_no_pin = is_broken(Code::PinNotDigits) || is_broken(Code::PinTooLong);
    let length = match () {
        () if is_no_pin => LineState::Broken,
        () if is_broken(Code::PinTooShort) => LineState::Open,
        () => LineState::Met,
    };
    // Of what is no PIN yet nothing more can be said.
    let state = |code: Code| match length {
        LineState::Met if is_broken(code) => LineState::Broken,
        LineState::Met => LineState::Met,
        LineState::Open | LineState::Broken => LineState::Open,
    };
    let others = [
        (
            basics.block_repeated_digits.enabled,
            Requirement::SameDigit,
            Code::PinSameDigit,
        ),
        (
            basics.block_contiguous_sequences.enabled,
            Requirement::Sequence,
            Code::PinSequence,
        ),
        (
            basics.block_repeated_patterns_enabled,
            Requirement::Pattern,
            Code::PinPattern,
        ),
        (true, Requirement::OwnNumber, Code::PinOwnNumber),
        (true, Requirement::Name, Code::PinName),
    ];
    let others = others.into_iter().filter(|(is_asked, ..)| *is_asked);
    let first = Line {
        requirement: Requirement::Length,
        state: length,
    };
    let others = others.map(|(_, requirement, code)| Line {
        requirement,
        state: state(code),
    });
    [first].into_iter().chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(pin: &str) -> Vec<LineState> {
        let owner = PinOwner {
            numbers: vec!["204163".to_owned()],
            names: vec!["Jansen".to_owned()],
        };
        let lines = lines(&PinRules::default(), &owner, pin);
        lines.into_iter().map(|line| line.state).collect()
    }

    #[test]
    fn nothing_is_said_of_what_is_no_pin_yet() {
        use LineState::{Broken, Open};
        for short in ["", "1", "12345"] {
            assert_eq!(states(short), [Open; 6], "{short}");
        }
        for wrong in ["12a", &"1".repeat(31)] {
            let states = states(wrong);
            assert_eq!(states[0], Broken, "{wrong}");
            assert_eq!(states[1..], [Open; 5], "{wrong}");
        }
    }

    #[test]
    fn each_rule_is_broken_in_its_own_line() {
        assert_eq!(states("205816"), [LineState::Met; 6]);
        for (pin, line) in [
            ("205555816", 1),
            ("2058123458", 2),
            ("205205", 3),
            ("92041637", 4),
            ("526736", 5),
        ] {
            let states = states(pin);
            let broken = states.iter().position(|it| *it == LineState::Broken);
            assert_eq!(broken, Some(line), "{pin}: {states:?}");
        }
    }

    #[test]
    fn what_the_company_does_not_ask_for_has_no_line() {
        let mut rules = PinRules::default();
        rules
            .default_voicemail_pin_rules
            .block_repeated_digits
            .enabled = false;
        let lines = lines(&rules, &PinOwner::default(), "");
        assert_eq!(lines.len(), 5);
        assert!(
            lines
                .iter()
                .all(|it| it.requirement != Requirement::SameDigit)
        );
    }
}
