//! Everything that can happen to a call, and that can be said of a stop.

use belroute_shared::{
    ids::RuleId,
    number::Extension,
    routing::{
        explain::Summary,
        trace::{End, Reason, Rings, Stop, StopName, Tried, Verdict},
    },
};
use jiff::Timestamp;

use super::{MOBILE, five};

pub(super) fn mailbox() -> End {
    End::Mailbox {
        is_busy_greeting: false,
    }
}

fn to(number: &str, is_to_mailbox: bool) -> End {
    End::Forward {
        to: number.to_owned(),
        is_to_mailbox,
    }
}

pub(super) fn base(numbers: &[&str], search: &[&str]) -> Rings {
    Rings {
        seconds: 18,
        base: true,
        numbers: numbers.iter().map(|it| (*it).to_owned()).collect(),
        search: search
            .iter()
            .map(|it| Tried {
                number: (*it).to_owned(),
                seconds: 24,
            })
            .collect(),
        ..Rings::default()
    }
}

pub(super) fn rings(rings: Rings, then: End) -> Summary {
    Summary::Rings { rings, then }
}

pub(super) fn forwards(number: &str, until: Option<Timestamp>, is_to_mailbox: bool) -> Summary {
    Summary::Forwards {
        reason: Reason::Forwards {
            to: number.to_owned(),
            rule: None,
            until,
            is_to_mailbox,
        },
    }
}

fn extension(text: &str) -> Extension {
    Extension::new(text).expect("an extension")
}

/// What can happen to a call.
pub(super) fn summaries() -> Vec<(&'static str, Summary)> {
    let silenced = |until, then| Summary::Silenced {
        reason: Reason::Silenced { until },
        then,
    };
    let refused = |stop| Summary::Refused {
        stop,
        reason: Reason::Blocked,
    };
    let assistants = |all: &[&str], then| Summary::Assistants {
        extensions: all.iter().map(|it| extension(it)).collect(),
        then,
    };
    let host = Rings {
        host: Some("Carla Smit".to_owned()),
        ..base(&[], &[])
    };
    let searched = Rings {
        base: false,
        ..base(&[], &[MOBILE, "2044"])
    };
    vec![
        (
            "my devices, then voicemail",
            rings(base(&[], &[]), mailbox()),
        ),
        (
            "my devices, then a colleague",
            rings(base(&[], &[]), to("2043", false)),
        ),
        (
            "my devices, then a colleague's voicemail",
            rings(base(&[], &[]), to("2043", true)),
        ),
        (
            "my devices, then nothing",
            rings(base(&[], &[]), End::Released),
        ),
        (
            "my devices, offered by a group",
            rings(base(&[], &[]), End::Group),
        ),
        ("my devices and the phone of a host", rings(host, mailbox())),
        (
            "other numbers together",
            rings(base(&[MOBILE], &[]), mailbox()),
        ),
        (
            "other numbers one after another",
            rings(base(&[], &[MOBILE, "2044"]), mailbox()),
        ),
        (
            "other numbers without my devices",
            rings(searched, End::Released),
        ),
        ("everyone elsewhere", forwards("2043", None, false)),
        (
            "everyone elsewhere for a while",
            forwards(MOBILE, Some(five()), false),
        ),
        (
            "everyone to a colleague's voicemail",
            forwards("2043", None, true),
        ),
        ("one assistant", assistants(&["2043"], mailbox())),
        (
            "several assistants",
            assistants(&["2043", "2044"], End::Released),
        ),
        ("no assistant", assistants(&[], mailbox())),
        ("straight to voicemail", Summary::AllToMailbox),
        ("do not disturb", silenced(None, mailbox())),
        (
            "do not disturb for a while",
            silenced(Some(five()), End::BusyTone),
        ),
        (
            "do not disturb, calls go to a colleague",
            silenced(None, to("2043", false)),
        ),
        ("no phone connected", Summary::NoDevice { then: mailbox() }),
        (
            "no phone connected, no voicemail",
            Summary::NoDevice {
                then: End::BusyTone,
            },
        ),
        (
            "busy",
            Summary::Busy {
                then: to(MOBILE, false),
            },
        ),
        (
            "busy, offered by a group",
            Summary::Busy { then: End::Group },
        ),
        (
            "the company's block list",
            refused(StopName::CompanyBlockList),
        ),
        ("my block list", refused(StopName::CallBlock)),
        ("anonymous callers", refused(StopName::AnonymousCallReject)),
        ("rejected callers", refused(StopName::SelectiveReject)),
        ("accepted callers alone", refused(StopName::SelectiveAccept)),
        ("a circle", refused(StopName::Redirections)),
    ]
}

/// What can be said of a stop.
pub(super) fn stops() -> Vec<(&'static str, Stop)> {
    use StopName as Name;
    let rule: RuleId = "019f0000-0000-7000-8000-000000000009"
        .parse()
        .expect("an id");
    let passed = |name, reason| Stop {
        name,
        verdict: Verdict::Passed(reason),
    };
    let decided = |name, reason| Stop {
        name,
        verdict: Verdict::Decided(reason),
    };
    let sent = |rule, until, is_to_mailbox| Reason::Forwards {
        to: "2043".to_owned(),
        rule,
        until,
        is_to_mailbox,
    };
    let assisted = |all: &[&str]| Reason::Assistants {
        extensions: all.iter().map(|it| extension(it)).collect(),
        is_sequential: false,
    };
    let important = Rings {
        is_priority: true,
        ..base(&[MOBILE], &["2044"])
    };
    vec![
        ("first time", passed(Name::Redirections, Reason::FirstTime)),
        ("in a circle", decided(Name::Redirections, Reason::Loop)),
        (
            "too often",
            decided(Name::Redirections, Reason::TooManyRedirections),
        ),
        ("on no list", passed(Name::CallBlock, Reason::NotListed)),
        ("on my list", decided(Name::CallBlock, Reason::Blocked)),
        (
            "on the company's list",
            decided(Name::CompanyBlockList, Reason::Blocked),
        ),
        (
            "shows a number",
            passed(Name::AnonymousCallReject, Reason::NotAnonymous),
        ),
        (
            "hides the number",
            decided(Name::AnonymousCallReject, Reason::Anonymous),
        ),
        ("off", passed(Name::SelectiveReject, Reason::Off)),
        ("no rules", passed(Name::SelectiveReject, Reason::NoRules)),
        (
            "no rule fits",
            passed(Name::SelectiveReject, Reason::NoRuleFits),
        ),
        (
            "an exception",
            passed(Name::SelectiveReject, Reason::Exempt { rule }),
        ),
        (
            "rejected",
            decided(Name::SelectiveReject, Reason::RuleActs { rule }),
        ),
        (
            "accepted",
            passed(Name::SelectiveAccept, Reason::RuleActs { rule }),
        ),
        (
            "not accepted",
            decided(Name::SelectiveAccept, Reason::NotAccepted),
        ),
        ("a group", passed(Name::Group, Reason::OfferedByGroup)),
        (
            "chosen callers",
            decided(Name::SelectiveForward, sent(Some(rule), None, false)),
        ),
        (
            "assistants",
            decided(Name::Executive, assisted(&["2043", "2044"])),
        ),
        ("no assistant", decided(Name::Executive, assisted(&[]))),
        (
            "everyone",
            decided(Name::ForwardAlways, sent(None, Some(five()), false)),
        ),
        (
            "everyone to a voicemail",
            decided(Name::ForwardAlways, sent(None, None, true)),
        ),
        (
            "all to voicemail",
            decided(Name::SendAllCalls, Reason::AllToMailbox),
        ),
        (
            "silent",
            decided(Name::DoNotDisturb, Reason::Silenced { until: None }),
        ),
        (
            "silent for a while",
            decided(
                Name::DoNotDisturb,
                Reason::Silenced {
                    until: Some(five()),
                },
            ),
        ),
        (
            "connected",
            passed(Name::Reachable, Reason::DevicesRegistered { count: 1 }),
        ),
        ("not connected", decided(Name::Reachable, Reason::NoDevice)),
        ("free", passed(Name::Busy, Reason::Free)),
        ("a second call", passed(Name::Busy, Reason::Waiting)),
        ("on a call", decided(Name::Busy, Reason::OnCall)),
        (
            "full",
            decided(Name::Busy, Reason::AtCapacity { capacity: 3 }),
        ),
        ("rings", decided(Name::Ring, Reason::Rings(important))),
    ]
}
