//! What becomes of messages: who is told, where they are kept, and who is called instead.

use serde::{Deserialize, Serialize};

use super::super::{Findings, mail_address};
use crate::{
    error::Code,
    typed_number::{self, TypedNumber},
};

/// A mail about each message, without its sound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Notifications {
    /// Whether it goes out.
    pub enabled: bool,
    /// Where it goes; wanted while it is on, at most 80 characters.
    #[serde(
        skip_serializing_if = "String::is_empty",
        deserialize_with = "mail_address::optional"
    )]
    pub destination: String,
    /// Where a text would go. It is kept for clients of the published API: this system sends none.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "typed_number::optional"
    )]
    pub sms_destination: Option<TypedNumber>,
}

impl Notifications {
    pub(super) fn check(&self, findings: &mut Findings) {
        let outcome = mail_address::check(&self.destination, self.enabled);
        findings.add("notifications.destination", outcome);
    }
}

/// Who is called by callers that press 0 during the greeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct TransferToNumber {
    /// Whether 0 does anything.
    pub enabled: bool,
    /// Who is called; wanted while it is on.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "typed_number::optional"
    )]
    pub destination: Option<TypedNumber>,
}

impl TransferToNumber {
    pub(super) fn check(&self, findings: &mut Findings) {
        findings.refuse_if(
            self.enabled && self.destination.is_none(),
            "transferToNumber.destination",
            Code::Required,
        );
    }
}

/// A mail with the sound of each message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct EmailCopy {
    /// Whether it goes out.
    pub enabled: bool,
    /// Where it goes; wanted while it is on, at most 80 characters.
    #[serde(
        skip_serializing_if = "String::is_empty",
        deserialize_with = "mail_address::optional"
    )]
    pub email_id: String,
}

impl EmailCopy {
    pub(super) fn check(&self, findings: &mut Findings) {
        let outcome = mail_address::check(&self.email_id, self.enabled);
        findings.add("emailCopyOfMessage.emailId", outcome);
    }
}

/// Where messages are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct MessageStorage {
    /// Whether phones show by a light that there are new messages.
    pub mwi_enabled: bool,
    /// In the mailbox, or elsewhere.
    pub storage_type: StorageType,
    /// Where they are mailed to; wanted where they are kept elsewhere, at most 80 characters.
    #[serde(
        skip_serializing_if = "String::is_empty",
        deserialize_with = "mail_address::optional"
    )]
    pub external_email: String,
}

impl Default for MessageStorage {
    fn default() -> Self {
        Self {
            mwi_enabled: true,
            storage_type: StorageType::Internal,
            external_email: String::new(),
        }
    }
}

impl MessageStorage {
    /// Whether messages are mailed, and not kept here.
    pub fn is_external(&self) -> bool {
        self.storage_type == StorageType::External
    }

    pub(super) fn check(&self, findings: &mut Findings) {
        let outcome = mail_address::check(&self.external_email, self.is_external());
        findings.add("messageStorage.externalEmail", outcome);
    }
}

/// In the mailbox, or elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StorageType {
    /// In the mailbox.
    #[default]
    Internal,
    /// They are mailed with their sound, and not kept.
    External,
}

/// Faxes that the mailbox takes. The number is kept for clients of the published API and shown;
/// receiving faxes is not part of this system.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct FaxMessage {
    /// Whether it takes them.
    pub enabled: bool,
    /// The public number at which they arrive; wanted while it is on.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "typed_number::optional"
    )]
    pub phone_number: Option<TypedNumber>,
    /// The internal number at which they arrive.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "typed_number::optional"
    )]
    pub extension: Option<TypedNumber>,
}

impl FaxMessage {
    pub(super) fn check(&self, findings: &mut Findings) {
        findings.refuse_if(
            self.enabled && self.phone_number.is_none(),
            "faxMessage.phoneNumber",
            Code::Required,
        );
        let extension = self.extension.as_ref();
        findings.refuse_if(
            extension.is_some_and(|it| it.extension().is_none()),
            "faxMessage.extension",
            Code::NotAnExtension,
        );
    }
}
