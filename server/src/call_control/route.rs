//! Answers the engine's question: a call arrives, what now?

use belroute_shared::{
    ids::{OrganisationId, UserId},
    routing::{
        call::IncomingCall,
        decide::{Decision, blocked},
        directory::Depth,
        plan::{LONGEST_RING_SECONDS, Plan, Ring, Step, Target as Leg},
    },
};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::{
    address::Address,
    callers::{self, ShownCallers},
    codes::{self, Coded},
    house::{self, House},
    media,
    parties::{self, Parties, Target},
    seen,
    way::Way,
    wire::{Answer, Origin, Question},
};
use crate::{
    caller_number::store::{self as caller_number, Shown},
    entity::{call_fact, organisation, user},
    error::ApiResult,
    profile::{self, Calls},
    state::AppState,
};

/// The answer, and what its events will need to know later.
pub(super) struct Answered {
    pub(super) answer: Answer,
    pub(super) fact: Option<call_fact::Model>,
    /// Why, where a user was called.
    pub(super) decision: Option<Decision>,
    pub(super) parties: Parties,
}

/// Decides about one call. Changes nothing, unless a code that switches something was dialled.
pub(super) async fn answer(state: &AppState, question: &Question) -> ApiResult<Answered> {
    let db = &state.db.read;
    let now_ms = state.clock.now_ms();
    let mut parties = parties::find(db, &question.from, &question.to.uri, now_ms).await?;
    let call = Uuid::now_v7();
    if question.from.origin == Origin::Media && question.panel_call.is_some() {
        return Ok(Answered {
            answer: Answer {
                version: 1,
                call,
                plan: media::leg(db, &state.config.trunk, question).await?,
            },
            fact: None,
            decision: None,
            parties,
        });
    }
    // A phone may hide its owner for one call, also where he shows his number as a rule.
    let mut is_hidden = question.from.anonymous.then_some(true);
    let who = parties.organisation.as_ref().zip(parties.caller.as_ref());
    if let Some((code, (organisation, caller))) = codes::dialled(question).zip(who) {
        match codes::answer(state, question, organisation, caller, &code).await? {
            Coded::Answered(plan) => {
                let answer = Answer {
                    version: 1,
                    call,
                    plan,
                };
                return Ok(Answered {
                    answer,
                    fact: None,
                    decision: None,
                    parties,
                });
            }
            Coded::Calls {
                number,
                is_hidden: hides,
            } => {
                is_hidden = hides.or(is_hidden);
                let uri = format!("sip:{number}@{}", organisation.sip_domain);
                parties = parties::find(db, &question.from, &uri, now_ms).await?;
            }
        }
    }
    let shown = match &parties.caller {
        Some(caller) => {
            let organisation = OrganisationId(caller.organisation_id);
            let once = chosen_once(question);
            let mut shown =
                caller_number::find_once(db, UserId(caller.id), organisation, once.as_deref())
                    .await?;
            if let Some(is_hidden) = is_hidden {
                shown.settings.calling_line_id_delivery_blocking_enabled = is_hidden;
            }
            Some(shown)
        }
        None => None,
    };
    let (plan, decided) = plan(state, question, &parties, shown.as_ref()).await?;
    let mut fact = fact(&parties, shown.as_ref(), question, call, now_ms);
    if let Some((fact, (decision, house))) = fact.as_mut().zip(decided.as_ref()) {
        let (way, traces) = Way::decided(decision, |user| house.hides(user));
        fact.way = way.text();
        fact.trace = seen::text(&way, &traces, house);
    }
    Ok(Answered {
        answer: Answer {
            version: 1,
            call,
            plan,
        },
        fact,
        decision: decided.map(|(decision, _)| decision),
        parties,
    })
}

/// The number that a call by a click shows, where its user has chosen one for it alone: the media
/// server says it as the caller's, and vouches for the user beside it.
fn chosen_once(question: &Question) -> Option<String> {
    if question.from.origin != Origin::Media {
        return None;
    }
    let from = Address::parse(&question.from.uri)?;
    from.user.starts_with('+').then_some(from.user)
}

/// What to do, and why, where a user is called.
async fn plan(
    state: &AppState,
    question: &Question,
    parties: &Parties,
    shown: Option<&Shown>,
) -> Result<(Plan, Option<(Decision, House)>), DbErr> {
    let Some(organisation) = &parties.organisation else {
        // Somebody who is none of our users cannot place calls in our name.
        let plan = match question.from.origin {
            Origin::User => Plan::reject(403, "Forbidden"),
            Origin::Trunk | Origin::Media => Plan::reject(404, "Not Found"),
        };
        return Ok((plan, None));
    };
    let caller = parties.caller.as_ref().zip(shown);
    let shown_callers = ShownCallers::of(organisation, &state.config.trunk, caller);
    let db = &state.db.read;
    let plan = match &parties.target {
        Target::User(user) => {
            let counts = Counts::of(question, organisation, user);
            let users = std::slice::from_ref(&**user);
            let (profiles, is_blocked, caller) = tokio::try_join!(
                Box::pin(profile::list(
                    state,
                    organisation,
                    users,
                    counts.calls(),
                    Depth::Whole
                )),
                is_blocked(db, question, parties),
                callers::caller(db, question, parties, shown),
            )?;
            let Some(profile) = profiles.into_iter().next() else {
                return Ok((Plan::reject(404, "Not Found"), None));
            };
            let call = IncomingCall {
                caller,
                called: parties.called_number.clone(),
                is_offered_by_group: question.from.origin == Origin::Trunk
                    && question.offered_by.is_some(),
                active_calls: counts.active_calls,
                is_registered: counts.is_registered,
                is_blocked,
                redirections: u8::from(question.diversion.is_some()),
            };
            let decided = house::decided(state, organisation, profile, &call).await?;
            let plan = shown_callers.dress(decided.0.plan.clone());
            let plan = media::spread(plan, &state.config);
            return Ok((plan, Some(decided)));
        }
        Target::DialPlan(_) if is_blocked(db, question, parties).await? == Some(true) => blocked(),
        Target::DialPlan(plan) => {
            let target = format!("sip:{}@{}", plan.extension, organisation.sip_domain);
            shown_callers.dress(ring(target))
        }
        Target::Outside(number) => {
            let target = format!("sip:{number}@{}", state.config.trunk);
            shown_callers.dress(ring(target))
        }
        Target::Emergency(number) => {
            let target = format!("sip:{number}@{}", state.config.trunk);
            shown_callers.of_emergency().dress(ring(target))
        }
        Target::Nobody => Plan::reject(404, "Not Found"),
    };
    Ok((plan, None))
}

/// Whether the company blocks the caller.
async fn is_blocked(
    db: &impl ConnectionTrait,
    question: &Question,
    parties: &Parties,
) -> Result<Option<bool>, DbErr> {
    let Some(organisation) = parties.organisation_id() else {
        return Ok(None);
    };
    let number = parties.caller_number.as_deref();
    let origin = match question.from.origin {
        Origin::Media if parties.caller.is_some() => Origin::User,
        Origin::Media => Origin::Trunk,
        origin => origin,
    };
    callers::is_blocked(db, organisation, origin, number).await
}

/// What the engine has counted. It counts calls and registrations of the address it was asked
/// about; for another number of the same user both come from the events.
struct Counts {
    active_calls: Option<u16>,
    is_registered: Option<bool>,
}

impl Counts {
    fn of(question: &Question, organisation: &organisation::Model, user: &user::Model) -> Self {
        let to = &question.to;
        let is_asked =
            Address::parse(&to.uri) == Address::parse(&profile::address(user, organisation));
        Self {
            active_calls: is_asked.then_some(to.active_calls),
            is_registered: is_asked.then_some(to.registered),
        }
    }

    fn calls(&self) -> Calls {
        if self.active_calls.is_some() {
            Calls::Told
        } else {
            Calls::Counted
        }
    }
}

fn ring(target: String) -> Plan {
    Plan::Ring(Ring {
        steps: vec![Step::new(vec![Leg::new(target)], LONGEST_RING_SECONDS)],
        ..Ring::default()
    })
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
        caller_name: callers::network_name(question),
        is_anonymous: parties.is_anonymous,
        called_number: parties.called_number.clone(),
        shown_number: shown
            .and_then(|shown| shown.selected.as_ref())
            .and_then(|selected| selected.direct_number.as_ref())
            .map(ToString::to_string),
        // Who calls for help is never hidden.
        is_shown_hidden: !matches!(parties.target, Target::Emergency(_))
            && shown.is_some_and(|shown| shown.settings.calling_line_id_delivery_blocking_enabled),
        way: None,
        trace: None,
        at_ms: now_ms,
    })
}

/// What is known about a call that the engine never asked about: the panel was away.
pub(super) async fn fact_of_event(
    db: &impl ConnectionTrait,
    event: &super::wire::Event,
    at_ms: i64,
) -> Result<Option<call_fact::Model>, DbErr> {
    use super::wire::Caller;
    let from = Address::parse(&event.from);
    // Nobody is called by a code; what was called with one was asked about.
    if Address::parse(&event.to).is_some_and(|to| to.user.starts_with(['*', '#'])) {
        return Ok(None);
    }
    let is_ours = match &from {
        Some(address) => parties::user_at(db, address).await?.is_some(),
        None => false,
    };
    let anonymous = from
        .as_ref()
        .is_some_and(|address| address.host == "anonymous.invalid" || address.user == "anonymous");
    let caller = Caller {
        uri: event.from.clone(),
        display: String::new(),
        asserted: None,
        origin: if is_ours { Origin::User } else { Origin::Trunk },
        anonymous,
        unavailable: false,
    };
    let parties = parties::find(db, &caller, &event.to, at_ms).await?;
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
        offered_by: None,
        diversion: None,
        panel_call: None,
    };
    Ok(fact(
        &parties,
        shown.as_ref(),
        &question,
        event.call.unwrap_or_else(Uuid::now_v7),
        0,
    ))
}
