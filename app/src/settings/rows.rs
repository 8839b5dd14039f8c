//! The table of all rows, in the order in which they act on a call.

use super::{
    anonymous_callers, barge_in, block_list, call_groups, call_notify, call_recording,
    call_waiting, caller_id, devices, do_not_disturb, executive, executive_assistant,
    feature_codes, forwarded_calls, forwards, hoteling, other_phones, priority_alert, ring_in_turn,
    ring_together, row::Row, selective_accept, selective_forward, selective_reject,
    straight_to_voicemail,
};
use crate::t;
use belroute_shared::routing::lanes::Place;

/// A lane of the route, with its stops.
pub(crate) struct Lane {
    /// Names it.
    pub(crate) anchor: &'static str,
    /// What stands over it.
    pub(crate) name: fn() -> &'static str,
    /// The stops, and the row that each is changed by.
    pub(crate) stops: &'static [(Place, &'static Row)],
}

/// The route: the settings that decide about a call, in the order in which they do.
pub(crate) static LANES: &[Lane] = &[
    Lane {
        anchor: "who-gets-through",
        name: t!(calling.lanes.through),
        stops: &[
            (Place::CallBlock, &block_list::ROW),
            (Place::AnonymousCallReject, &anonymous_callers::ROW),
            (Place::SelectiveReject, &selective_reject::ROW),
            (Place::SelectiveAccept, &selective_accept::ROW),
        ],
    },
    Lane {
        anchor: "sent-elsewhere",
        name: t!(calling.lanes.elsewhere),
        stops: &[
            (Place::SelectiveForward, &selective_forward::ROW),
            (Place::Executive, &executive::ROW),
            (Place::ForwardAlways, &forwards::EVERYONE),
            (Place::SendAllCalls, &straight_to_voicemail::ROW),
            (Place::DoNotDisturb, &do_not_disturb::ROW),
        ],
    },
    Lane {
        anchor: "rings",
        name: t!(calling.lanes.rings),
        stops: &[
            (Place::Devices, &devices::ROW),
            (Place::SingleNumberReach, &other_phones::ROW),
            (Place::SimultaneousRing, &ring_together::ROW),
            (Place::SequentialRing, &ring_in_turn::ROW),
        ],
    },
    Lane {
        anchor: "if-nobody-answers",
        name: t!(calling.lanes.nobody),
        stops: &[
            (Place::Busy, &forwards::BUSY),
            (Place::NoAnswer, &forwards::NO_ANSWER),
            (Place::NotReachable, &forwards::UNREACHABLE),
        ],
    },
];

/// The row of a stop.
pub(crate) fn row_at(place: Place) -> &'static Row {
    let mut stops = LANES.iter().flat_map(|lane| lane.stops);
    let found = stops.find(|(at, _)| *at == place);
    found.map_or(&devices::ROW, |(_, row)| *row)
}

/// What a stop is called.
pub(crate) fn name_of_place(place: Place) -> &'static str {
    (row_at(place).name)()
}

/// Rows that belong together.
pub(super) struct Group {
    /// Names it.
    pub(super) anchor: &'static str,
    /// What stands over it.
    pub(super) name: fn() -> &'static str,
    /// The rows.
    pub(super) rows: &'static [&'static Row],
}

/// All of them. A group whose rows the user does not have is not shown.
pub(super) static GROUPS: &[Group] = &[
    Group {
        anchor: "who-gets-through",
        name: t!(calling.lanes.through),
        rows: &[
            &block_list::ROW,
            &anonymous_callers::ROW,
            &selective_reject::ROW,
            &selective_accept::ROW,
        ],
    },
    Group {
        anchor: "sent-elsewhere",
        name: t!(calling.lanes.elsewhere),
        rows: &[
            &selective_forward::ROW,
            &executive::ROW,
            &forwards::EVERYONE,
            &straight_to_voicemail::ROW,
            &do_not_disturb::ROW,
        ],
    },
    Group {
        anchor: "rings",
        name: t!(calling.lanes.rings),
        rows: &[
            &call_waiting::ROW,
            &priority_alert::ROW,
            &other_phones::ROW,
            &ring_together::ROW,
            &ring_in_turn::ROW,
            &barge_in::ROW,
            &hoteling::ROW,
            &executive_assistant::ROW,
        ],
    },
    Group {
        anchor: "if-nobody-answers",
        name: t!(calling.lanes.nobody),
        rows: &[
            &forwards::BUSY,
            &forwards::NO_ANSWER,
            &forwards::UNREACHABLE,
        ],
    },
    Group {
        anchor: "what-others-see",
        name: t!(calling.lanes.seen),
        rows: &[
            &caller_id::HIDE_NUMBER,
            &caller_id::HIDE_WHO_ANSWERS,
            &forwarded_calls::HIDE_ME,
            &forwarded_calls::HIDE_OTHERS,
        ],
    },
    Group {
        anchor: "told-by-mail",
        name: t!(calling.lanes.mail),
        rows: &[&call_notify::ROW],
    },
    Group {
        anchor: "codes-and-groups",
        name: t!(calling.lanes.codes),
        rows: &[
            &feature_codes::ROW,
            &call_groups::PICKUP,
            &call_groups::PARK,
            &call_recording::ROW,
        ],
    },
];

/// Every row.
pub(super) fn all() -> impl Iterator<Item = &'static Row> {
    GROUPS.iter().flat_map(|group| group.rows.iter().copied())
}
