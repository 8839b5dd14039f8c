//! Who gets through.

use super::{
    Walk,
    visit::{Ended, Said, Visit},
};
use crate::{
    routing::{directory::Directory, plan::Plan, trace::Reason},
    rule::{RuleFeature, judge::Judgement},
};

/// A caller on a block list is released without an announcement.
pub fn blocked() -> Plan {
    Plan::reject(603, "Decline")
}

/// A call that a group does not get through to this member: it is busy to the group, which keeps
/// its caller.
fn not_offered() -> Plan {
    Plan::reject(486, "Busy Here")
}

impl<D: Directory> Walk<'_, D> {
    pub(super) fn redirections(&self, visit: &Visit<'_>) -> Said {
        let journey = &visit.journey;
        if journey.was_sent_on_by(visit.profile.user) {
            let plan = self.announced("loop", 482, "Loop Detected");
            return Err(Box::new(Ended::refused(plan, Reason::Loop)));
        }
        if journey.is_too_long() {
            return Err(Box::new(Ended::refused(
                self.too_long(),
                Reason::TooManyRedirections,
            )));
        }
        Ok(Reason::FirstTime)
    }

    pub(super) fn too_long(&self) -> Plan {
        self.announced("loop", 483, "Too Many Hops")
    }

    /// `None` where nobody has looked.
    pub(super) fn company_block_list(&self, _visit: &Visit<'_>) -> Option<Said> {
        let is_blocked = self.call.is_blocked?;
        Some(if is_blocked {
            Err(Box::new(Ended::refused(blocked(), Reason::Blocked)))
        } else {
            Ok(Reason::NotListed)
        })
    }

    pub(super) fn call_block(&self, visit: &Visit<'_>, is_group: bool) -> Said {
        let caller = &self.call.caller;
        let list = &visit.profile.settings.call_block;
        let has_number = !caller.is_anonymous && !caller.is_unavailable;
        if has_number && list.has(caller.numbers.iter().map(String::as_str)) {
            let plan = if is_group { not_offered() } else { blocked() };
            return Err(Box::new(Ended::refused(plan, Reason::Blocked)));
        }
        Ok(Reason::NotListed)
    }

    pub(super) fn anonymous_call_reject(&self, visit: &Visit<'_>, is_group: bool) -> Said {
        let caller = &self.call.caller;
        if !visit.profile.settings.anonymous_call_reject.enabled {
            return Ok(Reason::Off);
        }
        if caller.is_internal || !caller.is_anonymous {
            return Ok(Reason::NotAnonymous);
        }
        let plan = if is_group {
            not_offered()
        } else {
            self.announced("anonymous", 433, "Anonymity Disallowed")
        };
        Err(Box::new(Ended::refused(plan, Reason::Anonymous)))
    }

    pub(super) fn selective_reject(&self, visit: &mut Visit<'_>, is_group: bool) -> Said {
        if !visit.profile.settings.selective_reject.enabled {
            return Ok(Reason::Off);
        }
        if visit.profile.rules.selective_reject.is_empty() {
            return Ok(Reason::NoRules);
        }
        match visit.judge(self, RuleFeature::SelectiveReject) {
            Judgement::NoneFits => Ok(Reason::NoRuleFits),
            Judgement::Exempt(rule) => Ok(Reason::Exempt { rule: rule.id }),
            Judgement::Acts(rule) => Err(Box::new(Ended::refused(
                self.rejected(is_group),
                Reason::RuleActs { rule: rule.id },
            ))),
        }
    }

    pub(super) fn selective_accept(&self, visit: &mut Visit<'_>, is_group: bool) -> Said {
        if !visit.profile.settings.selective_accept.enabled {
            return Ok(Reason::Off);
        }
        if visit.profile.rules.selective_accept.is_empty() {
            return Ok(Reason::NoRules);
        }
        let reason = match visit.judge(self, RuleFeature::SelectiveAccept) {
            Judgement::Acts(rule) => return Ok(Reason::RuleActs { rule: rule.id }),
            Judgement::Exempt(rule) => Reason::Exempt { rule: rule.id },
            Judgement::NoneFits => Reason::NotAccepted,
        };
        Err(Box::new(Ended::refused(self.rejected(is_group), reason)))
    }

    fn rejected(&self, is_group: bool) -> Plan {
        if is_group {
            not_offered()
        } else {
            self.announced("rejected", 603, "Decline")
        }
    }

    /// Notes a mail about the call, if a rule asks for one.
    pub(super) fn note_mail(&mut self, visit: &mut Visit<'_>) {
        let is_on = visit.profile.settings.call_notify.enabled && visit.journey.is_certain;
        if !is_on {
            return;
        }
        if let Judgement::Acts(_) = visit.judge(self, RuleFeature::CallNotify) {
            self.notify.push(visit.profile.user);
        }
    }
}
