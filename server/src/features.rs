//! What users may see and change: what administrators show and hide, and what was assigned at all.

mod endpoints;
pub(crate) mod store;

use belroute_shared::{
    error::Code,
    features::Feature,
    ids::{OrganisationId, UserId},
};
use sea_orm::ConnectionTrait;
use serde_json::Value;

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
        Err(not_granted())
    }
}

/// Refuses to change a field that is hidden from the user by a feature of its own.
pub(crate) async fn require_parts(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    parts: &[(&str, Feature)],
    (before, after): (&Value, &Value),
) -> ApiResult<()> {
    let is_changed = |field: &str| before.get(field) != after.get(field);
    let changed: Vec<Feature> = parts
        .iter()
        .filter(|(field, _)| is_changed(field))
        .map(|(_, feature)| *feature)
        .collect();
    for feature in changed {
        require(db, owner, organisation, Some(feature)).await?;
    }
    Ok(())
}

fn not_granted() -> ApiError {
    ApiError::NotGranted(Code::FeatureNotGranted)
}
