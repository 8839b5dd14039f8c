//! Who is told when something in a mailbox changed.

use std::collections::BTreeSet;

use belroute_shared::{
    ids::{OrganisationId, UserId},
    live::LiveEvent,
};
use sea_orm::DbErr;
use uuid::Uuid;

use super::{hearer::Counts, sharing, store};
use crate::state::AppState;

/// Tells the pages of everybody who hears some mailboxes. What cannot be told now is seen when a
/// page next asks.
pub(super) async fn changed(state: &AppState, organisation: OrganisationId, mailboxes: &[Uuid]) {
    if let Err(error) = tell(state, organisation, mailboxes).await {
        tracing::warn!("browsers were not told of a change in a mailbox: {error}");
    }
}

async fn tell(
    state: &AppState,
    organisation: OrganisationId,
    mailboxes: &[Uuid],
) -> Result<(), DbErr> {
    let db = &state.db.read;
    let sharers = sharing::list_sharers(db, organisation, mailboxes).await?;
    let owners = mailboxes.iter().map(|id| UserId(*id));
    let people: BTreeSet<UserId> = owners.chain(sharers.into_values().flatten()).collect();
    for person in people {
        let heard = sharing::list_heard(db, person, organisation).await?;
        let counts = store::count(db, organisation, &heard).await?;
        let new_messages = Counts::sum(&counts).new;
        state
            .live
            .tell(person, LiveEvent::VoiceMessages { new_messages });
    }
    Ok(())
}
