//! Where a forward leads, and what follows when nobody answers.

use smol_str::SmolStr;

use super::{
    Walk,
    elsewhere::to_mailbox,
    journey::{Journey, Tried},
    visit::Visit,
};
use crate::{
    routing::{
        directory::{Depth, Directory, Entry},
        plan::{Diversion, LONGEST_RING_SECONDS, Plan, Ring, Step, Target},
        trace::{End, Trace, When},
    },
    typed_number::TypedNumber,
};

/// Why a call is sent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// In any case.
    Always,
    /// The user is busy.
    Busy,
    /// Nobody answered.
    NoAnswer,
    /// Nothing could be reached.
    Unreachable,
    /// It rings there beside the user's own phones, or after them.
    FollowMe,
}

impl Case {
    /// The word of RFC 5806.
    fn word(self) -> &'static str {
        match self {
            Self::Always => "unconditional",
            Self::Busy => "user-busy",
            Self::NoAnswer => "no-answer",
            Self::Unreachable => "unavailable",
            Self::FollowMe => "follow-me",
        }
    }
}

/// What a forward came to.
pub(super) struct Onward {
    pub(super) plan: Plan,
    pub(super) next: Option<Box<Trace>>,
}

impl Onward {
    fn to(plan: Plan) -> Self {
        Self { plan, next: None }
    }
}

impl<D: Directory> Walk<'_, D> {
    /// Sends a call on.
    pub(super) fn send_on(
        &mut self,
        visit: &Visit<'_>,
        to: &TypedNumber,
        is_to_mailbox: bool,
        case: Case,
    ) -> Onward {
        let entry = self.directory.behind(to, Depth::Whole);
        let is_inside = !matches!(entry, Entry::Outside);
        let policies = visit.profile.settings.call_policies;
        let privacy = policies.connected_line_id_privacy_on_redirected_calls;
        let journey = visit.journey.sent_on(
            visit.profile.user,
            Self::diversion(visit, is_inside, case),
            privacy.hides_from(self.call.caller.is_internal),
            case == Case::Always,
        );
        match entry {
            Entry::Colleague(colleague) => {
                if let Some(mailbox) = colleague.mailbox.as_deref().filter(|_| is_to_mailbox)
                    && !journey.is_too_long()
                {
                    return Onward::to(to_mailbox(mailbox, 302));
                }
                let (plan, trace) = self.visit(colleague, journey);
                Onward {
                    plan,
                    next: Some(Box::new(trace)),
                }
            }
            _ if journey.is_too_long() => Onward::to(self.too_long()),
            Entry::Nobody => Onward::to(Plan::reject(404, "Not Found")),
            // It has had this call and did not take it.
            _ if visit.journey.has_tried(&self.tried(to)) => Onward::to(unavailable()),
            Entry::Outside => Onward::to(called(self.outside(to), &journey)),
            Entry::DialPlan | Entry::Closed => Onward::to(called(self.inside(to), &journey)),
        }
    }

    /// Who sent a call on, as the next hop is told.
    pub(super) fn diversion(visit: &Visit<'_>, is_inside: bool, case: Case) -> Diversion {
        let policies = visit.profile.settings.call_policies;
        let privacy = policies.connected_line_id_privacy_on_redirected_calls;
        let is_hidden = privacy.hides_from(is_inside);
        Diversion {
            // Outside, an internal number says nothing.
            uri: match visit.public_address.as_ref().filter(|_| !is_inside) {
                Some(public) => public.clone(),
                None => visit.profile.address.as_str().into(),
            },
            reason: SmolStr::new_static(case.word()),
            privacy: is_hidden.then(|| SmolStr::new_static("full")),
        }
    }

    /// The address of a number outside.
    pub(super) fn outside(&self, number: &TypedNumber) -> String {
        sip(number.as_str(), &self.directory.network().trunk)
    }

    fn inside(&self, extension: &TypedNumber) -> String {
        sip(extension.as_str(), &self.directory.network().domain)
    }

    /// Where a call goes that found nobody, in each case.
    pub(super) fn fallback(
        &mut self,
        visit: &Visit<'_>,
        when: When,
    ) -> (Plan, End, Option<Box<Trace>>) {
        let forwards = &visit.profile.settings.call_forwarding;
        let not_reachable = &forwards.business_continuity;
        if when == When::Unreachable
            && not_reachable.enabled
            && let Some(taken) = self.fallback_forward(
                visit,
                not_reachable.destination.as_ref(),
                not_reachable.destination_voicemail_enabled,
                Case::Unreachable,
            )
        {
            return taken;
        }
        let forwards = &forwards.call_forwarding;
        let is_no_answer = when == When::NoAnswer;
        let (is_on, to, is_to_mailbox, case) = if is_no_answer {
            let it = &forwards.no_answer;
            (
                it.enabled,
                &it.destination,
                it.destination_voicemail_enabled,
                Case::NoAnswer,
            )
        } else {
            let it = &forwards.busy;
            (
                it.enabled,
                &it.destination,
                it.destination_voicemail_enabled,
                Case::Busy,
            )
        };
        if is_on && let Some(taken) = self.fallback_forward(visit, to.as_ref(), is_to_mailbox, case)
        {
            return taken;
        }
        fallback_mailbox(visit, is_no_answer)
    }

    /// A forward that was tried already is passed, so that the next alternative acts.
    pub(super) fn fallback_forward(
        &mut self,
        visit: &Visit<'_>,
        to: Option<&TypedNumber>,
        is_to_mailbox: bool,
        case: Case,
    ) -> Option<(Plan, End, Option<Box<Trace>>)> {
        let to = to?;
        if visit.journey.has_tried(&self.tried(to)) {
            return None;
        }
        let onward = self.send_on(visit, to, is_to_mailbox, case);
        let end = End::Forward {
            to: to.to_string(),
            is_to_mailbox,
        };
        Some((onward.plan, end, onward.next))
    }

    /// How what is behind a number is remembered.
    pub(super) fn tried(&self, number: &TypedNumber) -> Tried {
        match self.directory.behind(number, Depth::Phones) {
            Entry::Colleague(colleague) => Tried::Colleague(colleague.user),
            _ => Tried::Number(number.clone()),
        }
    }
}

/// The mailbox, or the tone of the case.
pub(super) fn fallback_mailbox(
    visit: &Visit<'_>,
    is_no_answer: bool,
) -> (Plan, End, Option<Box<Trace>>) {
    let voicemail = &visit.profile.settings.voicemail;
    // The cause tells the mailbox which greeting fits (RFC 4458).
    let (takes, cause) = if is_no_answer {
        (voicemail.send_unanswered_calls.enabled, 408)
    } else {
        (voicemail.send_busy_calls.enabled, 486)
    };
    let mailbox = visit.profile.mailbox.as_deref();
    match mailbox.filter(|_| voicemail.enabled && takes) {
        Some(mailbox) => {
            let end = End::Mailbox {
                is_busy_greeting: !is_no_answer,
            };
            (to_mailbox(mailbox, cause), end, None)
        }
        None if is_no_answer => (unavailable(), End::Released, None),
        None => (Plan::reject(486, "Busy Here"), End::BusyTone, None),
    }
}

/// Nobody takes the call.
fn unavailable() -> Plan {
    Plan::reject(480, "Temporarily Unavailable")
}

/// An address, in one piece of memory: a plan has dozens of them.
pub(super) fn sip(user: &str, host: &str) -> String {
    ["sip:", user, "@", host].concat()
}

/// An address is called; what comes of it is the call's outcome.
fn called(uri: String, journey: &Journey) -> Plan {
    let target = Target {
        uri,
        diversion: journey.diversion.clone(),
        hide_answerer: journey.hides_answerer,
        ..Target::default()
    };
    Plan::Ring(Ring {
        steps: vec![Step::new(vec![target], LONGEST_RING_SECONDS)],
        ..Ring::default()
    })
}
