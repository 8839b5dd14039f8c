use belroute_shared::{error::Code, settings::speed_dials::ShownSpeedDials};

use super::change::{Change, list_of};
use crate::http::{self, HttpError, Tagged};

const SPEED_DIALS: &str = "/v1/speedDials";

pub(super) async fn list() -> Result<Tagged<ShownSpeedDials>, HttpError> {
    http::get_with_tag(SPEED_DIALS).await
}

/// Makes a change of the list as it was seen; once more on top of what others have made of it
/// meanwhile.
pub(super) async fn make(seen: Tagged<ShownSpeedDials>, change: Change) -> Result<(), HttpError> {
    match put(seen, &change).await {
        Err(error) if error.code() == Some(Code::Stale) => put(list().await?, &change).await,
        answer => answer,
    }
}

async fn put(seen: Tagged<ShownSpeedDials>, change: &Change) -> Result<(), HttpError> {
    let wanted = change.made_to(list_of(&seen.value));
    http::put_with_tag(SPEED_DIALS, &wanted, seen.tag.as_deref()).await
}
