use super::*;

fn good() -> Criterion {
    Criterion {
        calls_from: CallsFrom::SelectPhoneNumbers,
        phone_numbers: Some(vec![TypedNumber::new("+12025550150")]),
        accept_enabled: Some(true),
        ..Criterion::default()
    }
}

fn broken(criterion: &Criterion, feature: RuleFeature) -> Vec<(String, Code)> {
    let outcome = criterion.check(feature).err().unwrap_or_default();
    let pair = |it: FieldError| (it.field, it.code);
    outcome.into_iter().map(pair).collect()
}

#[test]
fn selected_numbers_are_one_to_twelve_or_a_flag() {
    let accept = RuleFeature::SelectiveAccept;
    let with = |count: usize| Criterion {
        phone_numbers: Some(
            (0..count)
                .map(|at| TypedNumber::new(format!("+120255501{at:02}")))
                .collect(),
        ),
        ..good()
    };
    let numbers = |code| vec![("phoneNumbers".to_owned(), code)];
    assert_eq!(broken(&with(0), accept), numbers(Code::Required));
    assert_eq!(broken(&with(1), accept), []);
    assert_eq!(broken(&with(12), accept), []);
    assert_eq!(broken(&with(13), accept), numbers(Code::TooMany));
    let flagged = Criterion {
        anonymous_callers_enabled: Some(true),
        ..with(0)
    };
    assert_eq!(broken(&flagged, accept), []);
    let twice = Criterion {
        phone_numbers: Some(vec![TypedNumber::new("+12025550150"); 2]),
        ..good()
    };
    assert_eq!(
        broken(&twice, accept),
        [("phoneNumbers.1".to_owned(), Code::Twice)]
    );
}

#[test]
fn the_flag_is_that_of_the_setting() {
    assert_eq!(
        broken(&good(), RuleFeature::SelectiveReject),
        [("rejectEnabled".to_owned(), Code::Required)]
    );
    assert_eq!(broken(&good(), RuleFeature::SelectiveAccept), []);
}

#[test]
fn classes_of_callers_are_for_three_settings() {
    for feature in RuleFeature::ALL {
        let mut criterion = Criterion {
            calls_from: CallsFrom::AnyInternal,
            filter_name: Some("Colleagues".into()),
            ..Criterion::default()
        };
        *criterion.flag(feature) = Some(true);
        assert_eq!(
            broken(&criterion, feature).is_empty(),
            feature.takes_classes(),
            "{feature:?}"
        );
    }
}

#[test]
fn a_schedule_has_name_and_type() {
    let named = Criterion {
        schedule_name: Some("Office".into()),
        ..good()
    };
    let accept = RuleFeature::SelectiveAccept;
    assert_eq!(
        broken(&named, accept),
        [("scheduleType".to_owned(), Code::Required)]
    );
    let typed = Criterion {
        schedule_type: Some(ScheduleType::Holidays),
        ..good()
    };
    assert_eq!(
        broken(&typed, accept),
        [("scheduleName".to_owned(), Code::Required)]
    );
}

#[test]
fn names_have_at_most_50_characters() {
    let named = |length: usize| Criterion {
        name: Some("é".repeat(length)),
        ..good()
    };
    let accept = RuleFeature::SelectiveAccept;
    assert_eq!(broken(&named(50), accept), []);
    assert_eq!(
        broken(&named(51), accept),
        [("name".to_owned(), Code::TooLong)]
    );
}

#[test]
fn a_list_entry_has_one_field_that_ends_in_enabled() {
    let id = RuleId(uuid::Uuid::nil());
    for feature in RuleFeature::ALL {
        if feature == RuleFeature::ExecutiveCallFiltering {
            continue;
        }
        let mut criterion = good();
        *criterion.flag(feature) = Some(false);
        let rule = criterion.into_rule(id, feature, None, true);
        let entry = CriterionEntry::of(&rule, feature, None);
        let json = serde_json::to_value(entry).unwrap();
        let flags: Vec<_> = json
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| key.ends_with("Enabled"))
            .collect();
        assert_eq!(flags, [flag_name(feature)]);
    }
}

#[test]
fn writing_what_was_read_changes_nothing() {
    let id = RuleId(uuid::Uuid::nil());
    for feature in RuleFeature::ALL {
        let mut criterion = good();
        *criterion.flag(feature) = Some(false);
        criterion.filter_name = Some("Filter".into());
        let rule = criterion.into_rule(id, feature, None, true);
        let read = Criterion::of(&rule, feature, None);
        assert_eq!(read.check(feature), Ok(()), "{feature:?}");
        assert_eq!(read.into_rule(id, feature, None, true), rule, "{feature:?}");
    }
}
