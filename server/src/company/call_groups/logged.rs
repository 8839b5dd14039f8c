//! Groups in the log.

use belroute_shared::{
    company::call_groups::{CallGroupKind, CallGroupSettings},
    ids::OrganisationId,
};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;

use crate::colleagues;

/// A group as the log keeps it: it is read by people, also when a member has gone since.
#[derive(Debug, Serialize)]
pub(super) struct Logged {
    name: String,
    kind: CallGroupKind,
    members: Vec<String>,
}

/// Groups are logged with the names that their members have now.
pub(super) async fn logged(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    group: &CallGroupSettings,
) -> Result<Logged, DbErr> {
    let ids = || group.member_ids.iter().map(|id| id.0);
    let people = colleagues::list(db, organisation, ids()).await?;
    let members = ids().filter_map(|id| Some(people.get(&id)?.name()));
    Ok(Logged {
        name: group.name.clone(),
        kind: group.kind,
        members: members.collect(),
    })
}
