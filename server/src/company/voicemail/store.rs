//! A company's rules for mailboxes in the database.

use belroute_shared::{
    company::voicemail::CompanyVoicemail, ids::OrganisationId, voicemail::pin::PinRules,
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait as _, Set, sea_query::OnConflict};
use serde::{Serialize, de::DeserializeOwned};

use crate::entity::company_voicemail;

/// What a company decides about messages. What was never decided is as it comes.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<CompanyVoicemail, DbErr> {
    let row = row(db, organisation).await?;
    Ok(row.map(|row| read(&row.settings)).unwrap_or_default())
}

/// Which PINs a company takes.
pub(crate) async fn find_pin_rules(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<PinRules, DbErr> {
    let row = row(db, organisation).await?;
    Ok(row.map(|row| read(&row.pin_rules)).unwrap_or_default())
}

/// Saves both.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    settings: &CompanyVoicemail,
    pin_rules: &PinRules,
) -> Result<(), DbErr> {
    let row = company_voicemail::ActiveModel {
        organisation_id: Set(organisation.0),
        settings: Set(text(settings)?),
        pin_rules: Set(text(pin_rules)?),
    };
    company_voicemail::Entity::insert(row)
        .on_conflict(
            OnConflict::column(company_voicemail::Column::OrganisationId)
                .update_columns([
                    company_voicemail::Column::Settings,
                    company_voicemail::Column::PinRules,
                ])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

async fn row(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Option<company_voicemail::Model>, DbErr> {
    company_voicemail::Entity::find_by_id(organisation.0)
        .one(db)
        .await
}

fn text(value: &impl Serialize) -> Result<String, DbErr> {
    serde_json::to_string(value).map_err(|error| DbErr::Json(error.to_string()))
}

/// What a newer program wrote and this one cannot read is as it comes: a call must not fail by it.
fn read<T: Default + DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_else(|error| {
        tracing::error!("a company's rules for mailboxes cannot be read: {error}");
        T::default()
    })
}
