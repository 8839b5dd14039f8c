//! Internal numbers: users and dial plans of an organisation share one range.

use belroute_shared::{ids::OrganisationId, number::Extension};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use crate::entity::{dial_plan, user};

/// Whether a user or a dial plan other than `except` has this internal number.
pub(super) async fn is_taken(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    extension: &Extension,
    except: Uuid,
) -> Result<bool, DbErr> {
    let colleague = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .filter(user::COLUMN.extension.eq(extension.as_str()))
        .filter(user::COLUMN.id.ne(except))
        .one(db)
        .await?;
    if colleague.is_some() {
        return Ok(true);
    }
    let plan = dial_plan::Entity::find()
        .filter(dial_plan::COLUMN.organisation_id.eq(organisation.0))
        .filter(dial_plan::COLUMN.extension.eq(extension.as_str()))
        .filter(dial_plan::COLUMN.id.ne(except))
        .one(db)
        .await?;
    Ok(plan.is_some())
}
