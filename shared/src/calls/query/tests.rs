use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn read(pairs: &[(&str, &str)]) -> (CallQuery, Vec<FieldError>) {
    CallQuery::read(pairs.iter().copied())
}

fn days() -> impl Strategy<Value = Days> {
    let day = || prop::option::of((2000..2100_i16, 1..=12_i8, 1..=28_i8));
    prop_oneof![
        Just(Days::Any),
        prop::sample::select(PERIODS.to_vec()).prop_map(|(period, _)| Days::Of(period)),
        (day(), day()).prop_map(|(from, until)| {
            let read = |day: Option<(i16, i8, i8)>| day.map(|(y, m, d)| date(y, m, d));
            let (from, until) = (read(from), read(until));
            match (from, until) {
                (None, None) => Days::Any,
                (Some(from), Some(until)) => Days::Own {
                    from: Some(from.min(until)),
                    until: Some(from.max(until)),
                },
                (from, until) => Days::Own { from, until },
            }
        }),
    ]
}

fn queries() -> impl Strategy<Value = CallQuery> {
    let filters = vec![
        CallFilter::All,
        CallFilter::Missed,
        CallFilter::Incoming,
        CallFilter::Outgoing,
    ];
    let line = prop_oneof![
        Just(Line::Internal),
        Just(Line::Anonymous),
        "\\+[1-9][0-9]{6,14}".prop_map(Line::Number),
    ];
    let outcomes = OUTCOMES.map(|(outcome, _)| outcome).to_vec();
    let orders = vec![CallOrder::NewestFirst, CallOrder::OldestFirst];
    (
        prop::sample::select(filters),
        "(|[a-zé&=+%]{1,20})",
        prop::option::of(prop::sample::select(outcomes)),
        days(),
        prop::option::of(line),
        any::<bool>(),
        prop::option::of(0..=LONGEST_TALK),
        prop::sample::select(orders),
    )
        .prop_map(
            |(filter, text, outcome, days, via, has_message, longer_than, order)| CallQuery {
                filter,
                text,
                outcome,
                days,
                via,
                has_message,
                longer_than,
                order,
            },
        )
}

proptest! {
    #[test]
    fn an_address_says_what_was_meant(query in queries()) {
        let pairs = query.pairs();
        let read = CallQuery::read(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        prop_assert_eq!(read, (query, Vec::new()));
    }

    #[test]
    fn whatever_is_typed_is_read_or_named(name in ".{0,12}", value in ".{0,100}") {
        let (query, refused) = read(&[(&name, &value)]);
        prop_assert!(refused.len() <= 1);
        if !refused.is_empty() {
            prop_assert_eq!(query, CallQuery::default());
        }
    }
}

#[test]
fn what_nobody_offers_is_left_out_and_named() {
    let (query, refused) = read(&[
        ("outcome", "talking"),
        ("filter", "missed"),
        ("filter", "all"),
        ("longerThan", "86401"),
        ("period", "today"),
        ("from", "2026-11-01"),
        ("via", "sip:alice"),
        ("voicemail", "yes"),
        ("order", ""),
        ("colour", "red"),
    ]);
    let expected = CallQuery {
        filter: CallFilter::Missed,
        days: Days::Of(Period::Today),
        ..CallQuery::default()
    };
    assert_eq!(query, expected);
    let expected = [
        ("outcome", Code::NotOffered),
        ("filter", Code::Twice),
        ("longerThan", Code::TooHigh),
        ("from", Code::NotOffered),
        ("via", Code::NotOffered),
        ("voicemail", Code::NotOffered),
        ("order", Code::NotOffered),
        ("colour", Code::NotOffered),
    ];
    assert_eq!(
        refused,
        expected.map(|(field, code)| FieldError::new(field, code))
    );
}

#[test]
fn a_last_day_before_the_first_is_refused_in_either_order() {
    let first = ("from", "2026-11-02");
    let last = ("until", "2026-11-01");
    for pairs in [[first, last], [last, first]] {
        let (query, refused) = read(&pairs);
        assert_eq!(query, CallQuery::default());
        assert_eq!(refused, [FieldError::new("until", Code::EndBeforeStart)]);
    }
    let same = read(&[first, ("until", "2026-11-02")]);
    assert_eq!(same.1, []);
}

#[test]
fn outcomes_have_the_words_of_the_wire() {
    for (outcome, word) in OUTCOMES {
        assert_eq!(serde_json::to_value(outcome).unwrap(), word);
    }
}

#[test]
fn what_leaves_calls_out_is_counted() {
    assert_eq!(CallQuery::default().count(), 0);
    let (query, _) = read(&[
        ("query", "  "),
        ("order", "oldest"),
        ("filter", "missed"),
        ("period", "today"),
        ("longerThan", "60"),
    ]);
    assert_eq!(query.count(), 2);
}
