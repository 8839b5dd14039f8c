use belroute_shared::{
    audit::Action,
    company::{audit_log::AuditLine, feature_access::FEATURE_ACCESS},
    number::PhoneNumber,
};

use super::{Reader, values};
use crate::{company, settings::of_code, text, written_numbers::WrittenNumbers};

/// Whose account or setting a line is about.
enum Whose {
    /// Of whom the line is told to.
    Yours,
    /// Of whoever did it.
    Own,
    /// Of somebody else.
    Of(String),
}

/// A text in the three forms that it has: of somebody, of whoever did it, of who reads it.
macro_rules! of {
    ($whose:expr, $of:ident, $own:ident, $yours:ident) => {
        match $whose {
            Whose::Yours => text!(audit.$yours).to_owned(),
            Whose::Own => text!(audit.$own).to_owned(),
            Whose::Of(whom) => text!(audit.$of, whom = whom),
        }
    };
}

/// A line in plain words.
#[expect(
    clippy::too_many_lines,
    reason = "a table: one line for each, and none may be missing"
)]
pub(super) fn sentence(line: &AuditLine, reader: Reader, numbers: WrittenNumbers) -> String {
    let who = match line.actor_name.as_str() {
        "" => text!(audit.somebody).to_owned(),
        name => name.to_owned(),
    };
    let object = match PhoneNumber::new(&line.object) {
        Ok(number) => numbers.of(number.as_str()),
        Err(_) => line.object.clone(),
    };
    match line.action {
        Action::SignedIn => text!(audit.signed_in, who = who),
        Action::SessionResumed => text!(audit.session_resumed, who = who),
        // Somebody whom the organisation's provider knows and nobody here does.
        Action::SignInFailed if line.about.is_none() && !object.is_empty() => {
            text!(audit.sign_in_failed, whom = object)
        }
        Action::SignInFailed => text!(audit.sign_in_failed, whom = whom(line, reader)),
        Action::IdentityLinked => text!(audit.identity_linked, who = who),
        Action::SessionEnded => text!(audit.session_ended, who = who),
        Action::PasswordSet => text!(audit.password_set, who = who),
        Action::PasswordResetAsked => {
            text!(
                audit.password_reset_asked,
                who = who,
                whom = whom(line, reader)
            )
        }
        Action::FactorAdded => text!(audit.factor_added, who = who),
        Action::FactorRemoved => text!(audit.factor_removed, who = who),
        Action::FactorMadePrimary => text!(audit.factor_made_primary, who = who),
        Action::EmailAddressAdded => {
            text!(email_addresses.log_added, who = who, address = object)
        }
        Action::EmailAddressConfirmed => {
            text!(email_addresses.log_confirmed, who = who, address = object)
        }
        Action::EmailAddressRemoved => {
            text!(email_addresses.log_removed, who = who, address = object)
        }
        Action::EmailAddressMadePrimary => {
            text!(
                email_addresses.log_made_primary,
                who = who,
                address = object
            )
        }
        Action::PasskeyMayBeCopied => {
            text!(audit.passkey_may_be_copied, whom = whom(line, reader))
        }
        Action::RecoveryCodesMade => text!(audit.recovery_codes_made, who = who),
        Action::RecoveryCodeUsed => text!(audit.recovery_code_used, who = who),
        Action::BrowsersForgotten => text!(audit.browsers_forgotten, who = who),
        Action::UserMade => text!(audit.user_made, who = who, whom = whom(line, reader)),
        Action::UserInvited => text!(audit.user_invited, who = who, whom = whom(line, reader)),
        Action::UserDisabled => text!(audit.user_disabled, who = who, whom = whom(line, reader)),
        Action::UserEnabled => text!(audit.user_enabled, who = who, whom = whom(line, reader)),
        Action::TemporaryPasswordMade => {
            text!(
                audit.temporary_password_made,
                who = who,
                whom = whom(line, reader)
            )
        }
        Action::UserChanged | Action::SettingChanged => {
            text!(
                audit.changed,
                who = who,
                what = changed(line, whose(line, reader))
            )
        }
        Action::SettingEnded => {
            let what = of!(whose(line, reader), setting_of, setting_own, setting_yours);
            text!(audit.setting_ended, what = what)
        }
        Action::FactorsReset => {
            let what = of!(whose(line, reader), factors_of, factors_own, factors_yours);
            text!(audit.took_away, who = who, what = what)
        }
        Action::PanelOpened => {
            let what = of!(whose(line, reader), panel_of, panel_own, panel_yours);
            text!(audit.opened, who = who, what = what)
        }
        Action::NumberMade if line.about.is_some() => {
            let whom = whom(line, reader);
            text!(audit.number_given, who = who, whom = whom, number = object)
        }
        Action::NumberMade => text!(audit.number_made, who = who, number = object),
        Action::NumberChanged => text!(audit.number_changed, who = who, number = object),
        Action::NumberRemoved => text!(audit.number_removed, who = who, number = object),
        Action::DefaultNumberChanged => {
            text!(audit.default_number_changed, who = who, number = object)
        }
        Action::DialPlanMade => text!(audit.dial_plan_made, who = who, name = object),
        Action::DialPlanChanged => text!(audit.dial_plan_changed, who = who, name = object),
        Action::DialPlanRemoved => text!(audit.dial_plan_removed, who = who, name = object),
        Action::ScheduleMade => text!(audit.schedule_made, who = who, name = object),
        Action::ScheduleChanged => text!(audit.schedule_changed, who = who, name = object),
        Action::ScheduleRemoved => text!(audit.schedule_removed, who = who, name = object),
        Action::CallGroupMade
        | Action::CallGroupChanged
        | Action::CallGroupRemoved
        | Action::FeatureCodeChanged
        | Action::HostChanged
        | Action::GuestReleased
        | Action::RecordingChanged
        | Action::MailboxShared
        | Action::MessageHeard => of_phones(line, reader, &who, &object),
        Action::MailboxRulesChanged => text!(audit.mailbox_rules_changed, who = who),
        Action::PinSet => {
            let what = of!(whose(line, reader), pin_of, pin_own, pin_yours);
            text!(audit.changed, who = who, what = what)
        }
        Action::GreetingSet | Action::GreetingRemoved => {
            let what = of!(
                whose(line, reader),
                greeting_of,
                greeting_own,
                greeting_yours
            );
            text!(audit.changed, who = who, what = what)
        }
        Action::PictureSet | Action::PictureRemoved => {
            let what = of!(whose(line, reader), picture_of, picture_own, picture_yours);
            text!(audit.changed, who = who, what = what)
        }
        Action::ContactMade => text!(audit.contact_made, who = who, name = object),
        Action::ContactChanged => text!(audit.contact_changed, who = who, name = object),
        Action::ContactRemoved => text!(audit.contact_removed, who = who, name = object),
        Action::ContactsImported => text!(audit.contacts_imported, who = who),
        Action::NumberBlocked => text!(audit.number_blocked, who = who, number = object),
        Action::NumberUnblocked => text!(audit.number_unblocked, who = who, number = object),
        Action::FeatureAccessChanged => text!(audit.feature_access_changed, who = who),
        Action::SignInRulesChanged => text!(audit.sign_in_rules_changed, who = who),
        Action::ProviderSet => text!(audit.provider_set, who = who, issuer = object),
        Action::ProviderRemoved => text!(audit.provider_removed, who = who, issuer = object),
        Action::StrangerNamed => text!(audit.stranger_named, who = who),
        // A newer server writes what this page has no words for.
        Action::Unknown => text!(audit.something, who = who),
    }
}

/// What was done to phones and groups.
fn of_phones(line: &AuditLine, reader: Reader, who: &str, object: &str) -> String {
    match line.action {
        Action::CallGroupMade => text!(audit.call_group_made, who = who, name = object),
        Action::CallGroupChanged => text!(audit.call_group_changed, who = who, name = object),
        Action::CallGroupRemoved => text!(audit.call_group_removed, who = who, name = object),
        Action::FeatureCodeChanged => {
            let what = of_code(object);
            text!(audit.feature_code_changed, who = who, what = what)
        }
        Action::HostChanged => {
            let what = of!(whose(line, reader), host_of, host_own, host_yours);
            text!(audit.changed, who = who, what = what)
        }
        Action::GuestReleased => {
            let whom = whom(line, reader);
            text!(audit.guest_released, who = who, whom = whom, host = object)
        }
        Action::RecordingChanged => {
            let what = of!(
                whose(line, reader),
                recording_of,
                recording_own,
                recording_yours
            );
            text!(audit.changed, who = who, what = what)
        }
        Action::MailboxShared => {
            let what = of!(whose(line, reader), sharers_of, sharers_own, sharers_yours);
            text!(audit.changed, who = who, what = what)
        }
        Action::MessageHeard => {
            let what = of!(whose(line, reader), message_of, message_own, message_yours);
            text!(audit.heard, who = who, what = what)
        }
        _ => text!(audit.something, who = who),
    }
}

fn changed(line: &AuditLine, whose: Whose) -> String {
    if line.action == Action::UserChanged && line.object == FEATURE_ACCESS {
        return of!(whose, features_of, features_own, features_yours);
    }
    if line.action == Action::UserChanged {
        return of!(whose, details_of, details_own, details_yours);
    }
    match line.object.as_str() {
        "selectedCallerId" => of!(whose, number_of, number_own, number_yours),
        "callerId" => of!(whose, hiding_of, hiding_own, hiding_yours),
        "account" => of!(whose, account_of, account_own, account_yours),
        "names" => of!(whose, names_of, names_own, names_yours),
        "contacts" => of!(whose, contacts_of, contacts_own, contacts_yours),
        "extraNumbers" => of!(whose, extra_of, extra_own, extra_yours),
        "speedDials" => of!(whose, dials_of, dials_own, dials_yours),
        "schedules" => of!(whose, schedules_of, schedules_own, schedules_yours),
        _ => of!(whose, setting_of, setting_own, setting_yours),
    }
}

fn whose(line: &AuditLine, reader: Reader) -> Whose {
    match &line.about {
        Some(about) if line.actor_id == Some(about.id) => Whose::Own,
        Some(_) if reader == Reader::Himself => Whose::Yours,
        Some(about) => Whose::Of(about.name.clone()),
        None => Whose::Of(text!(audit.somebody_else).to_owned()),
    }
}

fn whom(line: &AuditLine, reader: Reader) -> String {
    match &line.about {
        Some(_) if reader == Reader::Himself => text!(audit.you).to_owned(),
        Some(about) => about.name.clone(),
        None => text!(audit.somebody_else).to_owned(),
    }
}

/// What a field is called; one that has no words here is told as the API calls it.
pub(super) fn field(name: &str) -> String {
    let words = match name {
        "" => text!(audit.value),
        "canRememberBrowser" => text!(sign_in_rules.remember),
        "clientId" => text!(sign_in_rules.client_id),
        "emailDomain" => text!(sign_in_rules.email_domain),
        "idleMinutes" => text!(audit.idle_minutes),
        "issuer" => text!(sign_in_rules.issuer),
        "longestMinutes" => text!(audit.longest_minutes),
        "password" => text!(sign_in_rules.passwords),
        "requiresSecondFactor" => text!(sign_in_rules.requires),
        "alternateCode" => text!(company_calling.alternate),
        "announcementEnabled" => text!(company_calling.announce),
        "associationLimitEnabled" => text!(features.hoteling.limit),
        "associationLimitHours" => text!(company_calling.hours),
        "code" => text!(company_calling.code),
        "enabled" => text!(audit.enabled),
        "enforceAssociationLimit" => text!(company_calling.limits_stay),
        "host" => text!(audit.host),
        "isActive" => text!(company_calling.takes_guests),
        "members" => text!(company_calling.members),
        "pauseResumeNotifyMethod" => text!(company_calling.pause_notice),
        "recordingMode" => text!(company_calling.mode),
        "vendor" => text!(company_calling.vendor),
        "warningToneDuration" => text!(company_calling.tone_seconds),
        "warningToneEnabled" => text!(company_calling.tone),
        "speedDial" => text!(contacts.speed_dial),
        "speedDials" => text!(contacts.speed_dials),
        "callerNumbers" => text!(audit.caller_numbers),
        "callingLineIdDeliveryBlockingEnabled" => text!(audit.hides_number),
        "company" => text!(contacts.company),
        "connectedLineIdentificationRestrictionEnabled" => text!(audit.hides_who_answers),
        "directNumber" | "number" | "phoneNumber" => text!(audit.number),
        "duplicates" => text!(audit.known_already),
        "email" => text!(account.email),
        "events" => text!(audit.events),
        "extension" => text!(account.extension),
        "firstName" => text!(account.first_name),
        "grants" => text!(users.grants),
        "kind" => text!(dial_plans.kind),
        "label" => text!(numbers.label),
        "language" => text!(account.language),
        "lastName" => text!(account.last_name),
        "login" => text!(users.login),
        "name" => text!(dial_plans.name),
        "note" => text!(contacts.note),
        "numbers" => text!(contacts.numbers),
        "outgoingPermission" => text!(feature_access.permission),
        "owner" => text!(numbers.reaches),
        "refused" => text!(audit.with_mistakes),
        "role" => text!(users.role),
        "saved" => text!(audit.added),
        "theme" => text!(account.theme),
        "type" => text!(audit.which_number),
        other => match values::feature(other) {
            Some(feature) => company::words::of_feature(feature),
            None => return other.to_owned(),
        },
    };
    words.to_owned()
}
