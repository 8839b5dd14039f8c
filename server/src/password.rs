//! Which passwords are refused: the rules that the browser knows as well, and lists that only the
//! server has.

use belroute_shared::{
    password::{self, BrokenRule, PasswordPolicy, PasswordRule, Person},
    session::MAX_CREDENTIAL_BYTES,
};

mod frequent;
pub mod leaked;
mod setting;

pub use leaked::Leaked;
pub(crate) use setting::{How, new_hash, policy, save, step};

/// Every rule that a new password breaks: those of the page, then the lists. Without a file of
/// leaked passwords only the common ones are known.
fn refusals(
    policy: &PasswordPolicy,
    person: &Person,
    text: &str,
    leaked: Option<&Leaked>,
) -> Vec<BrokenRule> {
    let mut broken = password::check(policy, person, text);
    if !policy.uses_blocklist || text.len() > MAX_CREDENTIAL_BYTES {
        return broken;
    }
    if let Some(word) = frequent::find(text) {
        broken.push(BrokenRule::part(PasswordRule::TooCommon, word));
    }
    if leaked.is_some_and(|leaked| leaked.contains(text)) {
        broken.push(BrokenRule::whole(PasswordRule::Leaked));
    }
    broken
}

#[cfg(test)]
mod tests {
    use belroute_shared::password::PasswordRule::{
        ContainsName, ContextWord, Leaked as IsLeaked, NoDigit, NoSpecial, NoUpper, Run, TooCommon,
        TooLong,
    };

    use super::*;

    fn person() -> Person {
        Person {
            first_name: "Jan".into(),
            last_name: "Jansen".into(),
            extension: "2041".into(),
            expected: vec!["Voorbeeld B.V.".into()],
            ..Person::default()
        }
    }

    fn rules(policy: &PasswordPolicy, text: &str, leaked: Option<&Leaked>) -> Vec<PasswordRule> {
        refusals(policy, &person(), text, leaked)
            .into_iter()
            .map(|broken| broken.rule)
            .collect()
    }

    #[test]
    fn the_rules_and_the_lists_are_told_together() {
        let policy = PasswordPolicy::default();
        let leaked = Leaked::of(["password", "Wb7!kqzt"]);
        for (text, wanted) in [
            ("Wb8!kqzt", &[][..]),
            ("Wb7!kqzt", &[IsLeaked]),
            ("Password1!", &[TooCommon]),
            (
                "password",
                &[NoUpper, NoDigit, NoSpecial, TooCommon, IsLeaked],
            ),
            ("xJan-7!kqzt", &[ContainsName]),
            ("Voorbeeld7!", &[ContextWord]),
            ("Qwerty-12", &[Run, TooCommon]),
        ] {
            assert_eq!(rules(&policy, text, Some(&leaked)), wanted, "{text}");
        }
        assert_eq!(rules(&policy, "Wb7!kqzt", None), []);
    }

    #[test]
    fn a_policy_without_a_blocklist_asks_no_list() {
        let policy = PasswordPolicy {
            uses_blocklist: false,
            ..PasswordPolicy::default()
        };
        let leaked = Leaked::of(["Password1!"]);
        assert_eq!(rules(&policy, "Password1!", Some(&leaked)), []);
    }

    #[test]
    fn what_is_far_too_long_is_looked_up_nowhere() {
        let text = "Wb7!".repeat(1025);
        let leaked = Leaked::of([text.as_str()]);
        let policy = PasswordPolicy::default();
        assert_eq!(rules(&policy, &text, Some(&leaked)), [TooLong]);
    }
}
