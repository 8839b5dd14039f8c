//! The mailbox: which calls it answers, what callers hear there, and what becomes of messages.
//!
//! All but the PIN is one setting. Each of its rows shows, saves and tells a part of it.

mod calls;
mod fax;
mod greetings;
mod mail;
mod page;
mod pin;
mod storage;
mod transfer;

use belroute_shared::settings::voicemail::Voicemail;

pub(super) use self::page::VoicemailPage;
use super::{
    part::{InProfile, Part},
    row::Row,
    rows::Group,
};
use crate::t;

/// Where it stands in a profile.
pub(super) const IN_PROFILE: InProfile<Voicemail> = InProfile {
    of: |profile| profile.settings.voicemail.clone(),
    put: |profile, it| profile.settings.voicemail = it,
};

/// Tells in the history which calls it answers.
pub(super) static TOLD: &Part<Voicemail> = &calls::TOLD;

/// The rows below the card about calls.
static GROUPS: &[Group] = &[
    Group {
        anchor: "what-callers-hear",
        name: t!(mailbox.heard),
        rows: &[&greetings::UNANSWERED, &greetings::BUSY, &transfer::ROW],
    },
    Group {
        anchor: "messages",
        name: t!(mailbox.messages),
        rows: &[
            &mail::ABOUT,
            &mail::WITH_SOUND,
            &storage::WHERE,
            &storage::LIGHT,
            &fax::ROW,
        ],
    },
    Group {
        anchor: "by-phone",
        name: t!(mailbox.by_phone),
        rows: &[&pin::ROW],
    },
];

/// Every row of the page.
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    GROUPS.iter().flat_map(|group| group.rows.iter().copied())
}
