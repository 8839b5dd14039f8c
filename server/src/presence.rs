//! Whether people can be reached now: from what is registered and from calls that go on.

use std::collections::HashMap;

use belroute_shared::{
    calls::LegKind,
    ids::{OrganisationId, UserId},
    live::LiveEvent,
    phonebook::{Presence, PresenceState},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _};

use crate::{
    clock::moment,
    entity::{call, registration},
    live::Live,
    words,
};

/// The state of some users of one organisation.
pub(crate) async fn of_users(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    users: &[UserId],
    now_ms: i64,
) -> Result<HashMap<UserId, Presence>, DbErr> {
    if users.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = || users.iter().map(|user| user.0);
    let registered = registration::Entity::find()
        .filter(registration::COLUMN.organisation_id.eq(organisation.0))
        .filter(registration::COLUMN.user_id.is_in(ids()))
        .filter(registration::COLUMN.expires_at_ms.gt(now_ms))
        .all(db)
        .await?;
    // All that go on in the organisation: naming the users would lead the database to their whole
    // histories. The oldest first, so that an answered call and then the newest win below.
    let calls: Vec<call::Model> = call::Entity::find()
        .filter(call::COLUMN.organisation_id.eq(organisation.0))
        .filter(call::COLUMN.ended_at_ms.is_null())
        .order_by_asc(call::Column::StartedAtMs)
        .all(db)
        .await?
        .into_iter()
        .filter(|row| users.contains(&UserId(row.user_id)))
        .collect();
    let mut states: HashMap<UserId, Presence> = users
        .iter()
        .map(|user| (*user, simple(PresenceState::Offline)))
        .collect();
    for row in registered {
        states.insert(UserId(row.user_id), simple(PresenceState::Available));
    }
    for row in calls {
        let user = UserId(row.user_id);
        let is_talking = states
            .get(&user)
            .is_some_and(|known| known.state == PresenceState::InCall);
        if let Some(presence) = of_call(row)
            && (presence.state == PresenceState::InCall || !is_talking)
        {
            states.insert(user, presence);
        }
    }
    Ok(states)
}

fn simple(state: PresenceState) -> Presence {
    Presence {
        state,
        since: None,
        device: None,
    }
}

/// Whether a call to a user was sent on, or answered by his mailbox or by a colleague: it goes on
/// without him.
pub(crate) fn is_out_of_hand(row: &call::Model) -> bool {
    let kind = row.answered_by_kind.as_deref().and_then(words::of_word);
    match kind {
        Some(LegKind::Mailbox | LegKind::Colleague) => true,
        Some(LegKind::Device) => false,
        Some(LegKind::Number) | None => row.forwarded_to.is_some(),
    }
}

/// What a call that goes on says of its user. A caller who dials is off the hook already; a call
/// that is out of his hands leaves him free.
fn of_call(row: call::Model) -> Option<Presence> {
    if is_out_of_hand(&row) {
        return None;
    }
    let (state, since_ms) = match (row.answered_at_ms, row.rang_at_ms) {
        (Some(at), _) => (PresenceState::InCall, at),
        (None, _) if row.direction == "outgoing" => (PresenceState::InCall, row.started_at_ms),
        (None, Some(at)) => (PresenceState::Ringing, at),
        (None, None) => return None,
    };
    Some(Presence {
        state,
        since: Some(moment(since_ms)),
        device: row.answered_by,
    })
}

/// Tells an organisation how some of its users are now.
pub(crate) async fn tell(
    db: &impl ConnectionTrait,
    live: &Live,
    organisation: OrganisationId,
    users: &[UserId],
    now_ms: i64,
) -> Result<(), DbErr> {
    for (user, presence) in of_users(db, organisation, users, now_ms).await? {
        live.tell_all(organisation, LiveEvent::Presence { user, presence });
    }
    Ok(())
}
