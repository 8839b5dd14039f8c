//! A user's row of a call, as it begins.

use belroute_shared::calls::Direction;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    entity::{call, call_fact, number},
    words,
};

/// The first that is heard of a user's part in a call.
#[derive(Clone, Copy, Debug)]
pub(super) struct First {
    pub(super) at_ms: i64,
    /// He is not told which line it came by.
    pub(super) is_hidden: bool,
}

/// A user's row of a call.
pub(super) struct Row {
    pub(super) model: call::Model,
    /// It was made just now.
    pub(super) is_new: bool,
}

/// The user's row of this call; made when this is the first that is heard of it.
pub(super) async fn call_of(
    change: &DatabaseTransaction,
    fact: &call_fact::Model,
    user: Uuid,
    direction: Direction,
    first: First,
) -> Result<Row, DbErr> {
    let word = words::word(direction);
    let known = call::Entity::find()
        .filter(call::COLUMN.user_id.eq(user))
        .filter(call::COLUMN.sip_call_id.eq(fact.sip_call_id.as_str()))
        .filter(call::COLUMN.direction.eq(word.as_str()))
        .one(change)
        .await?;
    if let Some(model) = known {
        return Ok(Row {
            model,
            is_new: false,
        });
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
    let (via_kind, via_number) = if first.is_hidden {
        ("internal", None)
    } else {
        via(change, fact, user, is_outgoing, is_internal).await?
    };
    let model = call::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(fact.organisation_id),
        user_id: Set(user),
        sip_call_id: Set(fact.sip_call_id.clone()),
        direction: Set(word),
        is_internal: Set(is_internal),
        other_number: Set(other.clone().filter(|_| is_outgoing || !is_anonymous)),
        network_name: Set(fact
            .caller_name
            .clone()
            .filter(|_| !is_outgoing && !is_anonymous)),
        is_anonymous: Set(is_anonymous),
        via_kind: Set(via_kind.to_owned()),
        via_number: Set(via_number),
        started_at_ms: Set(first.at_ms),
        is_missed: Set(false),
        is_seen: Set(false),
        is_hidden: Set(false),
        ..Default::default()
    }
    .insert(change)
    .await?;
    if is_outgoing && let Some(number) = &model.other_number {
        see_missed_from(change, user, number).await?;
    }
    Ok(Row {
        model,
        is_new: true,
    })
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
        // As in the partial index.
        .filter(Expr::cust("is_missed and not is_seen"))
        .filter(call::COLUMN.other_number.eq(number))
        .exec(change)
        .await?;
    Ok(())
}
