use belroute_shared::company::users::{Grant, Role, UserStatus};

use crate::text;

pub(super) fn of_role(role: Role) -> &'static str {
    match role {
        Role::User => text!(users.role_user),
        Role::Administrator => text!(users.role_administrator),
    }
}

pub(super) fn of_grant(grant: Grant) -> &'static str {
    match grant {
        Grant::Mailbox => text!(users.grant_mailbox),
        Grant::PhonebookManager => text!(users.grant_phonebook_manager),
    }
}

pub(super) fn of_status(status: UserStatus) -> &'static str {
    match status {
        UserStatus::Invited => text!(users.invited),
        UserStatus::Active => text!(users.active),
        UserStatus::Disabled => text!(users.disabled),
    }
}
