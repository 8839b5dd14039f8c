//! From events to calls as users lived them.
//!
//! Events come in any order and more than once. Each moment has a column of its own, so that
//! taking them in any order ends in the same row; an event that came before does nothing.

use belroute_shared::{
    calls::Direction,
    ids::{OrganisationId, UserId},
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::Set,
    DatabaseTransaction, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{intake::Touched, lived::Lived, route, wire::Event};
use crate::{
    entity::{call, call_event, call_fact, number},
    words,
};

/// Takes one event of a call in.
pub(super) async fn apply(
    change: &DatabaseTransaction,
    event: &Event,
    touched: &mut Touched,
) -> Result<(), DbErr> {
    let Some(at_us) = microseconds(&event.at) else {
        tracing::warn!(at = event.at, "an event without a moment was passed over");
        return Ok(());
    };
    if event.sip_call_id.is_empty() || !is_new(change, event, at_us).await? {
        return Ok(());
    }
    let at_ms = at_us / 1000;
    let Some(fact) = fact(change, event, at_ms).await? else {
        return Ok(());
    };
    for (side, direction) in [
        (fact.caller_id, Direction::Outgoing),
        (fact.callee_id, Direction::Incoming),
    ] {
        let Some(user) = side else { continue };
        let row = call_of(change, &fact, user, direction, at_ms).await?;
        let lived = Lived {
            change,
            event,
            direction,
            at_ms,
        };
        lived.apply(row).await?;
        touched
            .calls
            .insert((OrganisationId(fact.organisation_id), UserId(user)));
    }
    Ok(())
}

/// Seconds with a fraction, in text, as microseconds.
pub(super) fn microseconds(text: &str) -> Option<i64> {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    let seconds: i64 = seconds
        .parse()
        .ok()
        .filter(|seconds| (0..100_000_000_000).contains(seconds))?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: String = fraction.chars().chain("000000".chars()).take(6).collect();
    Some(seconds * 1_000_000 + digits.parse::<i64>().ok()?)
}

/// Marks an event as taken in; whether it was new.
async fn is_new(change: &DatabaseTransaction, event: &Event, at_us: i64) -> Result<bool, DbErr> {
    let key = OnConflict::columns([
        call_event::Column::SipCallId,
        call_event::Column::Event,
        call_event::Column::Target,
        call_event::Column::Contact,
    ])
    .do_nothing()
    .to_owned();
    let row = call_event::ActiveModel {
        sip_call_id: Set(event.sip_call_id.clone()),
        event: Set(words::word(event.event)),
        target: Set(event.target.clone()),
        contact: Set(event.contact.clone()),
        at_us: Set(at_us),
    };
    let inserted = call_event::Entity::insert(row)
        .on_conflict(key)
        .exec_without_returning(change)
        .await?;
    Ok(inserted > 0)
}

/// What was known when the engine asked, else what the addresses tell.
async fn fact(
    change: &DatabaseTransaction,
    event: &Event,
    at_ms: i64,
) -> Result<Option<call_fact::Model>, DbErr> {
    let known = match event.call {
        Some(id) => call_fact::Entity::find_by_id(id).one(change).await?,
        None => {
            call_fact::Entity::find()
                .filter(call_fact::COLUMN.sip_call_id.eq(event.sip_call_id.as_str()))
                .order_by_desc(call_fact::Column::AtMs)
                .one(change)
                .await?
        }
    };
    match known {
        Some(fact) => Ok(Some(fact)),
        None => route::fact_of_event(change, event, at_ms).await,
    }
}

/// The user's row of this call; made when this is the first that is heard of it.
async fn call_of(
    change: &DatabaseTransaction,
    fact: &call_fact::Model,
    user: Uuid,
    direction: Direction,
    at_ms: i64,
) -> Result<call::Model, DbErr> {
    let word = words::word(direction);
    let known = call::Entity::find()
        .filter(call::COLUMN.user_id.eq(user))
        .filter(call::COLUMN.sip_call_id.eq(fact.sip_call_id.as_str()))
        .filter(call::COLUMN.direction.eq(word.as_str()))
        .one(change)
        .await?;
    if let Some(row) = known {
        return Ok(row);
    }
    let is_outgoing = direction == Direction::Outgoing;
    let is_internal = if is_outgoing {
        fact.callee_id.is_some() || is_short(fact.called_number.as_deref())
    } else {
        fact.caller_id.is_some()
    };
    let other = if is_outgoing {
        &fact.called_number
    } else {
        &fact.caller_number
    };
    let is_anonymous = if is_outgoing {
        fact.is_shown_hidden
    } else {
        fact.is_anonymous || is_hidden_colleague(fact)
    };
    let (via_kind, via_number) = via(change, fact, user, is_outgoing, is_internal).await?;
    let row = call::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(fact.organisation_id),
        user_id: Set(user),
        sip_call_id: Set(fact.sip_call_id.clone()),
        direction: Set(word),
        is_internal: Set(is_internal),
        other_number: Set(other.clone().filter(|_| is_outgoing || !is_anonymous)),
        is_anonymous: Set(is_anonymous),
        via_kind: Set(via_kind.to_owned()),
        via_number: Set(via_number),
        started_at_ms: Set(at_ms),
        is_missed: Set(false),
        is_seen: Set(false),
        ..Default::default()
    }
    .insert(change)
    .await?;
    if is_outgoing && let Some(number) = &row.other_number {
        see_missed_from(change, user, number).await?;
    }
    Ok(row)
}

/// A colleague who hides his number is hidden from colleagues too.
fn is_hidden_colleague(fact: &call_fact::Model) -> bool {
    fact.caller_id.is_some() && fact.is_shown_hidden
}

fn is_short(number: Option<&str>) -> bool {
    number.is_some_and(|number| !number.starts_with('+') && number.len() > 3)
}

/// The line a call used: how it is called, and its number.
async fn via(
    change: &DatabaseTransaction,
    fact: &call_fact::Model,
    user: Uuid,
    is_outgoing: bool,
    is_internal: bool,
) -> Result<(&'static str, Option<String>), DbErr> {
    if is_outgoing && fact.is_shown_hidden {
        return Ok(("anonymous", None));
    }
    let line = if is_outgoing {
        &fact.shown_number
    } else {
        &fact.called_number
    };
    let public = line.clone().filter(|number| number.starts_with('+'));
    let Some(public) = public.filter(|_| !(is_outgoing && is_internal)) else {
        return Ok(("internal", None));
    };
    let own = number::Entity::find_by_id(public.clone())
        .filter(number::COLUMN.user_id.eq(user))
        .one(change)
        .await?;
    Ok((if own.is_some() { "direct" } else { "line" }, Some(public)))
}

/// Calling somebody back is looking at the calls missed from him.
async fn see_missed_from(
    change: &DatabaseTransaction,
    user: Uuid,
    number: &str,
) -> Result<(), DbErr> {
    call::Entity::update_many()
        .col_expr(call::Column::IsSeen, Expr::value(true))
        .filter(call::COLUMN.user_id.eq(user))
        .filter(call::COLUMN.is_missed.eq(true))
        .filter(call::COLUMN.is_seen.eq(false))
        .filter(call::COLUMN.other_number.eq(number))
        .exec(change)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_keep_their_microseconds() {
        assert_eq!(
            microseconds("1795304276.953683"),
            Some(1_795_304_276_953_683)
        );
        assert_eq!(microseconds("1795304276"), Some(1_795_304_276_000_000));
        assert_eq!(microseconds("1795304276.5"), Some(1_795_304_276_500_000));
        for rubbish in ["", "now", "-1", "1.x", "99999999999999999"] {
            assert_eq!(microseconds(rubbish), None, "{rubbish}");
        }
    }
}
