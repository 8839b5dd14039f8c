//! Every link inside the panel.

use belroute_shared::{
    calls::CallFilter,
    ids::{CallGroupId, CallId, DialPlanId, ScheduleId, UserId},
    number::PhoneNumber,
    schedules::ScheduleType,
    voicemail::MessageFilter,
};

/// Where one signs in.
pub const SIGN_IN: &str = "/sign-in";
/// Where one signs in through one's organisation.
pub const SINGLE_SIGN_ON: &str = "/single-sign-on";
/// Where one asks for a link because the password is forgotten.
pub const FORGOT: &str = "/forgot";
/// The start.
pub const DASHBOARD: &str = "/";
/// All calls.
pub const CALLS: &str = "/calls";
/// The phonebook as a page.
pub const PHONEBOOK: &str = "/phonebook";
/// What happens to calls to me, and the number others see.
pub const ROUTE: &str = "/route";
/// Every change of a setting, to be read and undone.
pub const CHANGES: &str = "/calling/changes";
/// Personal information, over the dashboard.
pub const ME: &str = "/me";
/// The account menu as a page, for phones.
pub const ACCOUNT: &str = "/account";

/// Password, second factors, and where I am signed in.
pub const SECURITY: &str = "/account/security";

/// What callers have left behind.
pub const VOICEMAIL: &str = "/voicemail";

/// What the user decides about calls to him.
pub const CALLING: &str = "/calling";
/// All call settings.
pub const CALL_SETTINGS: &str = "/calling/settings";
/// The schedules that rules refer to.
pub const SCHEDULES: &str = "/calling/schedules";
/// A new one of the user's own.
pub const NEW_SCHEDULE: &str = "/calling/schedules/new";
/// The user's own contacts, and his speed dials.
pub const CONTACTS: &str = "/calling/contacts";
/// Which calls the mailbox answers.
pub const VOICEMAIL_SETTINGS: &str = "/calling/voicemail";

/// The company panel, for administrators.
pub const COMPANY: &str = "/company";
/// Its users.
pub const COMPANY_USERS: &str = "/company/users";
/// The company's phonebook, to be changed.
pub const COMPANY_PHONEBOOK: &str = "/company/phonebook";
/// Numbers that the company blocks.
pub const COMPANY_BLOCK_LIST: &str = "/company/block-list";
/// Somebody new.
pub const COMPANY_NEW_USER: &str = "/company/users/new";

/// Its numbers.
pub const COMPANY_NUMBERS: &str = "/company/numbers";
/// A new number.
pub const COMPANY_NEW_NUMBER: &str = "/company/numbers/new";
/// Its queues, hunt groups and menus.
pub const COMPANY_DIAL_PLANS: &str = "/company/dial-plans";
/// A new one of them.
pub const COMPANY_NEW_DIAL_PLAN: &str = "/company/dial-plans/new";
/// The schedules that everybody's rules may refer to.
pub const COMPANY_SCHEDULES: &str = "/company/schedules";
/// A new one of them.
pub const COMPANY_NEW_SCHEDULE: &str = "/company/schedules/new";
/// Its groups, phones for guests, recording and codes.
pub const COMPANY_CALLING: &str = "/company/calling";
/// A new group.
pub const COMPANY_NEW_CALL_GROUP: &str = "/company/calling/groups/new";
/// What its people find among their settings.
pub const COMPANY_FEATURES: &str = "/company/features";
/// What holds for all of its mailboxes.
pub const COMPANY_VOICEMAIL: &str = "/company/voicemail";
/// What it asks of its people when they sign in.
pub const COMPANY_SIGN_IN_RULES: &str = "/company/sign-in-rules";
/// What was done in it.
pub const COMPANY_AUDIT_LOG: &str = "/company/audit-log";

/// One call setting, opened.
pub fn call_setting(anchor: &str) -> String {
    format!("{CALL_SETTINGS}#{anchor}")
}

/// One number, for administrators: its digits, because a `+` means a space in some places.
pub fn company_number(number: &PhoneNumber) -> String {
    format!("{COMPANY_NUMBERS}/{}", number.digits())
}

/// One dial plan, for administrators.
pub fn company_dial_plan(id: DialPlanId) -> String {
    format!("{COMPANY_DIAL_PLANS}/{id}")
}

/// One schedule: the user's own, or the company's to look at.
pub fn schedule(kind: ScheduleType, id: ScheduleId) -> String {
    format!("{SCHEDULES}/{}/{id}", schedule_word(kind))
}

/// One schedule of the company, for administrators.
pub fn company_schedule(kind: ScheduleType, id: ScheduleId) -> String {
    format!("{COMPANY_SCHEDULES}/{}/{id}", schedule_word(kind))
}

/// The type of schedules that a part of an address says.
pub fn schedule_type(word: &str) -> Option<ScheduleType> {
    [ScheduleType::BusinessHours, ScheduleType::Holidays]
        .into_iter()
        .find(|kind| schedule_word(*kind) == word)
}

fn schedule_word(kind: ScheduleType) -> &'static str {
    match kind {
        ScheduleType::BusinessHours => "business-hours",
        ScheduleType::Holidays => "holidays",
    }
}

/// One user, for administrators.
pub fn company_user(id: UserId) -> String {
    format!("{COMPANY_USERS}/{id}")
}

/// One part of the page of a user.
pub fn company_user_part(id: UserId, heading: &str) -> String {
    format!("{}#{heading}", company_user(id))
}

/// One call group, for administrators.
pub fn company_call_group(id: CallGroupId) -> String {
    format!("{COMPANY_CALLING}/groups/{id}")
}

/// Opens the panel of a user.
pub fn company_open_panel(id: UserId) -> String {
    format!("{COMPANY_USERS}/{id}/panel")
}

/// The sign-in page that leads back to where one wanted to be.
pub fn sign_in_and_return(to: &str) -> String {
    if to == DASHBOARD {
        SIGN_IN.to_owned()
    } else {
        format!("{SIGN_IN}?next={}", encode(to))
    }
}

/// Where to go after signing in. Only addresses of this panel: `//elsewhere` and
/// `https://elsewhere` would lead away from it.
pub fn after_sign_in(next: Option<&str>) -> String {
    match next {
        Some(path) if path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') => {
            path.to_owned()
        }
        _ => DASHBOARD.to_owned(),
    }
}

/// The dashboard with a filter, and with a call opened over it.
pub fn dashboard(filter: CallFilter, call: Option<CallId>) -> String {
    let call = call.map(|id| ("call", id.to_string()));
    with_query(DASHBOARD, filter_pair(filter).into_iter().chain(call))
}

/// The list of calls with a filter, and with a call opened over it.
pub fn calls(filter: CallFilter, call: Option<CallId>) -> String {
    let path = call.map_or_else(|| CALLS.to_owned(), |id| format!("{CALLS}/{id}"));
    with_query(&path, filter_pair(filter))
}

/// Some messages: of one kind, of one mailbox.
pub fn voicemail(filter: MessageFilter, mailbox: Option<UserId>) -> String {
    let filter = (filter != MessageFilter::All).then(|| ("filter", filter.word().to_owned()));
    let mailbox = mailbox.map(|it| ("mailbox", it.to_string()));
    with_query(VOICEMAIL, filter.into_iter().chain(mailbox))
}

/// The phonebook, searched.
pub fn phonebook(query: &str) -> String {
    let query = (!query.is_empty()).then(|| ("query", query.to_owned()));
    with_query(PHONEBOOK, query)
}

/// A new contact of the user's own, with a number.
pub fn add_contact(number: &str) -> String {
    with_query(CONTACTS, [("add", number.to_owned())])
}

/// Opens the program that places calls on this computer or phone (RFC 3966).
pub fn call_number(number: &str) -> String {
    format!("tel:{number}")
}

/// A name that is one part of an address, whatever letters it has.
pub fn part(name: &str) -> String {
    encode(name)
}

/// Path and query of a request to the server.
pub fn request<'a>(path: &str, query: impl IntoIterator<Item = (&'a str, String)>) -> String {
    with_query(path, query)
}

fn filter_pair(filter: CallFilter) -> Option<(&'static str, String)> {
    (filter != CallFilter::All).then(|| ("filter", filter.word().to_owned()))
}

fn with_query<'a>(path: &str, query: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let mut address = path.to_owned();
    for (at, (key, value)) in query.into_iter().enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(key);
        address.push('=');
        address.push_str(&encode(&value));
    }
    address
}

/// Percent-encodes everything but the letters that never need it (RFC 3986).
fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            other => {
                let _ = write!(encoded, "%{other:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_is_as_written_here() {
        let id: CallId = "019f0000-0000-7000-8000-000000000001".parse().unwrap();
        let user: UserId = "019f0000-0000-7000-8000-000000000002".parse().unwrap();
        let links = [
            sign_in_and_return("/"),
            sign_in_and_return("/calls?filter=missed"),
            dashboard(CallFilter::All, None),
            dashboard(CallFilter::Missed, Some(id)),
            calls(CallFilter::Outgoing, None),
            calls(CallFilter::All, Some(id)),
            phonebook("Zoë & co"),
            add_contact("+442079460041"),
            call_number("+442079460041"),
            call_setting("do-not-disturb"),
            company_user(user),
            company_user_part(user, "guests"),
            company_open_panel(user),
            company_call_group(CallGroupId(user.0)),
            part("Call Park"),
            company_number(&PhoneNumber::new("+442079460041").unwrap()),
            company_dial_plan(DialPlanId(user.0)),
            schedule(ScheduleType::BusinessHours, ScheduleId(user.0)),
            company_schedule(ScheduleType::Holidays, ScheduleId(user.0)),
        ];
        let expected = [
            "/sign-in",
            "/sign-in?next=%2Fcalls%3Ffilter%3Dmissed",
            "/",
            "/?filter=missed&call=019f0000-0000-7000-8000-000000000001",
            "/calls?filter=outgoing",
            "/calls/019f0000-0000-7000-8000-000000000001",
            "/phonebook?query=Zo%C3%AB%20%26%20co",
            "/calling/contacts?add=%2B442079460041",
            "tel:+442079460041",
            "/calling/settings#do-not-disturb",
            "/company/users/019f0000-0000-7000-8000-000000000002",
            "/company/users/019f0000-0000-7000-8000-000000000002#guests",
            "/company/users/019f0000-0000-7000-8000-000000000002/panel",
            "/company/calling/groups/019f0000-0000-7000-8000-000000000002",
            "Call%20Park",
            "/company/numbers/442079460041",
            "/company/dial-plans/019f0000-0000-7000-8000-000000000002",
            "/calling/schedules/business-hours/019f0000-0000-7000-8000-000000000002",
            "/company/schedules/holidays/019f0000-0000-7000-8000-000000000002",
        ];
        assert_eq!(links, expected);
    }

    #[test]
    fn signing_in_never_leads_to_another_site() {
        assert_eq!(
            after_sign_in(Some("/calls/1?filter=missed")),
            "/calls/1?filter=missed"
        );
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "calls",
            "",
        ] {
            assert_eq!(after_sign_in(Some(bad)), "/", "{bad}");
        }
        assert_eq!(after_sign_in(None), "/");
    }
}
