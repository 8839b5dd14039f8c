//! Sent elsewhere at once.

use super::{
    Walk,
    forward::{Case, Onward},
    visit::{Ended, Said, Visit},
};
use crate::{
    routing::{
        directory::Directory,
        plan::{Plan, Ring, Step, Target},
        trace::{End, Fallback, Reason, When},
    },
    rule::{RuleFeature, judge::Judgement},
    typed_number::TypedNumber,
};

/// A forward that is taken whether the user is there or not.
struct Unconditional<'a> {
    to: &'a TypedNumber,
    is_to_mailbox: bool,
    /// A short tone on the user's own phones.
    has_reminder: bool,
    reason: Reason,
}

impl<D: Directory> Walk<'_, D> {
    pub(super) fn selective_forward(&mut self, visit: &mut Visit<'_>) -> Said {
        let setting = &visit.profile.settings.selective_forward;
        if !setting.enabled {
            return Ok(Reason::Off);
        }
        if visit.profile.rules.selective_forward.is_empty() {
            return Ok(Reason::NoRules);
        }
        let rule = match visit.judge(self, RuleFeature::SelectiveForward) {
            Judgement::NoneFits => return Ok(Reason::NoRuleFits),
            Judgement::Exempt(rule) => return Ok(Reason::Exempt { rule: rule.id }),
            Judgement::Acts(rule) => rule,
        };
        let (to, is_to_mailbox) = match &rule.forward_to {
            Some(to) => (Some(to), rule.destination_voicemail),
            None => (
                setting.default_phone_number_to_forward.as_ref(),
                setting.destination_voicemail_enabled,
            ),
        };
        // It cannot be switched on without a number; a rule kept from before has nowhere to send.
        let Some(to) = to else { return Ok(Reason::Off) };
        Err(self.send(
            visit,
            Unconditional {
                to,
                is_to_mailbox,
                has_reminder: setting.ring_reminder_enabled,
                reason: Reason::Forwards {
                    to: to.to_string(),
                    rule: Some(rule.id),
                    until: None,
                    is_to_mailbox,
                },
            },
        ))
    }

    pub(super) fn forward_always(&mut self, visit: &Visit<'_>) -> Said {
        let always = &visit
            .profile
            .settings
            .call_forwarding
            .call_forwarding
            .always;
        let is_active = always.is_active_at(self.now);
        let Some(to) = always.destination.as_ref().filter(|_| is_active) else {
            return Ok(Reason::Off);
        };
        Err(self.send(
            visit,
            Unconditional {
                to,
                is_to_mailbox: always.destination_voicemail_enabled,
                has_reminder: always.ring_reminder_enabled,
                reason: Reason::Forwards {
                    to: to.to_string(),
                    rule: None,
                    until: always.enabled_until,
                    is_to_mailbox: always.destination_voicemail_enabled,
                },
            },
        ))
    }

    fn send(&mut self, visit: &Visit<'_>, wanted: Unconditional<'_>) -> Box<Ended> {
        let onward = self.send_on(visit, wanted.to, wanted.is_to_mailbox, Case::Always);
        let Onward { plan, next } = onward;
        let plan = if wanted.has_reminder {
            plan.with_splash(&visit.profile.address)
        } else {
            plan
        };
        Box::new(Ended {
            plan,
            reason: wanted.reason,
            then: Vec::new(),
            next,
        })
    }

    pub(super) fn do_not_disturb(&mut self, visit: &Visit<'_>, is_group: bool) -> Said {
        let setting = visit.profile.settings.do_not_disturb;
        if !setting.is_active_at(self.now) {
            return Ok(Reason::Off);
        }
        let reason = Reason::Silenced {
            until: setting.enabled_until,
        };
        let mut ended = self.instead(visit, is_group, When::Busy, reason);
        if setting.ring_splash_enabled {
            ended.plan = ended.plan.with_splash(&visit.profile.address);
        }
        Err(Box::new(ended))
    }

    /// The call never rings here: it goes where calls of this case go, or back to its group.
    pub(super) fn instead(
        &mut self,
        visit: &Visit<'_>,
        is_group: bool,
        when: When,
        reason: Reason,
    ) -> Ended {
        let (plan, goes_to, next) = if is_group {
            (back_to_group(when), End::Group, None)
        } else {
            self.fallback(visit, when)
        };
        Ended {
            plan,
            reason,
            then: vec![Fallback {
                when,
                goes_to,
                next,
            }],
            next: None,
        }
    }
}

/// Every call goes to the mailbox.
pub(super) fn send_all_calls(visit: &Visit<'_>) -> Said {
    let voicemail = &visit.profile.settings.voicemail;
    let mailbox = visit.profile.mailbox.as_deref();
    let is_on = voicemail.enabled && voicemail.send_all_calls.enabled;
    let Some(mailbox) = mailbox.filter(|_| is_on) else {
        return Ok(Reason::Off);
    };
    // The cause tells the mailbox which greeting fits (RFC 4458): 302, sent on at once.
    Err(Box::new(Ended {
        plan: to_mailbox(mailbox, 302),
        reason: Reason::AllToMailbox,
        then: vec![Fallback {
            when: When::AtOnce,
            goes_to: End::Mailbox {
                is_busy_greeting: false,
            },
            next: None,
        }],
        next: None,
    }))
}

/// What a group is told, which keeps its caller.
pub(super) fn back_to_group(when: When) -> Plan {
    match when {
        When::Busy | When::AtOnce => Plan::reject(486, "Busy Here"),
        When::NoAnswer | When::Unreachable => Plan::reject(480, "Temporarily Unavailable"),
    }
}

/// The mailbox answers, with the greeting that fits the cause (RFC 4458).
pub(super) fn to_mailbox(mailbox: &str, cause: u16) -> Plan {
    let target = Target::new(format!("{mailbox};cause={cause}"));
    Plan::Ring(Ring {
        steps: vec![Step::new(vec![target], MAILBOX_SECONDS)],
        ..Ring::default()
    })
}

/// A mailbox answers at once. One that does not is ill, and the caller need not listen to that.
const MAILBOX_SECONDS: u16 = 3;
