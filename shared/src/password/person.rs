//! A password must not tell whose it is.

use serde::{Deserialize, Serialize};

use super::{BrokenRule, PasswordPolicy, PasswordRule, longest};
use crate::search::fold;

/// Whose password it is, and where: what it must not contain.
///
/// The data at the moment when the password is set; a name that changes later breaks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// First name.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// All e-mail addresses, the primary one and the others.
    pub emails: Vec<String>,
    /// Login name, if there is one beside the addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// Internal number.
    pub extension: String,
    /// Words that one expects in this organisation: its name and its town.
    #[serde(default)]
    pub expected: Vec<String>,
}

/// Words of a last name that belong to many, and to English and Dutch words.
const PARTICLES: [&str; 17] = [
    "van", "von", "der", "den", "del", "della", "dos", "das", "des", "ter", "ten", "het", "bin",
    "ibn", "abu", "zum", "zur",
];

/// The rules that a password breaks by what it tells of its owner.
pub(super) fn find(policy: &PasswordPolicy, person: &Person, text: &str) -> Vec<BrokenRule> {
    let folded = fold(text);
    let mut broken = Vec::new();
    let mut add = |rule, parts: Vec<String>| {
        broken.extend(longest(&parts).map(|part| BrokenRule::part(rule, part)));
    };
    if policy.forbids_name {
        add(PasswordRule::ContainsName, names_in(&folded, person));
    }
    if policy.forbids_email {
        let parts = person.emails.iter().flat_map(|email| of_email(email));
        add(PasswordRule::ContainsEmail, those_in(&folded, parts));
    }
    add(
        PasswordRule::ContainsLogin,
        those_in(&folded, of_account(person)),
    );
    broken
}

fn those_in(folded: &str, parts: impl Iterator<Item = String>) -> Vec<String> {
    parts.filter(|part| folded.contains(part)).collect()
}

/// Single words of the name, wherever they stand; and the name written together, however the
/// password is broken up.
fn names_in(folded: &str, person: &Person) -> Vec<String> {
    let (first, last) = (fold(&person.first_name), fold(&person.last_name));
    let words = words(&first).chain(words(&last).filter(|word| !PARTICLES.contains(word)));
    let words = words.filter(|word| has(word, 3)).map(str::to_owned);
    let mut found = those_in(folded, words);

    let is_of_several_words = self::words(&last).nth(1).is_some();
    let (first, last) = (together(&first), together(&last));
    let mut joined = Vec::new();
    if !first.is_empty() && !last.is_empty() {
        joined.push(format!("{first}{last}"));
        joined.push(format!("{last}{first}"));
    }
    if is_of_several_words {
        joined.push(last);
    }
    let joined = joined.into_iter().filter(|name| has(name, 3));
    found.extend(those_in(&together(folded), joined));
    found
}

/// What an address gives away. Its domain is the provider's and does not count.
fn of_email(email: &str) -> impl Iterator<Item = String> {
    let whole = fold(email);
    let local = whole
        .rsplit_once('@')
        .map_or(whole.as_str(), |(local, _)| local)
        .to_owned();
    let untagged = local.split('+').next().unwrap_or_default().to_owned();
    let joined = together(&local);
    [(whole, 3), (local, 3), (untagged, 3), (joined, 5)]
        .into_iter()
        .filter(|(part, fewest)| has(part, *fewest))
        .map(|(part, _)| part)
}

fn of_account(person: &Person) -> impl Iterator<Item = String> {
    let login = person.login.as_deref().map(|login| (fold(login), 3));
    let extension = Some((fold(&person.extension), 4));
    [login, extension]
        .into_iter()
        .flatten()
        .filter(|(part, fewest)| has(part, *fewest))
        .map(|(part, _)| part)
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
}

/// Letters and digits alone.
pub(super) fn together(folded: &str) -> String {
    folded
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

pub(super) fn has(part: &str, fewest: usize) -> bool {
    part.chars().nth(fewest - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(person: &Person, text: &str) -> Vec<(PasswordRule, String)> {
        find(&PasswordPolicy::default(), person, text)
            .into_iter()
            .map(|broken| (broken.rule, broken.part.unwrap()))
            .collect()
    }

    fn named(first_name: &str, last_name: &str) -> Person {
        Person {
            first_name: first_name.into(),
            last_name: last_name.into(),
            ..Person::default()
        }
    }

    fn with_email(email: &str) -> Person {
        Person {
            emails: vec!["first@one.example".into(), email.into()],
            ..Person::default()
        }
    }

    fn name(part: &str) -> (PasswordRule, String) {
        (PasswordRule::ContainsName, part.into())
    }

    fn email(part: &str) -> (PasswordRule, String) {
        (PasswordRule::ContainsEmail, part.into())
    }

    #[test]
    fn every_part_is_named_but_none_that_stands_in_another() {
        let person = named("Jan", "de Groot");
        assert_eq!(found(&person, "Groot-x-jan7"), [name("jan"), name("groot")]);
        assert_eq!(found(&named("Jan", "Jansen"), "Jansen7!"), [name("jansen")]);
    }

    #[test]
    fn a_word_of_two_letters_does_not_count_and_one_of_three_does() {
        assert_eq!(found(&named("Jo", "Smit"), "Jo7!kqzt"), []);
        assert_eq!(found(&named("Joe", "Smit"), "Joe7!kqz"), [name("joe")]);
    }

    #[test]
    fn a_last_name_of_several_words_counts_written_together() {
        let person = named("Els", "van den Berg");
        assert_eq!(found(&person, "V-a-n-den-Be.rg7!"), [name("vandenberg")]);
        assert_eq!(found(&person, "van den 7!kqzt"), []);
        assert_eq!(found(&named("", "de"), "wonder7!"), []);
    }

    #[test]
    fn a_name_of_one_word_does_not_count_when_it_is_broken_up() {
        assert_eq!(found(&named("", "van"), "V.a.n7!kqz"), []);
        assert_eq!(found(&named("Els", ""), "E.l.s7!kqz"), []);
    }

    #[test]
    fn every_form_of_every_address_counts_but_the_domain() {
        let person = with_email("k.de-vos+pbx@corner.example");
        assert_eq!(
            found(&person, "K.De-Vos+pbx@Corner.example"),
            [email("k.de-vos+pbx@corner.example")]
        );
        assert_eq!(found(&person, "xK.De-Vos+PBX7"), [email("k.de-vos+pbx")]);
        assert_eq!(found(&person, "xK.De-Vos7!"), [email("k.de-vos")]);
        assert_eq!(found(&person, "kdevospbx7!A"), [email("kdevospbx")]);
        assert_eq!(found(&person, "Corner7!kqz"), []);
        assert_eq!(found(&person, "xFirst7!kqz"), [email("first")]);
    }

    #[test]
    fn a_local_part_counts_from_three_characters_and_from_five_when_written_together() {
        assert_eq!(found(&with_email("jv@x.example"), "Jv7!kqzt"), []);
        assert_eq!(
            found(&with_email("jvd@x.example"), "Jvd7!kqz"),
            [email("jvd")]
        );
        assert_eq!(found(&with_email("j.v.d.b@x.example"), "Jvdb7!kq"), []);
        assert_eq!(
            found(&with_email("j.v.d.b.k@x.example"), "Jvdbk7!q"),
            [email("jvdbk")]
        );
    }

    #[test]
    fn a_login_name_counts_from_three_characters_and_a_number_from_four_digits() {
        let person = |login: &str, extension: &str| Person {
            login: Some(login.into()),
            extension: extension.into(),
            ..Person::default()
        };
        let login = |part: &str| (PasswordRule::ContainsLogin, part.into());
        assert_eq!(found(&person("jv", "204"), "Jv204!kqzt"), []);
        assert_eq!(found(&person("JVD", "204"), "Jvd204!kqz"), [login("jvd")]);
        assert_eq!(
            found(&person("jv", "2041"), "Jv２０４１!kq"),
            [login("2041")]
        );
    }

    #[test]
    fn a_policy_may_allow_names_and_addresses() {
        let policy = PasswordPolicy {
            forbids_name: false,
            forbids_email: false,
            ..PasswordPolicy::default()
        };
        let person = Person {
            login: Some("jansen".into()),
            emails: vec!["jansen@x.example".into()],
            ..named("Jan", "Jansen")
        };
        let rules: Vec<_> = find(&policy, &person, "Jansen7!")
            .into_iter()
            .map(|broken| broken.rule)
            .collect();
        assert_eq!(rules, [PasswordRule::ContainsLogin]);
    }

    #[test]
    fn particles_do_not_count_in_last_names_alone() {
        for particle in PARTICLES {
            let text = format!("x{particle}7!");
            assert_eq!(found(&named("", &format!("{particle} Q")), &text), []);
            assert_eq!(found(&named(particle, ""), &text), [name(particle)]);
        }
    }
}
