//! The rules on examples: each row says what a person's password breaks.

use proptest::prelude::*;

use super::{PasswordRule::*, *};
use crate::search::fold;

fn named(first_name: &str, last_name: &str, email: &str) -> Person {
    Person {
        first_name: first_name.into(),
        last_name: last_name.into(),
        emails: vec![email.into()],
        ..Person::default()
    }
}

fn jan() -> Person {
    Person {
        login: Some("jjansen".into()),
        extension: "2041".into(),
        ..named("Jan", "Jansen", "j.jansen@example.nl")
    }
}

fn bo() -> Person {
    named("Bo", "Li", "bo@li.example")
}

fn els() -> Person {
    named("Els", "van den Berg", "els@example.nl")
}

fn zoe() -> Person {
    named("Zoë", "Größe", "zg@example.nl")
}

fn anne_marie() -> Person {
    named("Anne-Marie", "O'Neil", "am@example.nl")
}

/// The policy without words and runs, which have tests of their own.
fn composition() -> PasswordPolicy {
    PasswordPolicy {
        uses_blocklist: false,
        ..PasswordPolicy::default()
    }
}

fn rules(policy: &PasswordPolicy, person: &Person, text: &str) -> Vec<PasswordRule> {
    let mut rules: Vec<_> = check(policy, person, text)
        .into_iter()
        .map(|broken| broken.rule)
        .collect();
    rules.dedup();
    rules
}

type Row<'a> = (&'a str, &'a [PasswordRule]);

#[track_caller]
fn assert_rows(person: &Person, rows: &[Row]) {
    for (text, wanted) in rows {
        assert_eq!(rules(&composition(), person, text), *wanted, "{text:?}");
        // Nothing of this is a common word or a run either.
        let with_blocklist = rules(&PasswordPolicy::default(), person, text);
        assert_eq!(with_blocklist, *wanted, "{text:?}");
    }
}

#[test]
fn lengths_are_counted_in_characters() {
    assert_rows(
        &jan(),
        &[
            ("Wb7!kqzt", &[]),
            ("Wb7!kqz", &[TooShort]),
            ("Wb7!🙂🙂🙂🙂", &[]),
            ("密码密码7!Wb", &[]),
        ],
    );
    for (tail, wanted) in [(252, &[][..]), (253, &[TooLong])] {
        let text = format!("Wb7!{}", "k".repeat(tail));
        assert_eq!(rules(&composition(), &jan(), &text), wanted);
        let text = format!("Wb7!{}", "kq".repeat(tail / 2) + &"z".repeat(tail % 2));
        assert_rows(&jan(), &[(&text, wanted)]);
    }
}

#[test]
fn one_of_each_kind_is_needed() {
    assert_rows(
        &jan(),
        &[
            ("WB7!KQZT", &[NoLower]),
            ("wb7!kqzt", &[NoUpper]),
            ("Wbx!kqzt", &[NoDigit]),
            ("Wb7xkqzt", &[NoSpecial]),
            ("Wb7 kqzt", &[NoSpecial]),
            ("Wb7\"kqzt", &[NoSpecial]),
            ("Wb7'kqzt", &[NoSpecial]),
            ("Wb7`kqzt", &[NoSpecial]),
            ("Wb7\\kqzt", &[NoSpecial]),
            (" Wb7!kqz", &[]),
            ("Wb7!\tkqzt", &[ControlChar]),
            ("Wb7!\0kqzt", &[ControlChar]),
            ("Wb٧!kqzt", &[NoDigit]),
            ("Éé7!ççûû", &[]),
        ],
    );
}

#[test]
fn an_accent_typed_by_itself_makes_no_difference() {
    assert_rows(
        &jan(),
        &[
            ("Wb7!kézt", &[]),
            ("Wb7!ke\u{301}zt", &[]),
            ("Wb7!ke\u{301}t", &[TooShort]),
        ],
    );
    assert_eq!(normalize("Wb7!ke\u{301}zt"), normalize("Wb7!kézt"));
    assert_ne!(normalize(" Wb7!kqz"), normalize("Wb7!kqz"));
}

#[test]
fn a_password_does_not_tell_whose_it_is() {
    assert_rows(
        &jan(),
        &[
            ("xJAN7!kqzt", &[ContainsName]),
            ("xJaN7!kqzt", &[ContainsName]),
            ("January7!x", &[ContainsName]),
            ("J4nsen7!xx", &[]),
            ("J.a.n.s.e.n7!", &[]),
            ("J.Jansen9!x", &[ContainsName, ContainsEmail]),
            ("Wjjansen7!", &[ContainsName, ContainsEmail, ContainsLogin]),
            ("Wb!2041kqz", &[ContainsLogin]),
            ("Wb7!example", &[]),
        ],
    );
    assert_rows(
        &bo(),
        &[
            ("Bored7!kqz", &[]),
            ("xBoLi7!kqz", &[ContainsName]),
            ("Li.bo#77xyz", &[ContainsName]),
        ],
    );
    assert_rows(
        &els(),
        &[("Advantage7!", &[]), ("Iceberg#77x", &[ContainsName])],
    );
    assert_rows(
        &named("Van", "Morris", "vm@example.nl"),
        &[("Wvan7!kqzt", &[ContainsName])],
    );
    assert_rows(
        &zoe(),
        &[
            ("Zoe7!kqztw", &[ContainsName]),
            ("GROSSE7!xx", &[ContainsName]),
            ("Groesse7!x", &[]),
        ],
    );
    assert_rows(
        &anne_marie(),
        &[
            ("xMarie7!kq", &[ContainsName]),
            ("Maria7!kqz", &[]),
            ("xNeil7!kqz", &[ContainsName]),
            ("xOneil7!kq", &[ContainsName]),
        ],
    );
    assert_rows(
        &named("Kim", "Vos", "sales+pbx@example.nl"),
        &[("Sales77!xyz", &[ContainsEmail])],
    );
}

#[test]
fn whoever_has_no_name_and_no_address_breaks_no_rule_by_them() {
    let nobody = Person::default();
    let blank = named("", "", "");
    for text in ["Wb7!kqzt", "xJAN7!kqzt", "@+..7Wbkqzt"] {
        assert_eq!(rules(&composition(), &nobody, text), []);
        assert_eq!(rules(&composition(), &blank, text), []);
    }
}

#[test]
fn the_blocklist_finds_runs_and_expected_words() {
    let policy = PasswordPolicy::default();
    let long_run = format!("Wb7!{}", "k".repeat(252));
    assert_eq!(rules(&policy, &jan(), &long_run), [Run]);
    assert_eq!(rules(&policy, &jan(), "W3lkom-#9"), [ContextWord]);
    assert_eq!(rules(&composition(), &jan(), "W3lkom-#9"), []);
}

#[test]
fn a_turkish_i_is_folded_the_same_everywhere() {
    let person = named("İlkay", "Işık", "i@example.nl");
    for text in [
        "xILKAY7!q",
        "xilkay7!Q",
        "xİlkay7!q",
        "xısik7!Kq",
        "xIŞIK7!q",
    ] {
        assert_eq!(
            rules(&composition(), &person, text),
            [ContainsName],
            "{text}"
        );
    }
}

/// Passwords in which the interesting parts are likely.
fn passwords() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,4}",
        "[A-Za-z0-9!.@+ -]{0,6}",
        "[eEoOuUsSıİß\u{301}\u{308}\u{327}]{0,4}",
        prop::sample::select(vec![
            "jan", "Jansen", "j.jansen", "2041", "grö", "ße", "boli", "van", "berg", "neil",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn people() -> impl Strategy<Value = Person> {
    prop::sample::select(vec![jan(), bo(), els(), zoe(), anne_marie()])
}

proptest! {
    #[test]
    fn a_character_more_never_hides_what_a_password_contains(
        person in people(), text in passwords(), more in any::<char>(),
    ) {
        let told = |text: &str| {
            let mut rules = rules(&composition(), &person, text);
            rules.retain(|rule| matches!(rule, ContainsName | ContainsEmail | ContainsLogin));
            rules
        };
        let before = told(&text);
        let after = told(&format!("{text}{more}"));
        prop_assert!(before.iter().all(|rule| after.contains(rule)), "{before:?} {after:?}");
    }

    #[test]
    fn the_normal_form_breaks_the_same_rules(person in people(), text in passwords()) {
        let policy = PasswordPolicy::default();
        prop_assert_eq!(
            check(&policy, &person, &normalize(&text)),
            check(&policy, &person, &text)
        );
    }

    #[test]
    fn every_part_that_is_named_stands_in_the_password(person in people(), text in passwords()) {
        let folded = fold(&text);
        let together: String = folded.chars().filter(|letter| letter.is_alphanumeric()).collect();
        for broken in check(&composition(), &person, &text) {
            if let Some(part) = broken.part {
                prop_assert!(folded.contains(&part) || together.contains(&part), "{part}");
            }
        }
    }
}
