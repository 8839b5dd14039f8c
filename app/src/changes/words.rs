//! Lines of the history in plain words, those of the page of settings.

use belroute_shared::{
    account::{Language, Theme},
    audit::Action,
    caller_number::{CallerId, CallerIdType},
    company::audit_log::AuditLine,
    people::Names,
};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::things;
use crate::{
    settings::{self, Told, Words, name_of_setting},
    text,
    written_numbers::WrittenNumbers,
};

/// The number that others see, in the history.
pub(super) const SELECTED: &str = "selectedCallerId";
/// Language and theme.
pub(super) const ACCOUNT: &str = "account";
/// Further numbers on which the user can be reached.
pub(super) const EXTRA_NUMBERS: &str = "extraNumbers";
/// First and last name.
pub(super) const NAMES: &str = "names";

/// What a line tells, setting by setting; empty where this program has no words for it.
pub(super) fn of_line(line: &AuditLine, numbers: WrittenNumbers) -> Vec<Told> {
    let (before, after) = (json(line.before.as_deref()), json(line.after.as_deref()));
    let is_ended = line.action == Action::SettingEnded;
    // At its end it is over already: what it was is told as of just before.
    let before_it = SignedDuration::from_millis(i64::from(is_ended));
    let at = line.at.checked_sub(before_it).unwrap_or(line.at);
    let words = said_at(at, numbers);
    let mut told = of_values(&line.object, &before, &after, &words);
    if is_ended {
        for it in &mut told {
            it.name = text!(changes.has_ended, name = it.name.clone());
        }
    }
    told
}

/// What has changed between two values.
fn of_values(setting: &str, before: &Value, after: &Value, words: &Words<'_>) -> Vec<Told> {
    match setting {
        SELECTED => selected(before, after, words).into_iter().collect(),
        ACCOUNT => account(before, after),
        NAMES => names(before, after).into_iter().collect(),
        _ => match things::told(setting, before, after, words) {
            Some(told) => vec![told],
            None => settings::told(setting, before, after, words),
        },
    }
}

/// What is and what would be, where something newer stands in the way.
pub(super) fn of_sides(
    line: &AuditLine,
    now: &Value,
    then: &Value,
    numbers: WrittenNumbers,
    at: Timestamp,
) -> Vec<Told> {
    let words = said_at(at, numbers);
    match things::sides(&line.object, now, then, &words) {
        Some(told) => vec![told],
        None => of_values(&line.object, now, then, &words),
    }
}

/// Values as they were at a moment: what else was set then is not known.
fn said_at<'a>(now: Timestamp, numbers: WrittenNumbers) -> Words<'a> {
    Words {
        numbers,
        now,
        profile: None,
    }
}

/// A line as one sentence, for names of buttons.
pub(super) fn sentence(line: &AuditLine, numbers: WrittenNumbers) -> String {
    let told = of_line(line, numbers);
    if told.is_empty() {
        return unsaid(line);
    }
    let is_ended = line.action == Action::SettingEnded;
    let one = |it: &Told| {
        if is_ended {
            it.name.clone()
        } else {
            format!("{}: {}", it.name, it.after)
        }
    };
    told.iter().map(one).collect::<Vec<_>>().join(" · ")
}

/// What can be said of a line at least.
pub(super) fn unsaid(line: &AuditLine) -> String {
    match name_of(&line.object) {
        Some(name) if line.action == Action::SettingEnded => text!(changes.has_ended, name),
        Some(name) => text!(changes.changed, what = name),
        None => text!(changes.other).to_owned(),
    }
}

/// What a setting is called.
pub(super) fn name_of(setting: &str) -> Option<&'static str> {
    match setting {
        SELECTED => Some(text!(caller_number.title)),
        ACCOUNT => Some(text!(account.preferences)),
        EXTRA_NUMBERS => Some(text!(extra_numbers.title)),
        NAMES => Some(text!(personal.name)),
        things::SCHEDULES => Some(text!(calling.schedules)),
        things::CONTACTS => Some(text!(phonebook.contacts)),
        things::SPEED_DIALS => Some(text!(contacts.speed_dials)),
        _ => name_of_setting(setting),
    }
}

/// Who has made a change; an administrator who looks on is not *you*.
pub(super) fn who(line: &AuditLine, is_own_panel: bool) -> String {
    let is_own = line.about.as_ref().map(|it| it.id) == line.actor_id && line.actor_id.is_some();
    if line.action == Action::SettingEnded {
        text!(changes.by_itself).to_owned()
    } else if is_own && is_own_panel {
        text!(changes.you).to_owned()
    } else if line.actor_name.is_empty() {
        text!(audit.somebody).to_owned()
    } else {
        line.actor_name.clone()
    }
}

/// A side of a line.
pub(super) fn json(text: Option<&str>) -> Value {
    text.and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

fn read<T: DeserializeOwned>(json: &Value) -> Option<T> {
    serde_json::from_value(json.clone()).ok()
}

fn selected(before: &Value, after: &Value, words: &Words<'_>) -> Option<Told> {
    let said = |json: &Value| -> Option<String> {
        // What is now is told as a list of one.
        let json = json.pointer("/selected/0").unwrap_or(json);
        let selected: CallerId = read(json)?;
        let number = selected.direct_number.as_ref();
        let number = number.map(|it| words.numbers.of(it.as_str()));
        let label = match selected.kind {
            CallerIdType::DefaultClid => Some(text!(caller_number.default).to_owned()),
            CallerIdType::AdditionalClid => selected.name,
            CallerIdType::CallQueue => selected.name.or(Some(text!(dial_plans.queue).to_owned())),
            CallerIdType::HuntGroup => selected
                .name
                .or(Some(text!(dial_plans.hunt_group).to_owned())),
        };
        Some(match (label, number) {
            (Some(label), Some(number)) => text!(changes.number_of, label, number),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return None,
        })
    };
    Some(Told {
        name: text!(caller_number.title).to_owned(),
        before: said(before),
        after: said(after)?,
    })
}

fn names(before: &Value, after: &Value) -> Option<Told> {
    let whole = |json: &Value| -> Option<String> {
        let Names {
            first_name,
            last_name,
        } = read(json)?;
        Some(format!("{first_name} {last_name}").trim().to_owned())
    };
    Some(Told {
        name: text!(personal.name).to_owned(),
        before: whole(before),
        after: whole(after)?,
    })
}

fn account(before: &Value, after: &Value) -> Vec<Told> {
    let language = |json: &Value| {
        read(json.get("language")?).map(|it: Language| match it {
            Language::Nl => "Nederlands",
            Language::En => "English",
        })
    };
    let theme = |json: &Value| {
        read(json.get("theme")?).map(|it: Theme| match it {
            Theme::System => text!(account.theme_system),
            Theme::Light => text!(account.theme_light),
            Theme::Dark => text!(account.theme_dark),
        })
    };
    let differs =
        |name: &'static str, before: Option<&'static str>, after: Option<&'static str>| {
            let after = after.filter(|_| before != after)?;
            Some(Told {
                name: name.to_owned(),
                before: before.map(str::to_owned),
                after: after.to_owned(),
            })
        };
    let language = differs(text!(account.language), language(before), language(after));
    let theme = differs(text!(account.theme), theme(before), theme(after));
    language.into_iter().chain(theme).collect()
}
