use belroute_shared::{
    extra_numbers::ExtraNumberLabel,
    switched_on::{Granted, GrantedTo},
};

use crate::{clock, intl, text};

/// What an extra number is for.
pub(crate) fn of_label(label: ExtraNumberLabel) -> &'static str {
    match label {
        ExtraNumberLabel::Mobile => text!(contacts.mobile),
        ExtraNumberLabel::Home => text!(contacts.home),
        ExtraNumberLabel::Other => text!(contacts.other),
    }
}

/// How somebody came by something.
pub(super) fn of_granted(granted: &Granted) -> String {
    if granted.to == GrantedTo::Everybody {
        return text!(switched_on.everybody).to_owned();
    }
    let day = granted.at.map(|at| intl::plain_day(at, clock::now()));
    match (granted.by.clone(), day) {
        (Some(by), Some(day)) => text!(switched_on.granted_by_on, by, day),
        (None, Some(day)) => text!(switched_on.granted_on, day),
        (Some(by), None) => text!(switched_on.granted_by, by),
        (None, None) => text!(switched_on.granted).to_owned(),
    }
}
