//! Shown and hidden features in the database.

use std::collections::HashMap;

use belroute_shared::{
    company::{call_groups::CallGroupKind, users::Grant},
    features::{Access, Feature, Given, MyFeatures, access},
    ids::{OrganisationId, UserId},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _};

use crate::{
    account,
    entity::{organisation_feature, user, user_feature},
    settings::{call_groups, call_recording},
    words,
};

/// What an organisation has decided about features.
pub(crate) async fn of_organisation(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<HashMap<Feature, Access>, DbErr> {
    let rows = organisation_feature::Entity::find()
        .filter(
            organisation_feature::COLUMN
                .organisation_id
                .eq(organisation.0),
        )
        .all(db)
        .await?;
    Ok(decided(
        rows.into_iter().map(|row| (row.feature, row.access)),
    ))
}

/// What was decided about the features of one user.
pub(crate) async fn of_user(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<HashMap<Feature, Access>, DbErr> {
    let rows = user_feature::Entity::find()
        .filter(user_feature::COLUMN.user_id.eq(owner.0))
        .filter(user_feature::COLUMN.organisation_id.eq(organisation.0))
        .all(db)
        .await?;
    Ok(decided(
        rows.into_iter().map(|row| (row.feature, row.access)),
    ))
}

/// A feature that a newer program knows is passed over.
fn decided(rows: impl Iterator<Item = (String, String)>) -> HashMap<Feature, Access> {
    rows.filter_map(|(feature, access)| Some((words::of_word(&feature)?, words::of_word(&access)?)))
        .collect()
}

/// What a user may see and change. What he can only read about is left out: [`find_given`].
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<MyFeatures, DbErr> {
    let of_organisation = of_organisation(db, organisation).await?;
    let of_user = of_user(db, owner, organisation).await?;
    let grants = account::store::list_grants(db, owner).await?;
    let has = |grant| grants.contains(&grant);
    let row = user::Entity::find_by_id(owner.0).one(db).await?;
    let mut mine = MyFeatures {
        hidden: Vec::new(),
        is_executive: has(Grant::Executive),
        is_assistant: has(Grant::ExecutiveAssistant),
        has_mailbox: has(Grant::Mailbox),
        outgoing_permission: row
            .and_then(|row| words::of_word(&row.outgoing_permission))
            .unwrap_or_default(),
        given: Given::default(),
    };
    for feature in Feature::ALL.iter().copied() {
        let decided = access(
            of_organisation.get(&feature).copied(),
            of_user.get(&feature).copied(),
        );
        if decided == Access::NoAccess || !is_assigned(feature, &mine) {
            mine.hidden.push(feature);
        }
    }
    Ok(mine)
}

/// Whether features are shown to a user, as far as administrators decide: whether they were assigned
/// to him is another question.
pub(crate) async fn are_shown<const N: usize>(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    features: [Feature; N],
) -> Result<[bool; N], DbErr> {
    let of_organisation = of_organisation(db, organisation).await?;
    let of_user = of_user(db, owner, organisation).await?;
    Ok(features.map(|feature| {
        let decided = access(
            of_organisation.get(&feature).copied(),
            of_user.get(&feature).copied(),
        );
        decided == Access::FullAccess
    }))
}

/// What a user was given to read about.
pub(crate) async fn find_given(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<Given, DbErr> {
    let kinds = call_groups::store::list_kinds(db, owner, organisation).await?;
    let recording = call_recording::store::find(db, owner, organisation).await?;
    Ok(Given {
        call_recording: recording.enabled,
        call_park: kinds.contains(&CallGroupKind::CallPark),
        call_pickup_group: kinds.contains(&CallGroupKind::CallPickup),
    })
}

/// What was not assigned is not there at all.
fn is_assigned(feature: Feature, mine: &MyFeatures) -> bool {
    match feature {
        Feature::Executive => mine.is_executive || mine.is_assistant,
        Feature::SendCallsToVoicemail
        | Feature::Voicemail
        | Feature::VoicemailDownload
        | Feature::VoicemailEmailCopy
        | Feature::VoicemailFaxMessaging
        | Feature::VoicemailMessageStorage
        | Feature::VoicemailNotifications
        | Feature::VoicemailTransferNumber => mine.has_mailbox,
        _ => true,
    }
}
