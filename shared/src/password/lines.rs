//! The rules as a page draws them while somebody types.

use super::{BrokenRule, PasswordPolicy, PasswordRule, Person, check};
use crate::session::MAX_CREDENTIAL_BYTES;

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Requirement {
    /// Not too short and not too long.
    Length,
    /// A lower-case letter.
    Lower,
    /// An upper-case letter.
    Upper,
    /// A digit.
    Digit,
    /// A special character.
    Special,
    /// Not the user's name.
    Name,
    /// Not one of the user's e-mail addresses.
    Email,
    /// A rule that has no line of its own until it is broken.
    Other(PasswordRule),
}

/// How far a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineState {
    /// Not met, but whoever types on can still meet it: ○.
    Open,
    /// Met: ✓.
    Met,
    /// Typing on does not help, something has to go: ✗.
    Broken,
}

/// One line of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub requirement: Requirement,
    /// How far it is.
    pub state: LineState,
    /// The parts of the password that break it, in small letters without accents.
    pub parts: Vec<String>,
}

impl PasswordRule {
    /// The line that this rule is shown in.
    pub fn requirement(self) -> Requirement {
        match self {
            Self::TooShort | Self::TooLong => Requirement::Length,
            Self::NoLower => Requirement::Lower,
            Self::NoUpper => Requirement::Upper,
            Self::NoDigit => Requirement::Digit,
            Self::NoSpecial => Requirement::Special,
            Self::ContainsName => Requirement::Name,
            Self::ContainsEmail => Requirement::Email,
            other => Requirement::Other(other),
        }
    }

    /// Whether typing on can still make it good.
    fn is_open(self) -> bool {
        matches!(
            self,
            Self::TooShort | Self::NoLower | Self::NoUpper | Self::NoDigit | Self::NoSpecial
        )
    }
}

/// The lines for a text: those of the policy, always in the same order (seven for the usual
/// policy), and one behind them for each other rule that is broken.
pub fn lines(policy: &PasswordPolicy, person: &Person, text: &str) -> Vec<Line> {
    let broken = check(policy, person, text);
    let is_unread = text.len() > MAX_CREDENTIAL_BYTES;
    let mut lines: Vec<Line> = [
        (true, Requirement::Length),
        (policy.needs_lower, Requirement::Lower),
        (policy.needs_upper, Requirement::Upper),
        (policy.needs_digit, Requirement::Digit),
        (policy.needs_special, Requirement::Special),
        (policy.forbids_name, Requirement::Name),
        (policy.forbids_email, Requirement::Email),
    ]
    .into_iter()
    .filter(|(is_asked, _)| *is_asked)
    .map(|(_, requirement)| Line {
        requirement,
        // Nothing typed contains no name either; a tick would praise nobody's work.
        state: if text.is_empty() || is_unread {
            LineState::Open
        } else {
            LineState::Met
        },
        parts: Vec::new(),
    })
    .collect();
    add(&mut lines, broken);
    lines
}

/// Writes further refusals into the lines, such as those that only the server can tell.
pub fn add(lines: &mut Vec<Line>, broken: impl IntoIterator<Item = BrokenRule>) {
    for BrokenRule { rule, part } in broken {
        let requirement = rule.requirement();
        let state = if rule.is_open() {
            LineState::Open
        } else {
            LineState::Broken
        };
        let known = lines
            .iter_mut()
            .find(|line| line.requirement == requirement);
        match known {
            Some(line) => {
                line.state = state;
                line.parts.extend(part);
            }
            None => lines.push(Line {
                requirement,
                state,
                parts: part.into_iter().collect(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LineState::*, *};

    const SEVEN: [Requirement; 7] = [
        Requirement::Length,
        Requirement::Lower,
        Requirement::Upper,
        Requirement::Digit,
        Requirement::Special,
        Requirement::Name,
        Requirement::Email,
    ];

    fn person() -> Person {
        Person {
            first_name: "Jan".into(),
            last_name: "Visser".into(),
            emails: vec!["j.visser@example.nl".into()],
            ..Person::default()
        }
    }

    fn drawn(text: &str) -> Vec<Line> {
        lines(&PasswordPolicy::default(), &person(), text)
    }

    fn states(text: &str) -> Vec<LineState> {
        drawn(text).into_iter().map(|line| line.state).collect()
    }

    #[test]
    fn the_seven_lines_stand_in_the_same_order_whatever_is_typed() {
        for text in ["", "J", "Jan", "Wb7!kqzt", "j.visser@example.nl"] {
            let shown: Vec<_> = drawn(text)
                .into_iter()
                .map(|line| line.requirement)
                .collect();
            assert_eq!(shown, SEVEN, "{text}");
        }
    }

    #[test]
    fn lines_are_ticked_one_by_one_while_somebody_types() {
        assert_eq!(states(""), [Open; 7]);
        assert_eq!(states("W"), [Open, Open, Met, Open, Open, Met, Met]);
        assert_eq!(states("Wb7!kqz"), [Open, Met, Met, Met, Met, Met, Met]);
        assert_eq!(states("Wb7!kqzt"), [Met; 7]);
    }

    #[test]
    fn what_has_to_go_is_broken_and_named() {
        let shown = drawn("Visser-Jan7!");
        assert_eq!(shown[5].state, Broken);
        assert_eq!(shown[5].parts, ["visserjan"]);
        assert_eq!(shown[6].state, Met);
        let too_long = format!("Wb7!{}", "kq".repeat(127));
        assert_eq!(states(&too_long)[0], Broken);
    }

    #[test]
    fn other_rules_have_a_line_only_while_they_are_broken() {
        let shown = drawn("1234xB!\t");
        let others: Vec<_> = shown[7..]
            .iter()
            .map(|line| (line.requirement, line.state, line.parts.concat()))
            .collect();
        assert_eq!(
            others,
            [(
                Requirement::Other(PasswordRule::ControlChar),
                Broken,
                String::new()
            )]
        );
        let shown = drawn("12345xB!");
        assert_eq!(shown[7].requirement, Requirement::Other(PasswordRule::Run));
        assert_eq!(shown[7].parts, ["12345"]);
    }

    #[test]
    fn what_only_the_server_knows_is_added() {
        let mut shown = drawn("Wb7!kqzt");
        add(&mut shown, [BrokenRule::whole(PasswordRule::Leaked)]);
        assert_eq!(shown.len(), 8);
        assert_eq!(
            shown[7].requirement,
            Requirement::Other(PasswordRule::Leaked)
        );
        assert_eq!(shown[7].state, Broken);
    }

    #[test]
    fn length_first_has_three_lines() {
        let shown: Vec<_> = lines(&PasswordPolicy::length_first(), &person(), "x")
            .into_iter()
            .map(|line| line.requirement)
            .collect();
        assert_eq!(
            shown,
            [Requirement::Length, Requirement::Name, Requirement::Email]
        );
    }

    #[test]
    fn a_text_too_long_to_be_read_ticks_nothing() {
        let shown = states(&"x".repeat(MAX_CREDENTIAL_BYTES + 1));
        assert_eq!(shown, [Broken, Open, Open, Open, Open, Open, Open]);
    }
}
