//! Values as the log keeps them, in plain words.

use belroute_shared::{
    account::{Language, Theme},
    caller_number::CallerIdType,
    civil::{write_date, write_time},
    company::contacts::LabelledNumber,
    features::Feature,
    number::PhoneNumber,
    schedules::ScheduleEvent,
    settings::call_recording::RecordingVendor,
};
use serde::{Deserialize as _, de::DeserializeOwned};
use serde_json::Value;

use crate::{company::words, intl, text, written_numbers::WrittenNumbers};

/// The value of a field; what is not known here is told as it was written down.
pub(super) fn value(field: &str, value: &Value, numbers: WrittenNumbers) -> String {
    match value {
        // A user has no word of his own about it.
        Value::Null if feature(field).is_some() => text!(feature_access.of_company).to_owned(),
        Value::Null => String::new(),
        Value::Bool(true) => text!(audit.on).to_owned(),
        Value::Bool(false) => text!(audit.off).to_owned(),
        Value::Number(number) => {
            let count = number.as_u64().and_then(|count| u32::try_from(count).ok());
            count.map_or_else(|| number.to_string(), intl::count)
        }
        Value::String(text) => match word(field, text) {
            Some(word) => word.to_owned(),
            None if PhoneNumber::new(text).is_ok() => numbers.of(text),
            None => text.clone(),
        },
        Value::Array(values) => {
            let values = values.iter().map(|it| self::value(field, it, numbers));
            values.collect::<Vec<_>>().join(", ")
        }
        Value::Object(_) => {
            if let Ok(line) = LabelledNumber::deserialize(value) {
                let label = words::of_label(line.label);
                format!("{} ({label})", numbers.of(&line.number))
            } else if let Ok(event) = ScheduleEvent::deserialize(value) {
                of_event(&event)
            } else if let Some(vendor) = vendor(field, value) {
                vendor
            } else {
                value.to_string()
            }
        }
    }
}

/// Who keeps recordings, and where they are heard.
fn vendor(field: &str, value: &Value) -> Option<String> {
    let vendor = RecordingVendor::deserialize(value).ok();
    let vendor = vendor.filter(|_| field == "vendor")?;
    let parts = [Some(vendor.name), vendor.login_url];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// An event of a schedule: its name, and when it comes the first time.
fn of_event(event: &ScheduleEvent) -> String {
    let (first, last) = (write_date(event.start_date), write_date(event.end_date));
    let day = if first == last {
        first
    } else {
        format!("{first} – {last}")
    };
    let time = match (event.start_time, event.end_time) {
        (Some(start), Some(end)) => format!("{}–{}", write_time(start), write_time(end)),
        _ => text!(audit.all_day).to_owned(),
    };
    format!("{} ({day}, {time})", event.name)
}

/// A word of the API, where the field takes only such words.
fn word(field: &str, word: &str) -> Option<&'static str> {
    match field {
        "grants" => read(word).map(words::of_grant),
        "kind" => read(word)
            .map(words::of_kind)
            .or_else(|| read(word).map(words::of_group_kind)),
        "pauseResumeNotifyMethod" => read(word).map(words::of_notice),
        "recordingMode" => read(word).map(words::of_recording),
        "language" => read(word).map(|it: Language| match it {
            Language::Nl => "Nederlands",
            Language::En => "English",
        }),
        "outgoingPermission" => read(word).map(words::of_permission),
        "role" => read(word).map(words::of_role),
        "theme" => read(word).map(|it: Theme| match it {
            Theme::System => text!(account.theme_system),
            Theme::Light => text!(account.theme_light),
            Theme::Dark => text!(account.theme_dark),
        }),
        "type" => read(word).map(|it: CallerIdType| match it {
            CallerIdType::DefaultClid => text!(caller_number.default),
            CallerIdType::AdditionalClid => text!(audit.another_number),
            CallerIdType::CallQueue => text!(dial_plans.queue),
            CallerIdType::HuntGroup => text!(dial_plans.hunt_group),
        }),
        field => feature(field).and_then(|_| read(word).map(words::of_access)),
    }
}

/// The feature that a field is named after.
pub(super) fn feature(field: &str) -> Option<Feature> {
    read(field)
}

fn read<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::String(word.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use belroute_shared::company::users::Role;

    use super::*;

    #[test]
    fn a_word_that_a_newer_server_writes_is_not_known() {
        assert_eq!(read::<Role>("administrator"), Some(Role::Administrator));
        assert_eq!(read::<Role>("owner"), None);
        assert_eq!(word("note", "user"), None);
    }
}
