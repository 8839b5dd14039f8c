//! What users may see and change: what administrators show and hide, and what was assigned at all.

mod endpoints;
pub(crate) mod store;

use belroute_shared::{
    error::Code,
    features::Feature,
    ids::{OrganisationId, UserId},
};
use sea_orm::ConnectionTrait;

use crate::error::{ApiError, ApiResult};

pub(crate) use endpoints::router;

/// Refuses whoever may not see and change a feature; `None` is what nobody can hide.
pub(crate) async fn require(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    feature: Option<Feature>,
) -> ApiResult<()> {
    let Some(feature) = feature else {
        return Ok(());
    };
    let mine = store::find(db, owner, organisation).await?;
    if mine.shows(Some(feature)) {
        Ok(())
    } else {
        Err(ApiError::NotGranted(Code::FeatureNotGranted))
    }
}
