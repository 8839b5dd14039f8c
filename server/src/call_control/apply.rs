//! From events to calls as users lived them.
//!
//! Events come in any order and more than once. Each moment has a column of its own, so that
//! taking them in any order ends in the same row; an event that came before does nothing.

use belroute_shared::ids::{OrganisationId, UserId};
use sea_orm::{
    ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _,
    sea_query::OnConflict,
};

use super::{intake::Touched, route, seats::Told, wire::Event};
use crate::{
    entity::{call_event, call_fact},
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
    let told = Told {
        change,
        event,
        fact: &fact,
        at_ms,
    };
    let organisation = OrganisationId(fact.organisation_id);
    for user in told
        .to_caller()
        .await?
        .into_iter()
        .chain(told.to_called(&mut touched.traces).await?)
    {
        touched.calls.insert((organisation, UserId(user)));
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
