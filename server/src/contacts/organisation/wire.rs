//! A contact on the wire.

use belroute_shared::{
    contacts::{LabelledNumber, NumberLabel},
    ids::{EntryId, OrganisationId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::contacts::Card;

/// What every contact says of its shape.
const SCHEMAS: &str = "urn:cisco:codev:identity:contact:core:1.0";
/// Where contacts come from that people keep by hand.
pub(super) const SOURCE: &str = "CH";

/// By what somebody is reached first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum PrimaryContactMethod {
    SipAddress,
    Email,
    Phone,
    Ims,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum ContactEmailType {
    #[default]
    Work,
    Home,
    Room,
    Other,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ContactPhoneType {
    #[default]
    Work,
    Home,
    Mobile,
    WorkExtension,
    Fax,
    Pager,
    Other,
}

/// What a change does with a number, where it does not set all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ContactChange {
    /// The contact loses it.
    Delete,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ContactEmail {
    pub(super) value: String,
    #[serde(rename = "type")]
    pub(super) kind: ContactEmailType,
    pub(super) primary: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ContactPhone {
    /// Sent in any form that people type, answered in E.164 form.
    pub(super) value: String,
    #[serde(rename = "type")]
    pub(super) kind: ContactPhoneType,
    /// The first of the contact's numbers.
    pub(super) primary: bool,
    /// Only of a change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) operation: Option<ContactChange>,
}

/// A contact of the organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct OrganisationContact {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contact_id: Option<EntryId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) schemas: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) org_id: Option<OrganisationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
    /// The whole name; made of its parts, or of the firm, where it is not sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) company_name: Option<String>,
    /// Follows from what there is; passed over when it is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) primary_contact_method: Option<PrimaryContactMethod>,
    /// At most one is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) emails: Option<Vec<ContactEmail>>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) phone_numbers: Option<Vec<ContactPhone>>,
}

impl OrganisationContact {
    /// A stored contact as it is shown.
    pub(super) fn of(organisation: OrganisationId, id: EntryId, card: Card) -> Self {
        let emails = card.email.into_iter().map(|value| ContactEmail {
            value,
            kind: ContactEmailType::Work,
            primary: true,
        });
        let phones = card.numbers.into_iter().enumerate();
        let phones = phones.map(|(place, line)| ContactPhone {
            value: line.number,
            kind: kind_of(line.label),
            primary: place == 0,
            operation: None,
        });
        Self {
            contact_id: Some(id),
            schemas: Some(SCHEMAS.to_owned()),
            org_id: Some(organisation),
            source: Some(SOURCE.to_owned()),
            display_name: Some(card.name),
            first_name: card.first_name,
            last_name: card.last_name,
            company_name: card.company,
            primary_contact_method: Some(PrimaryContactMethod::Phone),
            emails: Some(emails.collect()),
            phone_numbers: Some(phones.collect()),
        }
    }
}

fn kind_of(label: NumberLabel) -> ContactPhoneType {
    match label {
        NumberLabel::Mobile => ContactPhoneType::Mobile,
        NumberLabel::Work => ContactPhoneType::Work,
        NumberLabel::Home => ContactPhoneType::Home,
        NumberLabel::Other => ContactPhoneType::Other,
    }
}

impl From<ContactPhone> for LabelledNumber {
    fn from(phone: ContactPhone) -> Self {
        Self {
            number: phone.value,
            label: match phone.kind {
                ContactPhoneType::Mobile => NumberLabel::Mobile,
                ContactPhoneType::Work | ContactPhoneType::WorkExtension => NumberLabel::Work,
                ContactPhoneType::Home => NumberLabel::Home,
                ContactPhoneType::Fax | ContactPhoneType::Pager | ContactPhoneType::Other => {
                    NumberLabel::Other
                }
            },
            display: String::new(),
        }
    }
}
