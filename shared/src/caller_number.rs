//! The number others see: what a user may show, what he has chosen, and hiding it.
//!
//! Shapes are those of Webex Calling's `availableCallerIds`, `selectedCallerId` and `callerId`.

use serde::{Deserialize, Serialize};

use crate::number::{Extension, PhoneNumber};

/// Where a number that may be shown comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CallerIdType {
    /// What the administrator set for the user: his direct number, else the organisation's.
    DefaultClid,
    /// A further number, named by `directNumber`.
    AdditionalClid,
    /// The number of a queue, named by `id`.
    CallQueue,
    /// The number of a hunt group, named by `id`.
    HuntGroup,
}

/// One number that a user may show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallerId {
    /// Where it comes from.
    #[serde(rename = "type")]
    pub kind: CallerIdType,
    /// The queue or hunt group, where `type` is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Label given by the administrator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_number: Option<PhoneNumber>,
    /// Internal number of a queue or hunt group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
}

impl CallerId {
    /// Whether both name the same choice; labels do not count.
    pub fn is_same_choice(&self, other: &Self) -> bool {
        self.kind == other.kind
            && match self.kind {
                CallerIdType::DefaultClid => true,
                CallerIdType::AdditionalClid => self.direct_number == other.direct_number,
                CallerIdType::CallQueue | CallerIdType::HuntGroup => self.id == other.id,
            }
    }
}

/// `GET …/settings/availableCallerIds`: the whole list, at most 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AvailableCallerIds {
    /// What the administrator allows, the default first.
    pub available_caller_ids: Vec<CallerId>,
}

/// `GET …/settings/selectedCallerId`: the number that a call made now would show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SelectedCallerId {
    /// The choice. One that was withdrawn reads as the default.
    pub selected: CallerId,
}

/// A choice as clients send it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallerIdChoice {
    /// Where the number comes from.
    #[serde(rename = "type")]
    pub kind: CallerIdType,
    /// The queue or hunt group, where `type` is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The number, where `type` is `ADDITIONAL_CLID`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_number: Option<PhoneNumber>,
}

/// `PUT …/settings/selectedCallerId`. The published API wraps the choice in `selected`; the client
/// library of the same vendor does not. Both are taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum SelectCallerId {
    /// As the published API has it.
    Wrapped {
        /// The choice.
        selected: CallerIdChoice,
    },
    /// As the client library sends it.
    Bare(CallerIdChoice),
}

impl SelectCallerId {
    /// The choice, whichever form it came in.
    pub fn choice(self) -> CallerIdChoice {
        match self {
            Self::Wrapped { selected } | Self::Bare(selected) => selected,
        }
    }
}

/// `GET` and `PUT …/settings/callerId`: hiding instead of choosing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallerIdSettings {
    /// Hides name and number on all outgoing calls. Emergency calls still show a number.
    pub calling_line_id_delivery_blocking_enabled: bool,
    /// Hides who answered from people who call this user.
    pub connected_line_identification_restriction_enabled: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_the_choice_are_read() {
        let bare = r#"{"type":"ADDITIONAL_CLID","directNumber":"+442079460000"}"#;
        let wrapped = format!(r#"{{"selected":{bare}}}"#);
        let read = |json: &str| {
            serde_json::from_str::<SelectCallerId>(json)
                .unwrap()
                .choice()
        };
        assert_eq!(read(bare), read(&wrapped));
        assert_eq!(read(bare).kind, CallerIdType::AdditionalClid);
    }

    #[test]
    fn the_default_is_one_choice_whatever_its_number() {
        let default = |number: Option<&str>| CallerId {
            kind: CallerIdType::DefaultClid,
            id: None,
            name: None,
            direct_number: number.map(|n| PhoneNumber::new(n).unwrap()),
            extension: None,
        };
        assert!(default(None).is_same_choice(&default(Some("+442079460041"))));
    }
}
