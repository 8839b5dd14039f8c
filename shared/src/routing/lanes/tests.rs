//! That the sentence, the lit path and the plan tell the same story.

use proptest::{prelude::*, test_runner::TestCaseError};

use super::*;
use crate::routing::{
    decide::{
        decide,
        tests::{fixture::*, strategies::*},
    },
    directory::{Blank, Directory as _},
    explain::{Summary, summarise},
    plan::{Plan, Ring, Target},
};

/// Where a plan leads that only says where a call ends.
#[derive(Debug, PartialEq, Eq)]
enum Goal<'a> {
    Refused(u16),
    /// A refusal that is said to the caller.
    Said,
    /// The mailbox, with the cause that its greeting follows.
    Mailbox(&'a str),
    /// One number, or one extension.
    Number(&'a str),
    /// Several things, or one after the other.
    Search,
}

fn goal(plan: &Plan) -> Goal<'_> {
    let ring = match plan {
        Plan::Reject { code, .. } => return Goal::Refused(*code),
        Plan::Ring(ring) => ring,
    };
    let [step] = ring.steps.as_slice() else {
        return Goal::Search;
    };
    let [target] = step.targets.as_slice() else {
        return Goal::Search;
    };
    let user = user(target);
    if user.starts_with("say-") {
        Goal::Said
    } else if user.starts_with("vm-") {
        Goal::Mailbox(target.uri.rsplit("cause=").next().unwrap_or_default())
    } else {
        Goal::Number(user)
    }
}

fn user(target: &Target) -> &str {
    let rest = target.uri.trim_start_matches("sip:");
    rest.split('@').next().unwrap_or_default()
}

/// A number as its address has it, whether a key is asked there or not.
fn is_at(target: &Target, number: &str) -> bool {
    let user = user(target);
    user == number || user.strip_prefix("confirm-") == number.strip_prefix('+')
}

/// Whether what follows, as it is told, is what the plan does.
fn follows(end: &End, plan: &Plan) -> bool {
    let goal = goal(plan);
    match end {
        End::Mailbox {
            is_busy_greeting: true,
        } => goal == Goal::Mailbox("486"),
        End::Mailbox { .. } => matches!(goal, Goal::Mailbox("408" | "302")),
        // A call that was sent on too often before it came here goes no further.
        End::Forward { to, .. } => matches!(goal, Goal::Said) || goal == Goal::Number(to),
        End::Group => matches!(goal, Goal::Refused(480 | 486)),
        End::BusyTone => goal == Goal::Refused(486),
        End::Released => goal == Goal::Refused(480),
    }
}

fn ring(plan: &Plan) -> Result<&Ring, TestCaseError> {
    match plan {
        Plan::Ring(ring) => Ok(ring),
        Plan::Reject { .. } => Err(TestCaseError::fail("nothing rings")),
    }
}

/// The sentence against the plan.
fn says_what_is_done(
    summary: &Summary,
    plan: &Plan,
    profile: &Profile,
) -> Result<(), TestCaseError> {
    match summary {
        Summary::Rings { rings, then } => {
            let ring = ring(plan)?;
            let first = &ring.steps[0];
            let at_once = if rings.base || !rings.numbers.is_empty() {
                prop_assert_eq!(first.ring_seconds, rings.seconds);
                &first.targets[..]
            } else {
                &[]
            };
            let own = |target: &&Target| target.uri == profile.address;
            prop_assert_eq!(
                at_once.iter().filter(own).count(),
                usize::from(rings.base && !profile.has_guest)
            );
            for number in &rings.numbers {
                prop_assert!(at_once.iter().any(|it| is_at(it, number)), "{number}");
            }
            let is_host = rings.host.is_some() && rings.base;
            let count = usize::from(rings.base && !profile.has_guest) + rings.numbers.len();
            prop_assert!((count..=count + usize::from(is_host)).contains(&at_once.len()));
            let search = &ring.steps[usize::from(!at_once.is_empty())..];
            prop_assert_eq!(search.len(), rings.search.len());
            for (step, tried) in search.iter().zip(&rings.search) {
                prop_assert_eq!(step.ring_seconds, tried.seconds);
                prop_assert!(is_at(&step.targets[0], &tried.number));
            }
            let no_answer = ring.on_no_answer.as_deref();
            prop_assert!(no_answer.is_some_and(|it| follows(then, it)), "{then:?}");
        }
        Summary::Forwards { reason } => {
            let Reason::Forwards { to, .. } = reason else {
                return Err(TestCaseError::fail("no destination"));
            };
            let goal = goal(plan);
            prop_assert!(goal == Goal::Number(to) || goal == Goal::Said, "{:?}", goal);
        }
        Summary::Assistants { extensions, then } if extensions.is_empty() => {
            prop_assert!(follows(then, plan), "{then:?}");
        }
        Summary::Assistants { extensions, then } => {
            let ring = ring(plan)?;
            let targets: Vec<_> = ring.steps.iter().flat_map(|it| &it.targets).collect();
            prop_assert_eq!(targets.len(), extensions.len());
            let no_answer = ring.on_no_answer.as_deref();
            prop_assert!(no_answer.is_some_and(|it| follows(then, it)), "{then:?}");
        }
        Summary::AllToMailbox => prop_assert_eq!(goal(plan), Goal::Mailbox("302")),
        Summary::Silenced { then, .. } | Summary::NoDevice { then } | Summary::Busy { then } => {
            prop_assert!(follows(then, plan), "{then:?} {plan:?}");
        }
        Summary::Refused { .. } => {
            let goal = goal(plan);
            prop_assert!(matches!(goal, Goal::Refused(_) | Goal::Said), "{:?}", goal);
        }
    }
    Ok(())
}

/// The sentence against the path.
fn is_what_lights_up(
    summary: &Summary,
    lights: &Lights,
    trace: &Trace,
) -> Result<(), TestCaseError> {
    let deciding: Vec<_> = lights.deciding().collect();
    let expected = match summary {
        Summary::Rings { rings, .. } => {
            let has_base = rings.base || rings.host.is_some();
            prop_assert_eq!(lights.at(Place::Devices) == Light::Decides, has_base);
            let others = [Place::SingleNumberReach, Place::SimultaneousRing];
            let has_others = others.iter().any(|it| lights.at(*it) == Light::Decides);
            prop_assert_eq!(has_others, !rings.numbers.is_empty());
            let search = lights.at(Place::SequentialRing);
            prop_assert_eq!(search == Light::Passed, rings.search.is_empty());
            return Ok(());
        }
        Summary::Forwards { reason } => {
            let by_rule = matches!(reason, Reason::Forwards { rule: Some(_), .. });
            if by_rule {
                Place::SelectiveForward
            } else {
                Place::ForwardAlways
            }
        }
        Summary::Assistants { .. } => Place::Executive,
        Summary::AllToMailbox => Place::SendAllCalls,
        Summary::Silenced { .. } => Place::DoNotDisturb,
        Summary::NoDevice { .. } | Summary::Busy { .. } => Place::Devices,
        Summary::Refused { stop, .. } => {
            let Some(place) = Place::of(*stop) else {
                prop_assert!(deciding.is_empty());
                return Ok(());
            };
            place
        }
    };
    prop_assert_eq!(deciding, vec![expected]);
    let (decided, _) = trace.decided().expect("one stop decides");
    prop_assert_eq!(Place::of(decided), Some(expected));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5000, ..ProptestConfig::default() })]

    #[test]
    fn the_sentence_the_path_and_the_plan_agree(house in houses(), call in calls()) {
        // As the browser sees it: of colleagues nothing is known.
        let directory = Blank(house.network().clone());
        let decision = decide(&house.alice, &directory, &call, today(10, 0));
        let summary = summarise(&decision.trace);
        let lights = Lights::of(&decision.trace, &house.alice);
        says_what_is_done(&summary, &decision.plan, &house.alice)?;
        is_what_lights_up(&summary, &lights, &decision.trace)?;
        // What is lit comes in order: nothing is passed behind the stop that decides, but in the
        // lanes where several things ring and follow.
        let last = lights.deciding().map(|it| it as usize).max();
        for place in Place::ALL {
            let is_behind = last.is_some_and(|last| place as usize > last);
            let is_early = place < Place::Devices;
            prop_assert!(!(is_behind && is_early) || lights.at(place) == Light::Dark);
        }
    }
}

#[test]
fn a_colleague_is_a_number_that_rings_along() {
    let house = House::new().simultaneous(&[MOBILE]).reach(&[CAR]);
    let decision = house.call(CAROL);
    let lights = Lights::of(&decision.trace, &house.alice);
    let deciding: Vec<_> = lights.deciding().collect();
    let expected = [
        Place::Devices,
        Place::SingleNumberReach,
        Place::SimultaneousRing,
    ];
    assert_eq!(deciding, expected);
    assert_eq!(lights.at(Place::NoAnswer), Light::Follows);
    assert_eq!(lights.at(Place::Busy), Light::Follows);
}

#[test]
fn behind_what_sends_the_call_elsewhere_it_is_dark() {
    let house = House::new().forward_always("1002").do_not_disturb();
    let decision = house.call(CAROL);
    let lights = Lights::of(&decision.trace, &house.alice);
    assert_eq!(
        lights.deciding().collect::<Vec<_>>(),
        [Place::ForwardAlways]
    );
    assert_eq!(lights.at(Place::SelectiveForward), Light::Passed);
    for place in [Place::DoNotDisturb, Place::Devices, Place::Busy] {
        assert_eq!(lights.at(place), Light::Dark);
    }
}
