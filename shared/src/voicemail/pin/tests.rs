use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::error::FieldError;

fn owner() -> PinOwner {
    PinOwner {
        numbers: vec![
            "2041".into(),
            "+442079460941".into(),
            "020 7946 0941".into(),
        ],
        names: vec!["Margot".into(), "Müller".into()],
    }
}

fn broken(pin: &str) -> Vec<Code> {
    PinRules::default().broken(pin, &owner())
}

#[test]
fn length_and_digits_come_first() {
    assert_eq!(broken("73915"), [Code::PinTooShort]);
    assert_eq!(broken(""), [Code::PinTooShort]);
    assert_eq!(broken("739158"), []);
    let long = "7391586".repeat(4) + "39";
    assert_eq!(broken(&long), []);
    assert_eq!(broken(&(long + "1")), [Code::PinTooLong]);
    for strange in ["73915a", "73 9158", "７３９１５８", "*73915", "-73915"] {
        assert_eq!(broken(strange), [Code::PinNotDigits], "{strange}");
    }
}

#[test]
fn a_group_again_and_again_is_a_pattern() {
    for pin in ["121212", "123123", "13571357", "739173917391"] {
        assert_eq!(broken(pin), [Code::PinPattern], "{pin}");
    }
    for pin in ["1235123", "1212123", "739173918"] {
        assert_eq!(broken(pin), [], "{pin}");
    }
    assert!(broken("000000").contains(&Code::PinPattern));
}

#[test]
fn four_of_the_same_digit_are_too_many() {
    assert_eq!(broken("739555"), []);
    assert_eq!(broken("73955551"), [Code::PinSameDigit]);
}

#[test]
fn four_digits_that_count_are_too_many() {
    assert_eq!(broken("739123"), []);
    assert_eq!(broken("7391234"), [Code::PinSequence]);
    assert_eq!(broken("739321"), []);
    assert_eq!(broken("73943215"), [Code::PinSequence]);
    // After 9 comes nothing.
    assert_eq!(broken("738901"), []);
}

#[test]
fn an_own_number_is_in_it_from_neither_end_nor_it_in_a_number() {
    for pin in [
        "9320418",
        "9140238",
        "207946",
        "649702",
        "0207946",
        "44207946094155",
    ] {
        assert_eq!(broken(pin), [Code::PinOwnNumber], "{pin}");
    }
    assert_eq!(broken("9320148"), []);
}

#[test]
fn a_name_is_not_spelled_on_the_keys() {
    for pin in ["627468", "685537"] {
        assert_eq!(broken(pin), [Code::PinName], "{pin}");
    }
    // Only where it is nothing else.
    assert_eq!(broken("6274681"), []);
}

#[test]
fn several_rules_are_told_together() {
    let expected = [Code::PinSameDigit, Code::PinPattern];
    assert_eq!(broken("555555"), expected);
}

#[test]
fn rules_that_are_off_refuse_nothing() {
    let mut rules = PinRules::default();
    let basics = &mut rules.default_voicemail_pin_rules;
    basics.block_repeated_patterns_enabled = false;
    basics.block_repeated_digits.enabled = false;
    basics.block_contiguous_sequences.enabled = false;
    for pin in ["555555", "121212", "123456"] {
        assert_eq!(rules.broken(pin, &owner()), [], "{pin}");
    }
}

#[test]
fn pins_of_before_are_refused_as_far_back_as_the_company_says() {
    let mut rules = PinRules::default();
    let now: Timestamp = "2026-11-28T12:00:00Z".parse().unwrap();
    let used = |rules: &PinRules, used| {
        let past = Past {
            used: Some(used),
            ..Past::default()
        };
        rules.broken_by_past(&past, now)
    };
    assert_eq!(used(&rules, 9), [Code::PinUsedBefore]);
    assert_eq!(used(&rules, 10), []);
    rules.block_previous_passcodes.number_of_passcodes = 2;
    assert_eq!(used(&rules, 1), [Code::PinUsedBefore]);
    assert_eq!(used(&rules, 2), []);
    // The PIN of now never counts as a new one.
    rules.block_previous_passcodes.enabled = false;
    assert_eq!(used(&rules, 1), []);
    assert_eq!(used(&rules, 0), [Code::PinUsedBefore]);
    let reversed = Past {
        is_last_reversed: true,
        ..Past::default()
    };
    assert_eq!(rules.broken_by_past(&reversed, now), [Code::PinReversed]);
}

#[test]
fn a_pin_is_kept_for_some_days_and_replaced_after_some() {
    let mut rules = PinRules::default();
    let now: Timestamp = "2026-11-28T12:00:00Z".parse().unwrap();
    let changed = |at: &str| Past {
        changed_at: Some(at.parse().unwrap()),
        ..Past::default()
    };
    let yesterday = changed("2026-11-27T12:00:01Z");
    assert_eq!(rules.broken_by_past(&yesterday, now), []);
    rules.change_passcode.enabled = true;
    assert_eq!(rules.broken_by_past(&yesterday, now), [Code::PinTooSoon]);
    let before = changed("2026-11-27T12:00:00Z");
    assert_eq!(rules.broken_by_past(&before, now), []);
    assert_eq!(rules.expires_at(now), None);
    rules.expire_passcode = DaysRule {
        enabled: true,
        number_of_days: 15,
    };
    let end = "2026-12-13T12:00:00Z".parse().unwrap();
    assert_eq!(rules.expires_at(now), Some(end));
}

#[test]
fn numbers_have_their_ranges() {
    for (patch, field, codes) in [
        (
            json!({"defaultVoicemailPinRules": {"length": {"min": 1}}}),
            "defaultVoicemailPinRules.length.min",
            Code::TooLow,
        ),
        (
            json!({"defaultVoicemailPinRules": {"length": {"min": 16}}}),
            "defaultVoicemailPinRules.length.min",
            Code::TooHigh,
        ),
        (
            json!({"defaultVoicemailPinRules": {"length": {"min": 8, "max": 7}}}),
            "defaultVoicemailPinRules.length.max",
            Code::TooLow,
        ),
        (
            json!({"defaultVoicemailPinRules": {"length": {"max": 31}}}),
            "defaultVoicemailPinRules.length.max",
            Code::TooHigh,
        ),
        (
            json!({"defaultVoicemailPinRules": {"blockRepeatedDigits": {"enabled": true, "max": 7}}}),
            "defaultVoicemailPinRules.blockRepeatedDigits.max",
            Code::TooHigh,
        ),
        (
            json!({"defaultVoicemailPinRules": {"blockContiguousSequences": {"numberOfAscendingDigits": 1}}}),
            "defaultVoicemailPinRules.blockContiguousSequences.numberOfAscendingDigits",
            Code::TooLow,
        ),
        (
            json!({"defaultVoicemailPinRules": {"blockContiguousSequences": {"numberOfDescendingDigits": 6}}}),
            "defaultVoicemailPinRules.blockContiguousSequences.numberOfDescendingDigits",
            Code::TooHigh,
        ),
        (
            json!({"expirePasscode": {"enabled": true, "numberOfDays": 14}}),
            "expirePasscode.numberOfDays",
            Code::TooLow,
        ),
        (
            json!({"expirePasscode": {"enabled": true, "numberOfDays": 181}}),
            "expirePasscode.numberOfDays",
            Code::TooHigh,
        ),
        (
            json!({"changePasscode": {"enabled": true, "numberOfDays": 8}}),
            "changePasscode.numberOfDays",
            Code::TooHigh,
        ),
        (
            json!({"blockPreviousPasscodes": {"numberOfPasscodes": 11}}),
            "blockPreviousPasscodes.numberOfPasscodes",
            Code::TooHigh,
        ),
    ] {
        let mut whole = serde_json::to_value(PinRules::default()).unwrap();
        merge(&mut whole, &patch);
        let rules: PinRules = serde_json::from_value(whole).unwrap();
        let found = rules.check().unwrap_err();
        assert_eq!(found, [FieldError::new(field, codes)], "{patch}");
    }
    assert_eq!(PinRules::default().check(), Ok(()));
}

fn merge(whole: &mut serde_json::Value, patch: &serde_json::Value) {
    match (whole, patch) {
        (serde_json::Value::Object(whole), serde_json::Value::Object(patch)) => {
            for (name, value) in patch {
                merge(&mut whole[name], value);
            }
        }
        (whole, patch) => *whole = patch.clone(),
    }
}

fn any_rules() -> impl Strategy<Value = PinRules> {
    let basics = (
        any::<bool>(),
        any::<bool>(),
        1u16..=6,
        any::<bool>(),
        2u16..=5,
        2u16..=5,
    );
    (basics, 2u16..=15, 0u16..=15).prop_map(|((pattern, same, max, runs, up, down), min, more)| {
        let basics = PinBasics {
            block_repeated_patterns_enabled: pattern,
            block_repeated_digits: BlockRepeatedDigits { enabled: same, max },
            block_contiguous_sequences: BlockContiguousSequences {
                enabled: runs,
                number_of_ascending_digits: up,
                number_of_descending_digits: down,
            },
            length: PinLength {
                min,
                max: (min + more).max(3),
            },
            default_voicemail_pin_enabled: false,
        };
        PinRules {
            default_voicemail_pin_rules: basics,
            ..PinRules::default()
        }
    })
}

fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

proptest! {
    #[test]
    fn any_rules_within_their_ranges_are_taken(rules in any_rules()) {
        prop_assert_eq!(rules.check(), Ok(()));
    }

    #[test]
    fn anything_at_all_is_judged(rules in any_rules(), pin in "\\PC{0,40}") {
        let found = rules.broken(&pin, &owner());
        if found.is_empty() {
            prop_assert!(pin.bytes().all(|it| it.is_ascii_digit()));
            let length = rules.default_voicemail_pin_rules.length;
            prop_assert!((length.min..=length.max).contains(&u16::try_from(pin.len()).unwrap()));
        }
    }

    #[test]
    fn a_group_that_comes_again_is_refused(group in "[0-9]{1,6}", times in 2usize..6) {
        let pin = group.repeat(times);
        prop_assume!((6..=30).contains(&pin.len()));
        prop_assert!(broken(&pin).contains(&Code::PinPattern));
    }

    #[test]
    fn a_run_anywhere_is_refused(before in "[0-9]{0,8}", start in 0u8..=6, after in "[0-9]{2,8}") {
        let run: String = (start..start + 4).map(|it| char::from(b'0' + it)).collect();
        for run in [reversed(&run), run] {
            let pin = format!("{before}{run}{after}");
            prop_assert!(broken(&pin).contains(&Code::PinSequence), "{}", pin);
        }
    }

    #[test]
    fn an_own_number_anywhere_is_refused(before in "[0-9]{1,8}", after in "[0-9]{1,8}") {
        for number in ["2041", "1402"] {
            let pin = format!("{before}{number}{after}");
            prop_assume!(pin.len() >= 6);
            prop_assert!(broken(&pin).contains(&Code::PinOwnNumber), "{}", pin);
        }
    }

    #[test]
    fn reading_it_from_its_end_breaks_the_same_rules_but_that_of_the_name(pin in "[0-9]{6,30}") {
        let of = |pin: &str| {
            let mut found = broken(pin);
            found.retain(|it| *it != Code::PinName);
            found
        };
        prop_assert_eq!(of(&pin), of(&reversed(&pin)));
    }
}
