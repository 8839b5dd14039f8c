//! Identifiers. All are UUIDs of version 7, so that they sort by the moment they were made.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Uuid))]
        #[serde(transparent)]
        pub struct $name(
            /// The bare value, as stored.
            pub Uuid,
        );

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// An organisation: one customer of the telephone system.
    OrganisationId;
    /// A user of an organisation.
    UserId;
    /// One call as one user lived it; the two sides of an internal call are two of these.
    CallId;
    /// A phone or app of a user.
    DeviceId;
    /// An entry of a phonebook: a colleague, a dial plan or a contact.
    EntryId;
    /// A session: one signed-in browser.
    SessionId;
    /// An extra e-mail address of a user.
    EmailAddressId;
    /// A second factor of a user.
    FactorId;
    /// A browser that a user has signed in with.
    BrowserId;
    /// A user's panel that an administrator has opened.
    OpenedPanelId;
    /// A number on the company's block list.
    BlockedNumberId;
    /// A dial plan: a queue, hunt group or menu.
    DialPlanId;
    /// People who take one another's calls, or park calls for one another.
    CallGroupId;
    /// A line of the audit log.
    AuditLineId;
    /// A number of single number reach.
    ReachNumberId;
    /// A pairing: the code that connects one app.
    PairingId;
    /// A schedule, of a user or of a company.
    ScheduleId;
    /// An event of a schedule.
    EventId;
    /// A rule of one of a user's settings.
    RuleId;
    /// A message in a mailbox.
    VoiceMessageId;
}
