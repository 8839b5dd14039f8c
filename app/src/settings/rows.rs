//! The table of all rows, in the order in which they act on a call.

use super::{
    anonymous_callers, barge_in, block_list, call_waiting, caller_id, do_not_disturb,
    forwarded_calls, forwards, other_phones, ring_in_turn, ring_together, row::Row,
    straight_to_voicemail,
};
use crate::t;

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
        rows: &[&block_list::ROW, &anonymous_callers::ROW],
    },
    Group {
        anchor: "sent-elsewhere",
        name: t!(calling.lanes.elsewhere),
        rows: &[
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
            &other_phones::ROW,
            &ring_together::ROW,
            &ring_in_turn::ROW,
            &barge_in::ROW,
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
        rows: &[],
    },
    Group {
        anchor: "codes-and-groups",
        name: t!(calling.lanes.codes),
        rows: &[],
    },
];

/// Every row.
pub(super) fn all() -> impl Iterator<Item = &'static Row> {
    GROUPS.iter().flat_map(|group| group.rows.iter().copied())
}
