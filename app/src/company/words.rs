//! What an administrator reads in place of the words of the API.

mod features;
mod phones;

use belroute_shared::company::{
    contacts::NumberLabel,
    dial_plans::DialPlanKind,
    users::{Grant, Role, UserStatus},
};

use crate::text;

pub use features::{about_feature, of_access, of_feature, of_permission};
pub use phones::{of_group_kind, of_notice, of_recording};

/// What somebody may do.
pub fn of_role(role: Role) -> &'static str {
    match role {
        Role::User => text!(users.role_user),
        Role::Administrator => text!(users.role_administrator),
    }
}

/// What somebody was given.
pub fn of_grant(grant: Grant) -> &'static str {
    match grant {
        Grant::Mailbox => text!(users.grant_mailbox),
        Grant::PhonebookManager => text!(users.grant_phonebook_manager),
        Grant::Executive => text!(users.grant_executive),
        Grant::ExecutiveAssistant => text!(users.grant_executive_assistant),
    }
}

/// How far a user is.
pub(super) fn of_status(status: UserStatus) -> &'static str {
    match status {
        UserStatus::Invited => text!(users.invited),
        UserStatus::Active => text!(users.active),
        UserStatus::Disabled => text!(users.disabled),
    }
}

/// What a dial plan does with a call.
pub fn of_kind(kind: DialPlanKind) -> &'static str {
    match kind {
        DialPlanKind::Queue => text!(dial_plans.queue),
        DialPlanKind::HuntGroup => text!(dial_plans.hunt_group),
        DialPlanKind::Menu => text!(dial_plans.menu),
    }
}

/// What a number is for.
pub fn of_label(label: NumberLabel) -> &'static str {
    match label {
        NumberLabel::Mobile => text!(contacts.mobile),
        NumberLabel::Work => text!(contacts.work),
        NumberLabel::Home => text!(contacts.home),
        NumberLabel::Other => text!(contacts.other),
    }
}
