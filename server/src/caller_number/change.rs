//! Choosing the number that others see, and hiding it: judged and saved, not written down yet.

use belroute_shared::{
    caller_number::{CallerId, CallerIdChoice, CallerIdSettings},
    error::Code,
    features::Feature,
};

use super::store;
use crate::{
    error::{ApiError, ApiResult},
    settings::Change,
};

/// What an administrator hides each kind of hiding by.
pub(crate) const PARTS: [(&str, Feature); 2] = [
    (
        "callingLineIdDeliveryBlockingEnabled",
        Feature::BlockCallerId,
    ),
    (
        "connectedLineIdentificationRestrictionEnabled",
        Feature::ConnectedLineIdentity,
    ),
];

/// Chooses one of the allowed numbers.
pub(crate) async fn select(change: &Change<'_>, choice: &CallerIdChoice) -> ApiResult<CallerId> {
    let (db, owner) = (&change.db, change.session.user);
    let organisation = change.session.organisation;
    let allowed = store::list_allowed(db, owner, organisation).await?;
    let selected = store::allowed_choice(allowed, choice)
        .ok_or(ApiError::NotGranted(Code::NumberNotAllowed))?;
    store::save_selected(db, owner, organisation, &selected).await?;
    Ok(selected)
}

/// Hides or shows.
pub(crate) async fn hide(
    change: &Change<'_>,
    before: &CallerIdSettings,
    wanted: CallerIdSettings,
) -> ApiResult<()> {
    change.require_parts(&PARTS, before, &wanted).await?;
    let (owner, organisation) = (change.session.user, change.session.organisation);
    Ok(store::save_settings(&change.db, owner, organisation, wanted).await?)
}
