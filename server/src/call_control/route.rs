//! Answers the engine's question: a call arrives, what now?

use belroute_shared::{
    caller_number::CallerIdType,
    ids::{OrganisationId, UserId},
    routing::{
        decide::{blocked, decide},
        plan::{Plan, Ring, ShownCaller, Step},
        profile::IncomingCall,
    },
};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::{
    parties::{self, Parties, Target},
    wire::{Answer, Origin, Question},
};
use crate::{
    caller_number::store::{self as caller_number, Shown},
    company::blocked_numbers,
    directory::full_name,
    entity::{call_fact, organisation, user},
    profile,
    state::AppState,
};

/// How long somebody outside is called before the caller is released, in seconds.
const OUTSIDE_SECONDS: u16 = 180;

/// The answer, and what its events will need to know later.
pub(super) struct Answered {
    pub(super) answer: Answer,
    pub(super) fact: Option<call_fact::Model>,
}

/// Decides about one call. Changes nothing.
pub(super) async fn answer(state: &AppState, question: &Question) -> Result<Answered, DbErr> {
    let db = &state.db.read;
    let parties = parties::find(db, &question.from, &question.to.uri).await?;
    let call = Uuid::now_v7();
    let shown = match &parties.caller {
        Some(caller) => {
            let organisation = OrganisationId(caller.organisation_id);
            let mut shown = caller_number::find(db, UserId(caller.id), organisation).await?;
            // A phone may hide its owner for one call, also where he shows his number as a rule.
            shown.settings.calling_line_id_delivery_blocking_enabled |= question.from.anonymous;
            Some(shown)
        }
        None => None,
    };
    let plan = plan(state, question, &parties, shown.as_ref()).await?;
    let fact = fact(
        &parties,
        shown.as_ref(),
        question,
        call,
        state.clock.now_ms(),
    );
    Ok(Answered {
        answer: Answer {
            version: 1,
            call,
            plan,
        },
        fact,
    })
}

async fn plan(
    state: &AppState,
    question: &Question,
    parties: &Parties,
    shown: Option<&Shown>,
) -> Result<Plan, DbErr> {
    let Some(organisation) = &parties.organisation else {
        // Somebody who is none of our users cannot place calls in our name.
        return Ok(match question.from.origin {
            Origin::User => Plan::reject(403, "Forbidden"),
            Origin::Trunk => Plan::reject(404, "Not Found"),
        });
    };
    let caller = parties.caller.as_ref().zip(shown);
    let is_blocked = is_blocked(&state.db.read, question, parties).await?;
    Ok(match &parties.target {
        Target::User(user) => {
            let call = incoming(state, question, organisation, user).await?;
            let call = IncomingCall { is_blocked, ..call };
            let profile = profile::of(state, user, organisation).await?;
            with_caller(
                decide(&profile, call).plan,
                inside_caller(organisation, caller),
            )
        }
        Target::DialPlan(_) if is_blocked == Some(true) => blocked(),
        Target::DialPlan(plan) => {
            let target = format!("sip:{}@{}", plan.extension, organisation.sip_domain);
            with_caller(ring(target), inside_caller(organisation, caller))
        }
        Target::Outside(number) => {
            let target = format!("sip:{number}@{}", state.config.trunk);
            with_caller(ring(target), outside_caller(organisation, caller, false))
        }
        Target::Emergency(number) => {
            let target = format!("sip:{number}@{}", state.config.trunk);
            with_caller(ring(target), outside_caller(organisation, caller, true))
        }
        Target::Nobody => Plan::reject(404, "Not Found"),
    })
}

/// Whether the company blocks the caller; `None` for its own people. Who hides his number is on no
/// list.
async fn is_blocked(
    db: &impl ConnectionTrait,
    question: &Question,
    parties: &Parties,
) -> Result<Option<bool>, DbErr> {
    let Some(organisation) = parties.organisation_id() else {
        return Ok(None);
    };
    match (question.from.origin, &parties.caller_number) {
        (Origin::User, _) => Ok(None),
        (Origin::Trunk, None) => Ok(Some(false)),
        (Origin::Trunk, Some(number)) => {
            let is_blocked = blocked_numbers::is_blocked(db, organisation, number).await?;
            Ok(Some(is_blocked))
        }
    }
}

/// The engine counts calls and registrations of the address it was asked about. For another number
/// of the same user both come from the events.
async fn incoming(
    state: &AppState,
    question: &Question,
    organisation: &organisation::Model,
    user: &user::Model,
) -> Result<IncomingCall, DbErr> {
    if question
        .to
        .uri
        .contains(&profile::address(user, organisation))
    {
        return Ok(IncomingCall {
            active_calls: question.to.active_calls,
            is_registered: Some(question.to.registered),
            ..IncomingCall::default()
        });
    }
    let active_calls = profile::active_calls(
        &state.db.read,
        UserId(user.id),
        OrganisationId(organisation.id),
    )
    .await?;
    Ok(IncomingCall {
        active_calls,
        ..IncomingCall::default()
    })
}

fn ring(target: String) -> Plan {
    Plan::Ring(Ring {
        steps: vec![Step {
            targets: vec![target],
            ring_seconds: OUTSIDE_SECONDS,
            diversion: None,
        }],
        ..Ring::default()
    })
}

fn with_caller(plan: Plan, caller: Option<ShownCaller>) -> Plan {
    match plan {
        Plan::Ring(ring) => Plan::Ring(Ring {
            caller_id: caller,
            ..ring
        }),
        reject @ Plan::Reject { .. } => reject,
    }
}

/// Colleagues see name and extension, unless the caller hides.
fn inside_caller(
    organisation: &organisation::Model,
    caller: Option<(&user::Model, &Shown)>,
) -> Option<ShownCaller> {
    caller.map(|(user, shown)| ShownCaller {
        uri: profile::address(user, organisation),
        display: Some(printable(&full_name(user))),
        anonymous: shown.settings.calling_line_id_delivery_blocking_enabled,
    })
}

/// Others see the chosen number. Hidden, it still goes to the trunk, for billing and for help.
fn outside_caller(
    organisation: &organisation::Model,
    caller: Option<(&user::Model, &Shown)>,
    is_emergency: bool,
) -> Option<ShownCaller> {
    let (user, shown) = caller?;
    let selected = shown.selected.as_ref()?;
    let number = selected.direct_number.as_ref()?;
    let display = match selected.kind {
        CallerIdType::DefaultClid => full_name(user),
        _ => selected.name.clone().unwrap_or_default(),
    };
    Some(ShownCaller {
        uri: format!("sip:{number}@{}", organisation.sip_domain),
        display: Some(printable(&display)).filter(|name| !name.is_empty()),
        anonymous: shown.settings.calling_line_id_delivery_blocking_enabled && !is_emergency,
    })
}

/// Names travel in a quoted string of a SIP header: what would end it is left out.
fn printable(name: &str) -> String {
    name.chars()
        .filter(|letter| !letter.is_control() && !matches!(letter, '"' | '\\'))
        .collect()
}

fn fact(
    parties: &Parties,
    shown: Option<&Shown>,
    question: &Question,
    call: Uuid,
    now_ms: i64,
) -> Option<call_fact::Model> {
    let organisation_id = parties.organisation.as_ref()?.id;
    Some(call_fact::Model {
        call_id: call,
        sip_call_id: question.sip_call_id.clone(),
        caller_id: parties.caller.as_ref().map(|user| user.id),
        callee_id: parties.target.user().map(|user| user.id),
        organisation_id,
        caller_number: parties.caller_number.clone(),
        is_anonymous: parties.is_anonymous,
        called_number: parties.called_number.clone(),
        shown_number: shown
            .and_then(|shown| shown.selected.as_ref())
            .and_then(|selected| selected.direct_number.as_ref())
            .map(ToString::to_string),
        // Who calls for help is never hidden.
        is_shown_hidden: !matches!(parties.target, Target::Emergency(_))
            && shown.is_some_and(|shown| shown.settings.calling_line_id_delivery_blocking_enabled),
        at_ms: now_ms,
    })
}

/// What is known about a call that the engine never asked about: the panel was away.
pub(super) async fn fact_of_event(
    db: &impl ConnectionTrait,
    event: &super::wire::Event,
) -> Result<Option<call_fact::Model>, DbErr> {
    use super::{address::Address, wire::Caller};
    let from = Address::parse(&event.from);
    let is_ours = match &from {
        Some(address) => parties::user_at(db, address).await?.is_some(),
        None => false,
    };
    let anonymous = from
        .as_ref()
        .is_some_and(|address| address.host == "anonymous.invalid" || address.user == "anonymous");
    let caller = Caller {
        uri: event.from.clone(),
        asserted: None,
        origin: if is_ours { Origin::User } else { Origin::Trunk },
        anonymous,
        unavailable: false,
    };
    let parties = parties::find(db, &caller, &event.to).await?;
    let shown = match parties.caller_id().zip(parties.organisation_id()) {
        Some((user, organisation)) => Some(caller_number::find(db, user, organisation).await?),
        None => None,
    };
    let question = Question {
        sip_call_id: event.sip_call_id.clone(),
        from: caller,
        to: super::wire::Called {
            uri: event.to.clone(),
            active_calls: 0,
            registered: false,
        },
    };
    Ok(fact(
        &parties,
        shown.as_ref(),
        &question,
        event.call.unwrap_or_else(Uuid::now_v7),
        0,
    ))
}
