//! What an organisation asks of its people when they sign in.

use serde::{Deserialize, Serialize};

use crate::{
    error::{Code, FieldError},
    password::PasswordPolicy,
};

/// The shortest limit of a session, in minutes.
pub const SHORTEST_MINUTES: u16 = 15;
/// The longest limit of a session, in minutes: a day.
pub const LONGEST_MINUTES: u16 = 24 * 60;

/// What an organisation asks of passwords, out of two kinds of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum PasswordRules {
    /// Four kinds of characters.
    Usual {
        /// Fewest characters, 8 to 256.
        min: u16,
    },
    /// Length instead of kinds: 15 characters or more.
    LengthFirst,
}

impl PasswordRules {
    /// The rules that stand behind a policy.
    pub fn of(policy: &PasswordPolicy) -> Self {
        if *policy == PasswordPolicy::length_first() {
            Self::LengthFirst
        } else {
            Self::Usual { min: policy.min }
        }
    }

    /// The policy that passwords are checked against.
    pub fn policy(self) -> PasswordPolicy {
        match self {
            Self::Usual { min } => PasswordPolicy {
                min,
                ..PasswordPolicy::default()
            },
            Self::LengthFirst => PasswordPolicy::length_first(),
        }
    }
}

/// The rules of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignInRules {
    /// Whoever has no second factor sets one up when he next signs in.
    pub requires_second_factor: bool,
    /// Whether the second factor can be left out for a day in a browser that gave it.
    pub can_remember_browser: bool,
    /// A session ends when nobody used it for so long: 15 minutes to a day.
    pub idle_minutes: u16,
    /// A session ends so long after it began: 15 minutes to a day, not less than `idleMinutes`.
    pub longest_minutes: u16,
    /// What passwords are asked. Those that people have stay good.
    pub password: PasswordRules,
}

impl SignInRules {
    /// Refuses limits that nobody may set, and an idle limit that would never be reached.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut broken = Vec::new();
        let mut refuse = |field: &str, code| broken.push(FieldError::new(field, code));
        let is_offered = |minutes| (SHORTEST_MINUTES..=LONGEST_MINUTES).contains(&minutes);
        if !is_offered(self.longest_minutes) {
            refuse("longestMinutes", Code::NotOffered);
        }
        if !is_offered(self.idle_minutes) {
            refuse("idleMinutes", Code::NotOffered);
        } else if self.idle_minutes > self.longest_minutes {
            refuse("idleMinutes", Code::LongerThanSession);
        }
        let usual = PasswordPolicy::default();
        if let PasswordRules::Usual { min } = self.password
            && !(usual.min..=usual.max).contains(&min)
        {
            refuse("password", Code::NotOffered);
        }
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: SignInRules = SignInRules {
        requires_second_factor: true,
        can_remember_browser: true,
        idle_minutes: 60,
        longest_minutes: 720,
        password: PasswordRules::Usual { min: 8 },
    };

    fn told(rules: SignInRules) -> Vec<(String, Code)> {
        let broken = rules.check().err().unwrap_or_default();
        broken.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn the_limits_of_sessions_are_a_quarter_of_an_hour_to_a_day() {
        let with = |idle_minutes, longest_minutes| SignInRules {
            idle_minutes,
            longest_minutes,
            ..RULES
        };
        for (idle, longest) in [(15, 15), (15, 1440), (1440, 1440), (60, 720)] {
            assert_eq!(told(with(idle, longest)), [], "{idle} {longest}");
        }
        let wrong = |field: &str| vec![(field.to_owned(), Code::NotOffered)];
        assert_eq!(told(with(14, 720)), wrong("idleMinutes"));
        assert_eq!(told(with(60, 1441)), wrong("longestMinutes"));
        assert_eq!(
            told(with(61, 60)),
            [("idleMinutes".to_owned(), Code::LongerThanSession)]
        );
        let both = [wrong("longestMinutes"), wrong("idleMinutes")].concat();
        assert_eq!(told(with(0, 14)), both);
    }

    #[test]
    fn a_password_is_asked_eight_to_256_characters() {
        for (min, is_good) in [(7, false), (8, true), (256, true), (257, false)] {
            let password = PasswordRules::Usual { min };
            let broken = told(SignInRules { password, ..RULES });
            assert_eq!(broken.is_empty(), is_good, "{min}");
        }
    }

    #[test]
    fn rules_and_policy_lead_to_one_another() {
        for rules in [
            PasswordRules::Usual { min: 8 },
            PasswordRules::Usual { min: 15 },
            PasswordRules::LengthFirst,
        ] {
            assert_eq!(PasswordRules::of(&rules.policy()), rules);
        }
        let usual = PasswordRules::of(&PasswordPolicy::default());
        assert_eq!(usual.policy(), PasswordPolicy::default());
    }

    #[test]
    fn the_shape_is_stable() {
        let text = serde_json::to_value(RULES).unwrap();
        let expected = serde_json::json!({
            "requiresSecondFactor": true,
            "canRememberBrowser": true,
            "idleMinutes": 60,
            "longestMinutes": 720,
            "password": { "kind": "usual", "min": 8 },
        });
        assert_eq!(text, expected);
        let password = serde_json::json!({ "kind": "lengthFirst" });
        let read: PasswordRules = serde_json::from_value(password).unwrap();
        assert_eq!(read, PasswordRules::LengthFirst);
    }
}
