//! Voicemail: which calls the mailbox answers and when, what callers hear, and what becomes of
//! their messages.

mod delivery;
mod greeting;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::{
    delivery::{
        EmailCopy, FaxMessage, MessageStorage, Notifications, StorageType, TransferToNumber,
    },
    greeting::{AudioFile, Greeting, GreetingKind, WAV},
};
use super::{
    Findings, NumberField, Setting,
    rings::{self, MOST_RINGS, USUAL_RINGS},
};
use crate::{
    company::voicemail::CompanyVoicemail,
    error::{Code, FieldError},
    features::Feature,
    typed_number::Takes,
};

/// `…/settings/voicemail`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Voicemail {
    /// Whether the mailbox answers at all.
    pub enabled: bool,
    /// Every call goes there at once.
    pub send_all_calls: SendAllCalls,
    /// Calls that find the user busy.
    pub send_busy_calls: SendBusyCalls,
    /// Calls that nobody answers.
    pub send_unanswered_calls: SendUnansweredCalls,
    /// A mail about each message, without its sound.
    pub notifications: Notifications,
    /// Who is called by callers that press 0.
    pub transfer_to_number: TransferToNumber,
    /// A mail with the sound of each message.
    pub email_copy_of_message: EmailCopy,
    /// Where messages are kept.
    pub message_storage: MessageStorage,
    /// Faxes that the mailbox takes.
    pub fax_message: FaxMessage,
    /// Whether the company lets messages go elsewhere: forwarded, mailed with their sound, or kept
    /// in another mailbox. What a client sends is passed over.
    pub voice_message_forwarding_enabled: bool,
}

impl Default for Voicemail {
    fn default() -> Self {
        Self {
            enabled: true,
            send_all_calls: SendAllCalls::default(),
            send_busy_calls: SendBusyCalls::default(),
            send_unanswered_calls: SendUnansweredCalls::default(),
            notifications: Notifications::default(),
            transfer_to_number: TransferToNumber::default(),
            email_copy_of_message: EmailCopy::default(),
            message_storage: MessageStorage::default(),
            fax_message: FaxMessage::default(),
            voice_message_forwarding_enabled: true,
        }
    }
}

impl Voicemail {
    /// Which greeting callers hear.
    pub fn greeting(&self, kind: GreetingKind) -> Greeting {
        match kind {
            GreetingKind::Busy => self.send_busy_calls.greeting,
            GreetingKind::NoAnswer => self.send_unanswered_calls.greeting,
        }
    }

    /// Chooses the greeting that callers hear.
    pub fn choose_greeting(&mut self, kind: GreetingKind, greeting: Greeting) {
        match kind {
            GreetingKind::Busy => self.send_busy_calls.greeting = greeting,
            GreetingKind::NoAnswer => self.send_unanswered_calls.greeting = greeting,
        }
    }

    /// Notes that there is a greeting of the user's own, or none any more.
    pub fn put_greeting(&mut self, kind: GreetingKind, file: Option<AudioFile>) {
        let is_there = file.is_some();
        let (uploaded, place) = match kind {
            GreetingKind::Busy => {
                let busy = &mut self.send_busy_calls;
                (&mut busy.greeting_uploaded, &mut busy.audio_file)
            }
            GreetingKind::NoAnswer => {
                let unanswered = &mut self.send_unanswered_calls;
                (
                    &mut unanswered.greeting_uploaded,
                    &mut unanswered.audio_file,
                )
            }
        };
        *uploaded = is_there;
        *place = file;
        if !is_there {
            self.choose_greeting(kind, Greeting::Default);
        }
    }
}

/// Every call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SendAllCalls {
    /// Whether they go to the mailbox.
    pub enabled: bool,
}

/// Calls that find the user busy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SendBusyCalls {
    /// Whether they go to the mailbox.
    pub enabled: bool,
    /// What callers hear there.
    pub greeting: Greeting,
    /// Whether there is a greeting of the user's own; what a client sends is passed over.
    pub greeting_uploaded: bool,
    /// That greeting; what a client sends is passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio_file: Option<AudioFile>,
}

impl Default for SendBusyCalls {
    fn default() -> Self {
        Self {
            enabled: true,
            greeting: Greeting::Default,
            greeting_uploaded: false,
            audio_file: None,
        }
    }
}

/// Calls that nobody answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SendUnansweredCalls {
    /// Whether they go to the mailbox.
    pub enabled: bool,
    /// What callers hear there; those whose calls go there at once hear it, too.
    pub greeting: Greeting,
    /// Whether there is a greeting of the user's own; what a client sends is passed over.
    pub greeting_uploaded: bool,
    /// Rings before that, 2 to 20.
    pub number_of_rings: u16,
    /// The most rings that can be chosen; what a client sends is passed over.
    #[serde(skip_deserializing, default = "most")]
    pub system_max_number_of_rings: u16,
    /// That greeting; what a client sends is passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio_file: Option<AudioFile>,
}

fn most() -> u16 {
    MOST_RINGS
}

impl Default for SendUnansweredCalls {
    fn default() -> Self {
        Self {
            enabled: true,
            greeting: Greeting::Default,
            greeting_uploaded: false,
            number_of_rings: USUAL_RINGS,
            system_max_number_of_rings: MOST_RINGS,
            audio_file: None,
        }
    }
}

impl Setting for Voicemail {
    const NAME: &'static str = "voicemail";
    const FEATURE: Option<Feature> = Some(Feature::Voicemail);
    const READ_ONLY: &'static [&'static str] = &[
        "sendBusyCalls.greetingUploaded",
        "sendBusyCalls.audioFile",
        "sendUnansweredCalls.greetingUploaded",
        "sendUnansweredCalls.audioFile",
        "voiceMessageForwardingEnabled",
    ];
    const PARTS: &'static [(&'static str, Feature)] = &[
        ("sendAllCalls", Feature::SendCallsToVoicemail),
        ("notifications", Feature::VoicemailNotifications),
        ("transferToNumber", Feature::VoicemailTransferNumber),
        ("emailCopyOfMessage", Feature::VoicemailEmailCopy),
        ("messageStorage", Feature::VoicemailMessageStorage),
        ("faxMessage", Feature::VoicemailFaxMessaging),
    ];

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let (busy, unanswered) = (&self.send_busy_calls, &self.send_unanswered_calls);
        findings.refuse_if(
            busy.greeting == Greeting::Custom && !busy.greeting_uploaded,
            "sendBusyCalls.greeting",
            Code::NoGreeting,
        );
        findings.refuse_if(
            unanswered.greeting == Greeting::Custom && !unanswered.greeting_uploaded,
            "sendUnansweredCalls.greeting",
            Code::NoGreeting,
        );
        findings.add(
            "sendUnansweredCalls.numberOfRings",
            rings::check(unanswered.number_of_rings),
        );
        self.notifications.check(&mut findings);
        self.transfer_to_number.check(&mut findings);
        self.email_copy_of_message.check(&mut findings);
        self.message_storage.check(&mut findings);
        self.fax_message.check(&mut findings);
        findings.outcome()
    }

    fn follow(&mut self, company: &CompanyVoicemail) {
        self.voice_message_forwarding_enabled = company.voice_message_forwarding_enabled;
    }

    fn check_change(&self, before: &Self) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let stays = !self.voice_message_forwarding_enabled;
        // What was on before the company decided so does nothing, and may be left as it is.
        findings.refuse_if(
            stays && self.email_copy_of_message.enabled && !before.email_copy_of_message.enabled,
            "emailCopyOfMessage.enabled",
            Code::MessagesStay,
        );
        findings.refuse_if(
            stays && self.message_storage.is_external() && !before.message_storage.is_external(),
            "messageStorage.storageType",
            Code::MessagesStay,
        );
        findings.outcome()
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        let optional = [
            (
                "notifications.smsDestination",
                Takes::ReachedNumber,
                &mut self.notifications.sms_destination,
            ),
            (
                "transferToNumber.destination",
                Takes::Destination,
                &mut self.transfer_to_number.destination,
            ),
            (
                "faxMessage.phoneNumber",
                Takes::ReachedNumber,
                &mut self.fax_message.phone_number,
            ),
        ];
        for (field, takes, number) in optional {
            if let Some(number) = number {
                visit(NumberField::new(field, takes, number));
            }
        }
    }
}

#[cfg(test)]
mod tests;
