//! Call settings: what users decide about calls to them.
//!
//! A setting is one type ([`Setting`](belroute_shared::settings::Setting)) and one row. [`shown`] and
//! [`replace`] are its `GET` and `PUT`; what changes in another way goes through a [`Change`]. The
//! settings that have rules have [`rules`] beside them.

use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

mod anonymous_call_reject;
mod barge_in;
mod block_caller_id;
mod call_block;
mod call_forwarding;
pub(crate) mod call_groups;
mod call_notify;
mod call_policies;
pub(crate) mod call_recording;
mod call_waiting;
mod change;
mod company;
mod do_not_disturb;
mod endpoints;
pub(crate) mod ends;
pub(crate) mod executive;
pub(crate) mod feature_codes;
pub(crate) mod greetings;
pub(crate) mod hoteling;
mod numbers;
pub(crate) mod pin;
mod priority_alert;
pub(crate) mod rules;
mod selective_accept;
mod selective_forward;
mod selective_reject;
mod sequential_ring;
mod services;
mod simultaneous_ring;
mod single_number_reach;
mod speed_dials;
pub(crate) mod store;
mod switched_on;
mod view;
mod voicemail;

pub(crate) use change::{Change, replace};
pub(crate) use company::followed;
pub(crate) use endpoints::setting;
pub(crate) use view::{of as view_of, shown};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(anonymous_call_reject::router())
        .merge(barge_in::router())
        .merge(block_caller_id::router())
        .merge(call_block::router())
        .merge(call_forwarding::router())
        .merge(call_groups::router())
        .merge(call_notify::router())
        .merge(call_notify::rules_router())
        .merge(call_policies::router())
        .merge(call_recording::router())
        .merge(call_waiting::router())
        .merge(do_not_disturb::router())
        .merge(executive::router())
        .merge(feature_codes::router())
        .merge(greetings::router())
        .merge(hoteling::router())
        .merge(pin::router())
        .merge(priority_alert::router())
        .merge(priority_alert::rules_router())
        .merge(selective_accept::router())
        .merge(selective_accept::rules_router())
        .merge(selective_forward::router())
        .merge(selective_forward::rules_router())
        .merge(selective_reject::router())
        .merge(selective_reject::rules_router())
        .merge(sequential_ring::router())
        .merge(sequential_ring::rules_router())
        .merge(services::router())
        .merge(simultaneous_ring::router())
        .merge(simultaneous_ring::rules_router())
        .merge(single_number_reach::numbers_router())
        .merge(single_number_reach::router())
        .merge(speed_dials::router())
        .merge(voicemail::router())
}
