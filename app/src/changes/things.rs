//! What settings have in lists and lines tell of one by one: rules, numbers, phones, schedules.

mod contacts;

use belroute_shared::{
    rule::RuleFeature,
    schedules::ScheduleEvent,
    settings::{
        Setting as _, call_block::CallBlock, single_number_reach::ReachNumberSettings,
        single_number_reach::SingleNumberReach, speed_dials::SpeedDials,
    },
    typed_number::TypedNumber,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use crate::{
    intl,
    rules::ToldRule,
    schedules::events_in_words,
    settings::{Told, Words, name_of_setting},
    text,
};

/// The name of the user's own schedules in the history.
pub(super) const SCHEDULES: &str = "schedules";

/// The same of his own contacts.
pub(super) const CONTACTS: &str = "contacts";
/// And of his speed dials.
pub(super) const SPEED_DIALS: &str = SpeedDials::NAME;

/// One of several, at one time.
struct Thing {
    /// What it is called, as inside a sentence.
    name: String,
    /// What it says.
    words: String,
}

/// What a line tells that is about one of several; `None` for other lines.
pub(super) fn told(
    setting: &str,
    before: &Value,
    after: &Value,
    words: &Words<'_>,
) -> Option<Told> {
    let name = name(setting)?.to_owned();
    if setting == SPEED_DIALS {
        return Some(Told {
            name,
            before: Some(contacts::dials(before, words)?),
            after: contacts::dials(after, words)?,
        });
    }
    if setting == CONTACTS
        && let Some(after) = contacts::imported(after)
    {
        let before = None;
        return Some(Told {
            name,
            before,
            after,
        });
    }
    let (old, new) = both(setting, before, after, words)?;
    Some(match (old, new) {
        (None, Some(new)) => Told {
            name,
            before: None,
            after: with_words(text!(changes.added, what = new.name), &new.words),
        },
        (Some(old), None) => Told {
            name,
            before: Some(old.words).filter(|it| !it.is_empty()),
            after: text!(changes.removed, what = old.name),
        },
        (Some(old), Some(new)) if old.words == new.words => Told {
            name,
            before: None,
            after: if old.name == new.name {
                text!(changes.changed, what = new.name)
            } else {
                let called = called(setting, after).unwrap_or_default();
                text!(changes.renamed, what = old.name, name = called)
            },
        },
        (Some(old), Some(new)) => Told {
            name,
            before: Some(old.words),
            after: with_words(text!(changes.changed, what = new.name), &new.words),
        },
        (None, None) => return None,
    })
}

/// The same thing at two times, each as it would be told by itself: what is and what would be.
pub(super) fn sides(setting: &str, now: &Value, then: &Value, words: &Words<'_>) -> Option<Told> {
    if setting == SPEED_DIALS {
        return told(setting, now, then, words);
    }
    let name = name(setting)?.to_owned();
    let (now, then) = both(setting, now, then, words)?;
    let said = |it: Thing| with_words(intl::capitalised(&it.name), &it.words);
    Some(Told {
        name,
        before: Some(now.map_or_else(|| text!(changes.is_gone).to_owned(), said)),
        after: then.map_or_else(|| text!(changes.would_go).to_owned(), said),
    })
}

fn name(setting: &str) -> Option<&'static str> {
    match setting {
        SCHEDULES => Some(text!(calling.schedules)),
        CONTACTS => Some(text!(phonebook.contacts)),
        SPEED_DIALS => Some(text!(contacts.speed_dials)),
        _ => name_of_setting(setting),
    }
}

fn with_words(what: String, words: &str) -> String {
    if words.is_empty() {
        what
    } else {
        format!("{what} – {words}")
    }
}

type Both = (Option<Thing>, Option<Thing>);

fn both(setting: &str, before: &Value, after: &Value, words: &Words<'_>) -> Option<Both> {
    let read = |json: &Value| match json {
        Value::Null => Some(None),
        json => thing(setting, json, words).map(Some),
    };
    Some((read(before)?, read(after)?))
}

fn thing(setting: &str, json: &Value, words: &Words<'_>) -> Option<Thing> {
    let who = |number: &str| words.numbers.who(number);
    if let Some(feature) = RuleFeature::of_setting(setting) {
        let rule = ToldRule::read(feature, json)?;
        let name = rule.name().map(str::to_owned);
        return Some(Thing {
            name: name.map_or_else(
                || text!(changes.a_rule).to_owned(),
                |name| text!(changes.the_rule, name),
            ),
            words: rule.words(&who),
        });
    }
    match setting {
        CallBlock::NAME => Some(Thing {
            name: pattern_or(&number(json)?, &who),
            words: String::new(),
        }),
        SingleNumberReach::NAME => {
            number(json)?;
            let phone = ReachNumberSettings::deserialize(json).ok()?;
            Some(Thing {
                words: phone_words(&phone, words),
                name: text!(changes.quoted, name = phone.name),
            })
        }
        CONTACTS => {
            let (name, words) = contacts::contact(json, words)?;
            Some(Thing {
                name: text!(changes.quoted, name),
                words,
            })
        }
        SCHEDULES => {
            let name = called(setting, json)?;
            let events = json.get("events")?.clone();
            let events: Vec<ScheduleEvent> = serde_json::from_value(events).ok()?;
            let today: Date = intl::day_key(words.now).parse().ok()?;
            Some(Thing {
                name: text!(changes.quoted, name),
                words: events_in_words(&events, today),
            })
        }
        _ => None,
    }
}

/// The number of one that stands in a list; `None` for what is no such thing.
fn number(json: &Value) -> Option<TypedNumber> {
    serde_json::from_value(json.get("phoneNumber")?.clone()).ok()
}

fn pattern_or(number: &TypedNumber, who: &dyn Fn(&str) -> String) -> String {
    match number.as_str() {
        pattern if pattern.contains(['*', '?']) => pattern.to_owned(),
        number => who(number),
    }
}

fn phone_words(phone: &ReachNumberSettings, words: &Words<'_>) -> String {
    let number = words.numbers.of(phone.phone_number.as_str());
    let rings = if phone.enabled {
        text!(changes.rings_along)
    } else {
        text!(changes.rings_not)
    };
    let press = phone.answer_confirmation_enabled;
    let press = press.then_some(text!(calling.press_one));
    let parts = [Some(number.as_str()), Some(rings), press];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The bare name of something that has one.
fn called(setting: &str, json: &Value) -> Option<String> {
    if let Some(feature) = RuleFeature::of_setting(setting) {
        return ToldRule::read(feature, json)?.name().map(str::to_owned);
    }
    if setting == CONTACTS {
        return contacts::name(json);
    }
    json.get("name")?.as_str().map(str::to_owned)
}
