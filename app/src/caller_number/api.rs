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
    pub(super) chosen: Chosen,
}

/// A number that may be shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Allowed {
    pub(super) caller_id: CallerId,
    /// The number as people write it.
    pub(super) display: String,
}

/// What a call made now would show.
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
    let numbers = async {
        let available: AvailableCallerIds =
            http::get(&format!("{SETTINGS}/availableCallerIds")).await?;
        with_displays(available.available_caller_ids).await
    };
    let (selected, settings) = (
        format!("{SETTINGS}/selectedCallerId"),
        format!("{SETTINGS}/callerId"),
    );
    let chosen = http::both(
        http::get::<SelectedCallerId>(&selected),
        http::get::<CallerIdSettings>(&settings),
    );
    let (allowed, (selected, settings)) = http::both(numbers, chosen).await?;
    let is_anonymous = settings.calling_line_id_delivery_blocking_enabled;
    Ok(Choices {
        allowed,
        chosen: if is_anonymous {
            Chosen::Anonymous
        } else {
            Chosen::Number(selected.selected)
        },
    })
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
pub(super) async fn replace(chosen: &Chosen) -> Result<(), HttpError> {
    if let Chosen::Number(caller_id) = chosen {
        let choice = CallerIdChoice {
            kind: caller_id.kind,
            id: caller_id.id.clone(),
            direct_number: caller_id.direct_number.clone(),
        };
        let body = SelectCallerId::Wrapped { selected: choice };
        http::put(&format!("{SETTINGS}/selectedCallerId"), &body).await?;
    }
    let hide = Hide {
        calling_line_id_delivery_blocking_enabled: *chosen == Chosen::Anonymous,
    };
    http::put(&format!("{SETTINGS}/callerId"), &hide).await
}
