//! The media server in plans: legs that it places, and where mailboxes are when it is ill.

use belroute_shared::{
    number::PhoneNumber,
    routing::plan::{LONGEST_RING_SECONDS, Plan, Ring, ShownCaller, Step, Target},
};
use sea_orm::{ConnectionTrait, DbErr};

use super::{address::Address, parties, wire::Question};
use crate::config::Config;

/// A leg that the media server places for a call of ours was decided about when that call came: it
/// rings what it says, and nothing else. Who is called sees whom the media server was told to show.
pub(super) async fn leg(
    db: &impl ConnectionTrait,
    trunk: &str,
    question: &Question,
) -> Result<Plan, DbErr> {
    let Some(to) = Address::parse(&question.to.uri) else {
        return Ok(Plan::reject(404, "Not Found"));
    };
    let target = if parties::user_at(db, &to).await?.is_some() {
        format!("sip:{}@{}", to.user, to.host)
    } else {
        match PhoneNumber::new(to.user) {
            Ok(number) => format!("sip:{number}@{trunk}"),
            Err(_) => return Ok(Plan::reject(404, "Not Found")),
        }
    };
    let from = &question.from;
    Ok(Plan::Ring(Ring {
        caller_id: Some(ShownCaller {
            uri: from.uri.clone(),
            display: Some(from.display.clone()).filter(|name| !name.is_empty()),
            anonymous: from.anonymous,
        }),
        steps: vec![Step::new(vec![Target::new(target)], LONGEST_RING_SECONDS)],
        ..Ring::default()
    }))
}

/// The same plan, in which a mailbox is tried at every media server before it counts as unreachable.
pub(super) fn spread(mut plan: Plan, config: &Config) -> Plan {
    if let Some(first) = &config.media_server {
        spread_over(&mut plan, &format!("@{first}"), &config.other_media_servers);
    }
    plan
}

fn spread_over(plan: &mut Plan, first: &str, others: &[String]) {
    let Plan::Ring(ring) = plan else { return };
    let steps = std::mem::take(&mut ring.steps);
    for step in steps {
        let copies: Vec<Step> = match step.targets.as_slice() {
            [target] if target.uri.starts_with("sip:vm-") => others
                .iter()
                .map(|other| {
                    let mut copy = step.clone();
                    for target in &mut copy.targets {
                        target.uri = target.uri.replacen(first, &format!("@{other}"), 1);
                    }
                    copy
                })
                .collect(),
            _ => Vec::new(),
        };
        ring.steps.push(step);
        ring.steps.extend(copies);
    }
    let nexts = [
        &mut ring.on_busy,
        &mut ring.on_no_answer,
        &mut ring.on_unreachable,
    ];
    for next in nexts.into_iter().flatten() {
        spread_over(next, first, others);
    }
}
