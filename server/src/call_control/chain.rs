//! Whom a call comes to because one sends it on to the next: only the server can follow that.

use belroute_shared::{
    ids::UserId,
    route::{ChainedPerson, RouteChain},
    routing::{
        call::{Caller, IncomingCall},
        decide::MOST_REDIRECTIONS,
        profile::Profile,
        trace::{End, Reason, Trace},
    },
};
use sea_orm::DbErr;

use super::house;
use crate::{entity::organisation, state::AppState};

/// Decides about a call to a user as about a live one, and tells whom it would come to.
///
/// The caller is from outside and nobody whom a rule names. The user himself counts as at his desk
/// and on no call, so that everything is followed that he has set for calls which he does not take;
/// for colleagues it is as it is at this moment.
pub(crate) async fn find(
    state: &AppState,
    organisation: &organisation::Model,
    profile: Profile,
) -> Result<RouteChain, DbErr> {
    let main_number = profile.numbers.first().map(ToString::to_string);
    let call = IncomingCall {
        caller: Caller::default(),
        called: Some(main_number.unwrap_or_else(|| profile.extension.to_string())),
        active_calls: Some(0),
        is_registered: Some(true),
        is_blocked: Some(false),
        ..IncomingCall::default()
    };
    let (decision, house) = house::decided(state, organisation, profile, &call).await?;
    Ok(told(&decision.trace, |user| house.hides(user)))
}

/// What the user is told of where his calls go. `hides` says of whom nobody is told to whom he sends
/// calls on.
fn told(trace: &Trace, hides: impl Fn(UserId) -> bool) -> RouteChain {
    let mut way = Vec::new();
    let is_loop = is_lost(trace, &mut way);
    if !is_loop {
        let at_once = std::iter::successors(Some(trace), |it| it.next.as_deref());
        way = at_once.collect();
    }
    // He knows himself what he has set.
    let shut = way
        .iter()
        .position(|it| it.user != trace.user && hides(it.user));
    way.truncate(shut.map_or(way.len(), |last| last + 1));
    if way.len() < 2 {
        way.clear();
    }
    let person = |it: &Trace| ChainedPerson {
        name: it.name.clone(),
        extension: it.extension.clone(),
    };
    RouteChain {
        is_loop,
        people: way.into_iter().map(person).collect(),
    }
}

/// Whether a call is ended at this visit or behind it for having been here before, or for having been
/// sent on too often. `way` has the visits up to this one, and then those up to its end.
fn is_lost<'a>(trace: &'a Trace, way: &mut Vec<&'a Trace>) -> bool {
    way.push(trace);
    let behind = || {
        let fallbacks = trace.then.iter().filter_map(|it| it.next.as_deref());
        trace.next.as_deref().into_iter().chain(fallbacks)
    };
    let is_ended = matches!(
        trace.decided(),
        Some((_, Reason::Loop | Reason::TooManyRedirections))
    );
    if is_ended || is_sent_too_far(trace, way.len()) || behind().any(|next| is_lost(next, way)) {
        return true;
    }
    way.pop();
    false
}

/// Whether this visit, one of so many, sends the call on once too often to where nobody is visited:
/// no trace tells of that.
fn is_sent_too_far(trace: &Trace, visits: usize) -> bool {
    let forwards = matches!(trace.decided(), Some((_, Reason::Forwards { .. })));
    let mut fallbacks = trace.then.iter();
    let sends_on = (forwards && trace.next.is_none())
        || fallbacks.any(|it| it.next.is_none() && matches!(it.goes_to, End::Forward { .. }));
    visits > usize::from(MOST_REDIRECTIONS) && sends_on
}
