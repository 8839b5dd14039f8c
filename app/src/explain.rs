//! Turns what went wrong into words. Nothing else does.

use belroute_shared::{
    error::{Code, ErrorBody},
    password::PasswordRule,
};

use crate::{http::HttpError, password, text};

/// A failure in one sentence.
pub fn explain(error: &HttpError) -> String {
    match error {
        HttpError::Offline => text!(errors.offline).to_owned(),
        HttpError::SignedOut => text!(errors.signed_out).to_owned(),
        HttpError::Garbled | HttpError::Aborted => text!(errors.garbled).to_owned(),
        HttpError::Refused { body, .. } => match body.code() {
            Code::Internal => text!(errors.internal, id = body.tracking_id.clone()),
            code if is_in_a_rule(body) => text!(errors.in_a_rule, why = explain_code(code)),
            code => explain_code(code).to_owned(),
        },
    }
}

/// Whether something was refused because of a rule that stands elsewhere on the page.
fn is_in_a_rule(body: &ErrorBody) -> bool {
    let field = body.errors.first().and_then(|entry| entry.field.as_deref());
    field.is_some_and(|field| field.starts_with("criteria."))
}

/// Why a value was refused, to be shown beside its field.
#[expect(
    clippy::too_many_lines,
    reason = "a table: one line for each, and none may be missing"
)]
pub fn explain_code(code: Code) -> &'static str {
    match code {
        Code::Required => text!(errors.required),
        Code::TooLong => text!(errors.too_long),
        Code::TooMany => text!(errors.too_many),
        Code::NotText => text!(errors.not_text),
        Code::NoContacts => text!(errors.no_contacts),
        Code::NoColumns => text!(errors.no_columns),
        Code::NotOffered => text!(errors.not_offered),
        Code::TooLow => text!(errors.too_low),
        Code::TooHigh => text!(errors.too_high),
        Code::NotInFuture => text!(errors.not_in_future),
        Code::Twice => text!(errors.twice),
        Code::OwnNumber => text!(errors.own_number),
        Code::EmergencyNumber => text!(errors.emergency_number),
        Code::PremiumNumber => text!(errors.premium_number),
        Code::NumberNotPermitted => text!(errors.number_not_permitted),
        Code::NobodysExtension => text!(errors.nobodys_extension),
        Code::UnknownSchedule => text!(errors.unknown_schedule),
        Code::NoGreeting => text!(errors.no_greeting),
        Code::LongerThanHost => text!(errors.longer_than_host),
        Code::ExecutiveAndAssistant => text!(errors.executive_and_assistant),
        Code::ExecutiveDecides => text!(errors.executive_decides),
        Code::InAnotherGroup => text!(errors.in_another_group),
        Code::NotANumber => text!(errors.not_a_number),
        Code::NotAnExtension => text!(errors.not_an_extension),
        Code::NotAnEmail => text!(errors.not_an_email),
        Code::NotADomain => text!(errors.not_a_domain),
        Code::NotAnAddress => text!(errors.not_an_address),
        Code::LongerThanSession => text!(errors.longer_than_session),
        Code::Taken => text!(errors.taken),
        Code::NameTaken => text!(errors.name_taken),
        Code::OutOfRange => text!(errors.out_of_range),
        Code::EndBeforeStart => text!(errors.end_before_start),
        Code::Overlaps => text!(errors.overlaps),
        Code::ScheduleInUse => text!(errors.schedule_in_use),
        Code::NotAudio => text!(errors.not_audio),
        Code::SoundTooLong => text!(errors.sound_too_long),
        Code::SoundCutOff => text!(errors.sound_cut_off),
        Code::NotAPicture => text!(errors.not_a_picture),
        Code::TooManyPixels => text!(errors.too_many_pixels),
        Code::NotACalendar => text!(errors.not_a_calendar),
        Code::NoEvents => text!(errors.no_events),
        Code::LastAdministrator => text!(errors.last_administrator),
        Code::DefaultNumber => text!(errors.default_number),
        Code::NumberNotAllowed => text!(errors.number_not_allowed),
        Code::SignedOut => text!(errors.signed_out),
        Code::WrongCredentials => text!(errors.wrong_credentials),
        Code::TooManyAttempts => text!(errors.too_many_attempts),
        Code::NoProvider => text!(errors.no_provider),
        Code::ProviderAway => text!(errors.provider_away),
        Code::NotAProvider => text!(errors.not_a_provider),
        Code::OtherIssuer => text!(errors.other_issuer),
        Code::OpenedPanel => text!(errors.opened_panel),
        Code::FeatureNotGranted => text!(errors.feature_not_granted),
        Code::NotFound => text!(errors.not_found),
        Code::Conflict => text!(errors.conflict),
        Code::MessageDeleted => text!(errors.message_deleted),
        Code::MailboxFull => text!(errors.mailbox_full),
        Code::NoMailbox => text!(errors.no_mailbox),
        Code::NoPhone => text!(errors.no_phone),
        Code::StorageFull => text!(errors.storage_full),
        Code::CodeSpent => text!(errors.code_spent),
        Code::PinNotDigits => text!(errors.pin_not_digits),
        Code::PinTooShort => text!(errors.pin_too_short),
        Code::PinTooLong => text!(errors.pin_too_long),
        Code::PinSameDigit => text!(errors.pin_same_digit),
        Code::PinPattern => text!(errors.pin_pattern),
        Code::PinSequence => text!(errors.pin_sequence),
        Code::PinOwnNumber => text!(errors.pin_own_number),
        Code::PinName => text!(errors.pin_name),
        Code::PinUsedBefore => text!(errors.pin_used_before),
        Code::PinReversed => text!(errors.pin_reversed),
        Code::PinTooSoon => text!(errors.pin_too_soon),
        Code::MessagesStay => text!(errors.messages_stay),
        Code::Stale => text!(errors.stale),
        Code::Unavailable => text!(errors.unavailable),
        Code::TooLarge => text!(errors.too_large),
        Code::NotACode => text!(errors.not_a_code),
        Code::WrongCode => text!(errors.wrong_code),
        Code::StartOver => text!(errors.start_over),
        Code::LinkUsed => text!(errors.link_used),
        Code::LinkExpired => text!(errors.link_expired),
        Code::LinkReplaced => text!(errors.link_replaced),
        Code::ConfirmPassword => text!(errors.confirm_password),
        Code::ConfirmFactor => text!(errors.confirm_factor),
        Code::SignInAgain => text!(errors.sign_in_again),
        Code::LastFactor => text!(errors.last_factor),
        Code::PasskeyRefused => text!(errors.passkey_refused),
        Code::PasskeyTooLate => text!(errors.passkey_too_late),
        Code::PasskeysImpossible => text!(errors.passkeys_impossible),
        Code::TooShort
        | Code::ControlChar
        | Code::NoLower
        | Code::NoUpper
        | Code::NoDigit
        | Code::NoSpecial
        | Code::ContainsName
        | Code::ContainsEmail
        | Code::ContainsLogin
        | Code::TooCommon
        | Code::Leaked
        | Code::ContextWord
        | Code::Run
        | Code::SameAsOld => {
            password::of_rule(PasswordRule::of_code(code).unwrap_or(PasswordRule::Unknown))
        }
        Code::NewerChanges => text!(errors.newer_changes),
        Code::CannotBeUndone => text!(errors.cannot_be_undone),
        // These mean that page and server do not understand each other: the page is too old.
        Code::Malformed
        | Code::BadCursor
        | Code::ForeignOrigin
        | Code::MethodNotAllowed
        | Code::UnsupportedMediaType
        | Code::Internal
        | Code::Unknown => text!(errors.garbled),
    }
}
