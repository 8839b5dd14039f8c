//! Single number reach. Each of its numbers has an address of its own.

mod numbers;

use belroute_shared::settings::single_number_reach::SingleNumberReach;

pub(super) use numbers::router as numbers_router;

super::setting! {
    /// Which other phones of the user ring together with the office line.
    SingleNumberReach, SingleNumberReach,
    "/v1/telephony/config/people/me/settings/singleNumberReach"
}
