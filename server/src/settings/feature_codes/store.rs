//! An organisation's codes in the database: those that it dials otherwise than usual.

use belroute_shared::{
    ids::OrganisationId,
    settings::feature_codes::{CodeName, CodeTable, Codes},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, Set, sea_query::OnConflict};

use crate::entity::feature_code;

/// What an organisation dials. What a newer program has decided about is passed over.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<CodeTable, DbErr> {
    let rows = feature_code::Entity::find()
        .filter(feature_code::COLUMN.organisation_id.eq(organisation.0))
        .all(db)
        .await?;
    let decided = rows.into_iter().filter_map(|row| {
        let codes = Codes {
            code: row.code,
            alternate_code: row.alternate_code,
        };
        Some((CodeName::of_word(&row.name)?, codes))
    });
    Ok(CodeTable::of(decided))
}

/// Saves what is dialled for something; what is usual needs no row.
pub(crate) async fn save(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    name: CodeName,
    codes: &Codes,
) -> Result<(), DbErr> {
    if *codes == name.usual() {
        feature_code::Entity::delete_by_id((organisation.0, name.word().to_owned()))
            .exec(db)
            .await?;
        return Ok(());
    }
    let row = feature_code::ActiveModel {
        organisation_id: Set(organisation.0),
        name: Set(name.word().to_owned()),
        code: Set(codes.code.clone()),
        alternate_code: Set(codes.alternate_code.clone()),
    };
    let key = [
        feature_code::Column::OrganisationId,
        feature_code::Column::Name,
    ];
    let columns = [
        feature_code::Column::Code,
        feature_code::Column::AlternateCode,
    ];
    feature_code::Entity::insert(row)
        .on_conflict(OnConflict::columns(key).update_columns(columns).to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}
