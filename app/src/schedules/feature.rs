//! Settings whose rules may refer to a schedule.

use crate::text;

/// Where a setting stands on the page of call settings: its name in the API, as addresses have it.
pub(super) fn anchor(feature: &str) -> String {
    let mut anchor = String::with_capacity(feature.len() + 2);
    for letter in feature.chars() {
        if letter.is_ascii_uppercase() {
            anchor.push('-');
        }
        anchor.push(letter.to_ascii_lowercase());
    }
    anchor
}

/// What a setting is called.
pub(super) fn name_of(feature: &str) -> String {
    let name = match feature {
        "selectiveAccept" => text!(schedules.selective_accept),
        "selectiveReject" => text!(schedules.selective_reject),
        "selectiveForward" => text!(schedules.selective_forward),
        "simultaneousRing" => text!(schedules.simultaneous_ring),
        "sequentialRing" => text!(schedules.sequential_ring),
        "priorityAlert" => text!(schedules.priority_alert),
        "callNotify" => text!(schedules.call_notify),
        "executive" | "callFiltering" => text!(schedules.executive),
        other => return other.to_owned(),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_stands_under_its_name_in_the_words_of_addresses() {
        assert_eq!(anchor("selectiveAccept"), "selective-accept");
        assert_eq!(anchor("executive"), "executive");
    }
}
