//! Formatters of the browser's `Intl`.

use std::{cell::RefCell, collections::HashMap};

use belroute_shared::account::Language;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::Kind;
use crate::language;

thread_local! {
    static ZONE: RefCell<Option<String>> = const { RefCell::new(None) };
    static MADE: RefCell<HashMap<(Language, Kind), Function>> = RefCell::default();
}

/// Shows all moments in this zone from now on; an IANA name.
pub fn set_zone(name: &str) {
    ZONE.set(Some(name.to_owned()));
    MADE.with_borrow_mut(HashMap::clear);
}

/// Items as one list, with the word that the kind of list wants.
pub(super) fn joined(items: &[String], kind: &str) -> String {
    let items: Array = items.iter().map(JsValue::from).collect();
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &kind.into());
    Intl::ListFormat::new(&locales(language::current()), &options)
        .format(&items)
        .into()
}

/// A moment, in milliseconds since 1970.
pub(super) fn date_of(kind: Kind, milliseconds: f64) -> String {
    call(kind, &Date::new(&milliseconds.into()))
}

/// A number.
pub(super) fn number_in(kind: Kind, number: u32) -> String {
    call(kind, &number.into())
}

fn call(kind: Kind, value: &JsValue) -> String {
    let language = language::current();
    let formatter = MADE.with_borrow_mut(|made| {
        made.entry((language, kind))
            .or_insert_with(|| make(language, kind))
            .clone()
    });
    formatter
        .call1(&JsValue::NULL, value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn make(language: Language, kind: Kind) -> Function {
    let locales = match kind {
        // The only locale whose dates are the ISO form.
        Kind::DayKey => Array::of1(&"sv-SE".into()),
        _ => locales(language),
    };
    let wishes: &[(&str, &str)] = match kind {
        Kind::Time | Kind::WallTime => &[("hour", "numeric"), ("minute", "2-digit")],
        Kind::TimeWithSeconds => &[
            ("hour", "numeric"),
            ("minute", "2-digit"),
            ("second", "2-digit"),
        ],
        Kind::Day | Kind::WallDay => &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
        Kind::DayWithYear | Kind::WallDateWithYear => {
            &[("day", "numeric"), ("month", "long"), ("year", "numeric")]
        }
        Kind::WallDayWithYear => &[
            ("weekday", "long"),
            ("day", "numeric"),
            ("month", "long"),
            ("year", "numeric"),
        ],
        Kind::WallDate => &[("day", "numeric"), ("month", "long")],
        Kind::Weekday => &[("weekday", "long")],
        Kind::ShortWeekday => &[("weekday", "short")],
        Kind::Month => &[("month", "long")],
        Kind::Exact => &[("dateStyle", "full"), ("timeStyle", "medium")],
        Kind::DayKey => &[
            ("year", "numeric"),
            ("month", "2-digit"),
            ("day", "2-digit"),
        ],
        Kind::Count => &[],
        Kind::TwoDigits => &[("minimumIntegerDigits", "2")],
        Kind::Seconds => &[
            ("style", "unit"),
            ("unit", "second"),
            ("unitDisplay", "long"),
        ],
        Kind::LongMinutes => &[
            ("style", "unit"),
            ("unit", "minute"),
            ("unitDisplay", "long"),
        ],
        Kind::LongHours => &[("style", "unit"), ("unit", "hour"), ("unitDisplay", "long")],
        Kind::Minutes => &[("style", "unit"), ("unit", "minute")],
        Kind::Hours => &[("style", "unit"), ("unit", "hour")],
    };
    let options = Object::new();
    let wish = |key: &str, value: &str| {
        let _ = Reflect::set(&options, &key.into(), &value.into());
    };
    for (key, value) in wishes {
        wish(key, value);
    }
    match kind {
        Kind::Count
        | Kind::TwoDigits
        | Kind::Seconds
        | Kind::Minutes
        | Kind::Hours
        | Kind::LongMinutes
        | Kind::LongHours => Intl::NumberFormat::new(&locales, &options).format(),
        _ => {
            if kind.is_of_the_wall() {
                wish("timeZone", "UTC");
            } else {
                ZONE.with_borrow(|zone| {
                    if let Some(zone) = zone {
                        wish("timeZone", zone);
                    }
                });
            }
            Intl::DateTimeFormat::new(&locales, &options).format()
        }
    }
}

fn locales(language: Language) -> Array {
    let tag = match language {
        Language::Nl => "nl-NL",
        Language::En => "en-GB",
    };
    Array::of1(&tag.into())
}
