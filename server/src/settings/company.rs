//! What the company decides about a setting of its users.

use belroute_shared::{
    ids::OrganisationId,
    settings::{Setting, voicemail::Voicemail},
};
use sea_orm::{ConnectionTrait, DbErr};

use crate::company::voicemail;

/// A stored setting, with what the company decides about it put in.
pub(crate) async fn followed<T: Setting>(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    mut setting: T,
) -> Result<T, DbErr> {
    if T::NAME == Voicemail::NAME {
        setting.follow(&voicemail::find(db, organisation).await?);
    }
    Ok(setting)
}
