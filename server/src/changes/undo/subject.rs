//! What lines of a name tell of, and how that is read and written.

use belroute_shared::{
    extra_numbers::ExtraNumbers,
    features::{Feature, MyFeatures},
    settings::{
        Setting,
        anonymous_call_reject::AnonymousCallReject,
        barge_in::BargeIn,
        call_block::CallBlock,
        call_forwarding::CallForwarding,
        call_notify::CallNotify,
        call_policies::{BlockCallerId, CallPolicies},
        call_waiting::CallWaiting,
        do_not_disturb::DoNotDisturb,
        executive::{Alert, CallFiltering, OptInOut, Screening},
        executive_assistant::Divert,
        priority_alert::PriorityAlert,
        selective::{SelectiveAccept, SelectiveForward, SelectiveReject},
        sequential_ring::SequentialRing,
        simultaneous_ring::SimultaneousRing,
        single_number_reach::SingleNumberReach,
        speed_dials::SpeedDials,
        voicemail::Voicemail,
    },
};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde_json::Value;

use super::{
    Outcome,
    account::Preferences,
    caller_number::{Hiding, Selected},
    contacts::OwnContacts,
    document::Document,
    executive::{Assistants, Executives},
    extra_numbers::OwnExtraNumbers,
    leaf::Leaf,
    names::OwnNames,
    schedules::OwnSchedules,
    setting::Of,
};
use crate::{
    account,
    caller_number::{HIDING, SELECTED},
    contacts,
    error::{ApiError, ApiResult},
    people, schedules,
    session::Session,
    settings::Change,
};

/// Something that lines of the log tell of. Its *document* is an object of JSON in which things that
/// have an id stand by it.
pub(super) trait Subject {
    /// What it was before and after a line; `None` where the line does not say it.
    fn documents(before: Value, after: Value) -> Option<(Value, Value)>;

    /// Whether somebody sees and may change fields of it.
    fn may(mine: &MyFeatures, leaves: &[Leaf]) -> bool;

    /// What it is now.
    async fn now(db: &impl ConnectionTrait, session: Session, now: Timestamp) -> ApiResult<Value>;

    /// Makes it what it is to be, judged like anything that is typed.
    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome>;
}

/// What becomes of a name: the code behind with `$subject` for what lines of that name tell of, or
/// `None` where such lines cannot be undone.
macro_rules! of_name {
    ($name:expr, $subject:ident => $what:expr) => {{
        macro_rules! of {
            ($it:ty) => {{
                type $subject = $it;
                Some($what)
            }};
        }
        match $name {
            AnonymousCallReject::NAME => of!(Of<AnonymousCallReject>),
            BargeIn::NAME => of!(Of<BargeIn>),
            BlockCallerId::NAME => of!(Of<BlockCallerId>),
            CallBlock::NAME => of!(Of<CallBlock>),
            CallForwarding::NAME => of!(Of<CallForwarding>),
            CallNotify::NAME => of!(Of<CallNotify>),
            CallPolicies::NAME => of!(Of<CallPolicies>),
            CallWaiting::NAME => of!(Of<CallWaiting>),
            DoNotDisturb::NAME => of!(Of<DoNotDisturb>),
            Alert::NAME => of!(Of<Alert>),
            CallFiltering::NAME => of!(Of<CallFiltering>),
            Screening::NAME => of!(Of<Screening>),
            PriorityAlert::NAME => of!(Of<PriorityAlert>),
            SelectiveAccept::NAME => of!(Of<SelectiveAccept>),
            SelectiveForward::NAME => of!(Of<SelectiveForward>),
            SelectiveReject::NAME => of!(Of<SelectiveReject>),
            SequentialRing::NAME => of!(Of<SequentialRing>),
            SimultaneousRing::NAME => of!(Of<SimultaneousRing>),
            SingleNumberReach::NAME => of!(Of<SingleNumberReach>),
            SpeedDials::NAME => of!(Of<SpeedDials>),
            Voicemail::NAME => of!(Of<Voicemail>),
            OptInOut::NAME => of!(Assistants),
            Divert::NAME => of!(Executives),
            SELECTED => of!(Selected),
            HIDING => of!(Hiding),
            account::SETTING => of!(Preferences),
            people::SETTING => of!(OwnNames),
            contacts::SETTING => of!(OwnContacts),
            ExtraNumbers::NAME => of!(OwnExtraNumbers),
            schedules::SETTING => of!(OwnSchedules),
            _ => None,
        }
    }};
}

/// What was before and after a line; `None` where it cannot be undone.
pub(super) fn documents(name: &str, before: Value, after: Value) -> Option<(Value, Value)> {
    of_name!(name, It => It::documents(before, after)).flatten()
}

/// Whether somebody may change fields of it.
pub(super) fn may(name: &str, mine: &MyFeatures, leaves: &[Leaf]) -> bool {
    of_name!(name, It => It::may(mine, leaves)).unwrap_or(false)
}

/// What it is now.
pub(super) async fn now(
    name: &str,
    db: &impl ConnectionTrait,
    session: Session,
    now: Timestamp,
) -> ApiResult<Value> {
    let found = of_name!(name, It => It::now(db, session, now).await?);
    found.ok_or(ApiError::NotFound)
}

/// Makes it what it is to be.
pub(super) async fn write(
    name: &str,
    change: &Change<'_>,
    document: &Document,
) -> ApiResult<Outcome> {
    let outcome = of_name!(name, It => It::write(change, document).await?);
    outcome.ok_or(ApiError::NotFound)
}

/// Whether somebody sees all parts of a setting that are touched.
pub(super) fn shows_parts(mine: &MyFeatures, parts: &[(&str, Feature)], leaves: &[Leaf]) -> bool {
    let is_touched = |field: &str| {
        let mut leaves = leaves.iter();
        leaves.any(|leaf| leaf.place.first().is_some_and(|name| name == field))
    };
    let mut touched = parts.iter().filter(|(field, _)| is_touched(field));
    touched.all(|(_, feature)| mine.shows(Some(*feature)))
}
