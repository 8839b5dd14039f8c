//! Pictures of users: what colleagues see beside a name.
//!
//! Whatever was sent is drawn anew, so that nothing of the file is passed on but its pixels: where
//! and with what a photograph was taken is nobody's business.

mod endpoints;
mod square;
mod store;

use belroute_shared::ids::UserId;

pub(crate) use endpoints::router;
pub(crate) use store::{find_hash, hashes};

/// Where a picture is fetched. Another one after each change, so that browsers may keep the picture.
pub(crate) fn path(owner: UserId, hash: &str) -> String {
    format!("/v1/people/{owner}/picture?v={hash}")
}
