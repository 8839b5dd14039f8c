use std::collections::HashMap;

use belroute_shared::{
    caller_number::{
        AvailableCallerIds, CallerId, CallerIdChoice, CallerIdSettings, SelectCallerId,
        SelectedCallerId,
    },
    number::Numbers,
};
use serde::Serialize;

use crate::{http, http::HttpError, paths};

const SETTINGS: &str = "/v1/telephony/config/people/me/settings";

/// Everything that the list shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choices {
    pub(super) allowed: Vec<Allowed>,
    /// The chosen number, also while it is hidden.
    pub(super) number: CallerId,
    /// Whether calls show no number.
    pub(super) is_hidden: bool,
}

impl Choices {
    /// What is chosen, among what may be: who may not hide his number has only numbers to choose
    /// from.
    pub(super) fn chosen(&self, can_hide: bool) -> Chosen {
        if self.is_hidden && can_hide {
            Chosen::Anonymous
        } else {
            Chosen::Number(self.number.clone())
        }
    }

    /// Takes a choice before the server has confirmed it.
    pub(super) fn choose(&mut self, wanted: &Chosen, can_hide: bool) {
        if let Chosen::Number(number) = wanted {
            self.number = number.clone();
        }
        if can_hide {
            self.is_hidden = *wanted == Chosen::Anonymous;
        }
    }
}

/// A number that may be shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Allowed {
    pub(super) caller_id: CallerId,
    /// The number as people write it.
    pub(super) display: String,
}

/// One of the things that calls can show.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Chosen {
    Number(CallerId),
    Anonymous,
}

impl Chosen {
    /// Whether both are the same choice, whatever their labels.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Anonymous, Self::Anonymous) => true,
            (Self::Number(one), Self::Number(other)) => one.is_same_choice(other),
            _ => false,
        }
    }
}

pub(super) async fn list() -> Result<Choices, HttpError> {
    let numbers = list_allowed();
    let (selected, settings) = (
        format!("{SETTINGS}/selectedCallerId"),
        format!("{SETTINGS}/callerId"),
    );
    let chosen = http::both(
        http::get::<SelectedCallerId>(&selected),
        http::get::<CallerIdSettings>(&settings),
    );
    let (allowed, (selected, settings)) = http::both(numbers, chosen).await?;
    Ok(Choices {
        allowed,
        number: selected.selected,
        is_hidden: settings.calling_line_id_delivery_blocking_enabled,
    })
}

/// The numbers that may be shown.
pub(super) async fn list_allowed() -> Result<Vec<Allowed>, HttpError> {
    let available: AvailableCallerIds =
        http::get(&format!("{SETTINGS}/availableCallerIds")).await?;
    with_displays(available.available_caller_ids).await
}

/// The server knows how people of the organisation's country write a number; the browser does not.
async fn with_displays(caller_ids: Vec<CallerId>) -> Result<Vec<Allowed>, HttpError> {
    let numbers: Vec<String> = caller_ids
        .iter()
        .filter_map(|caller_id| caller_id.direct_number.as_ref().map(ToString::to_string))
        .collect();
    let mut displays = HashMap::new();
    if !numbers.is_empty() {
        let query = numbers.into_iter().map(|number| ("number", number));
        let found: Numbers = http::get(&paths::request("/v1/numbers", query)).await?;
        displays = found
            .numbers
            .into_iter()
            .map(|found| (found.typed, found.display))
            .collect();
    }
    let allowed = caller_ids.into_iter().map(|caller_id| {
        let number = caller_id.direct_number.as_ref().map(ToString::to_string);
        let extension = caller_id.extension.as_ref().map(ToString::to_string);
        let written = number
            .as_ref()
            .and_then(|number| displays.get(number).cloned());
        Allowed {
            display: written.or(number).or(extension).unwrap_or_default(),
            caller_id,
        }
    });
    Ok(allowed.collect())
}

/// Only the field that is meant: the other keeps its value.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Hide {
    calling_line_id_delivery_blocking_enabled: bool,
}

/// Saves a choice. A number first, then that it is not hidden: a refused number changes nothing.
/// Whether it is hidden is left alone where the user may not decide about that.
pub(super) async fn replace(chosen: &Chosen, can_hide: bool) -> Result<(), HttpError> {
    if let Chosen::Number(caller_id) = chosen {
        let choice = CallerIdChoice {
            kind: caller_id.kind,
            id: caller_id.id.clone(),
            direct_number: caller_id.direct_number.clone(),
        };
        let body = SelectCallerId::Wrapped { selected: choice };
        http::put(&format!("{SETTINGS}/selectedCallerId"), &body).await?;
    }
    if !can_hide {
        return Ok(());
    }
    let hide = Hide {
        calling_line_id_delivery_blocking_enabled: *chosen == Chosen::Anonymous,
    };
    http::put(&format!("{SETTINGS}/callerId"), &hide).await
}

#[cfg(test)]
mod tests {
    use belroute_shared::caller_number::CallerIdType;

    use super::*;

    fn number(number: &str) -> CallerId {
        CallerId {
            kind: CallerIdType::AdditionalClid,
            id: None,
            name: None,
            direct_number: belroute_shared::number::PhoneNumber::new(number).ok(),
            extension: None,
        }
    }

    #[test]
    fn who_may_not_hide_his_number_chooses_among_numbers_and_stays_hidden() {
        let (first, second) = (number("+442079460041"), number("+442079460042"));
        let mut choices = Choices {
            allowed: Vec::new(),
            number: first.clone(),
            is_hidden: true,
        };
        assert_eq!(choices.chosen(true), Chosen::Anonymous);
        assert_eq!(choices.chosen(false), Chosen::Number(first));
        choices.choose(&Chosen::Number(second.clone()), false);
        assert_eq!(choices.chosen(false), Chosen::Number(second.clone()));
        assert!(choices.is_hidden);
        choices.choose(&Chosen::Number(second.clone()), true);
        assert_eq!(choices.chosen(true), Chosen::Number(second));
        choices.choose(&Chosen::Anonymous, true);
        assert_eq!(choices.chosen(true), Chosen::Anonymous);
    }
}
