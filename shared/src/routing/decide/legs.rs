//! The legs of a step: own phones, other numbers, colleagues.

use super::{
    Walk,
    forward::{Case, sip},
    journey::Tried,
    visit::Visit,
};
use crate::{
    routing::{
        directory::{Depth, Directory, Entry},
        plan::{ShownCaller, Target},
        profile::Profile,
    },
    typed_number::TypedNumber,
};

/// What rings together, and what was left out because it is known to come to nothing.
#[derive(Debug, Default)]
pub(super) struct Legs {
    pub(super) targets: Vec<Target>,
    /// The numbers among them, for the trace.
    pub(super) numbers: Vec<String>,
    pub(super) left_out: LeftOut,
}

/// What was left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// Something that is busy.
    pub(super) is_busy: bool,
    /// Something that rang before.
    pub(super) has_rung: bool,
}

impl LeftOut {
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            is_busy: self.is_busy || other.is_busy,
            has_rung: self.has_rung || other.has_rung,
        }
    }
}

/// How a leg that is not the user's own phone is dressed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dress<'a> {
    pub(super) case: Case,
    /// Who this party sees; `None` for who calls.
    pub(super) caller_id: Option<&'a ShownCaller>,
    /// Who answers must press a key first.
    pub(super) is_confirmed: bool,
}

impl Dress<'_> {
    /// Another number of the user's own.
    pub(super) fn follow_me(is_confirmed: bool) -> Self {
        Self {
            case: Case::FollowMe,
            caller_id: None,
            is_confirmed,
        }
    }
}

impl<D: Directory> Walk<'_, D> {
    /// A number beside the user's own phones. One that rang before is left out.
    pub(super) fn number_leg(
        &self,
        visit: &mut Visit<'_>,
        number: &TypedNumber,
        dress: Dress<'_>,
        legs: &mut Legs,
    ) {
        let tried = self.tried(number);
        if visit.journey.has_tried(&tried) {
            legs.left_out.has_rung = true;
            return;
        }
        let entry = self.directory.behind(number, Depth::Phones);
        let uri = match entry {
            // A call of his own does not come in at another phone of his.
            Entry::Colleague(colleague) if colleague.user == visit.profile.user => return,
            Entry::Colleague(colleague) => {
                self.colleague_leg(visit, colleague, dress, legs);
                return;
            }
            Entry::Nobody => return,
            Entry::Outside if dress.is_confirmed => self.confirmed(number),
            Entry::Outside => self.outside(number),
            Entry::DialPlan | Entry::Closed => {
                sip(number.as_str(), &self.directory.network().domain)
            }
        };
        let is_inside = !matches!(entry, Entry::Outside);
        visit.journey.note(tried);
        legs.targets.push(Target {
            uri,
            ..self.dressed(visit, dress, is_inside)
        });
        legs.numbers.push(number.to_string());
    }

    /// A colleague's own devices, and nothing of what he has set but that he does not want to be
    /// disturbed: no forward, no mailbox, no list. So a key to press is not asked either.
    pub(super) fn colleague_leg(
        &self,
        visit: &mut Visit<'_>,
        colleague: &Profile,
        dress: Dress<'_>,
        legs: &mut Legs,
    ) {
        let tried = Tried::Colleague(colleague.user);
        if visit.journey.has_tried(&tried) {
            legs.left_out.has_rung = true;
            return;
        }
        let busy_at = busy_at(colleague);
        let is_silent = colleague.settings.do_not_disturb.is_active_at(self.now);
        if is_silent || colleague.active_calls >= busy_at {
            legs.left_out.is_busy = true;
            return;
        }
        if colleague.devices.is_empty() || colleague.has_guest {
            return;
        }
        visit.journey.note(tried);
        let target = self.dressed(visit, dress, true);
        legs.targets.push(Target {
            uri: colleague.address.clone(),
            hide_answerer: target.hide_answerer || hides_itself(colleague),
            busy_at: Some(busy_at),
            ..target
        });
        legs.numbers.push(colleague.extension.to_string());
    }

    fn dressed(&self, visit: &Visit<'_>, dress: Dress<'_>, is_inside: bool) -> Target {
        let policies = visit.profile.settings.call_policies;
        let privacy = policies.connected_line_id_privacy_on_redirected_calls;
        Target {
            caller_id: dress.caller_id.cloned(),
            diversion: Some(Self::diversion(visit, is_inside, dress.case)),
            hide_answerer: visit.journey.hides_answerer
                || privacy.hides_from(self.call.caller.is_internal),
            ..Target::default()
        }
    }

    /// The media server calls the number, and asks for a key. Without one the bare number rings.
    fn confirmed(&self, number: &TypedNumber) -> String {
        match &self.directory.network().media {
            Some(media) => {
                let digits = number.as_str().trim_start_matches('+');
                ["sip:confirm-", digits, "@", media].concat()
            }
            None => self.outside(number),
        }
    }
}

/// The user's own phones, and the one at which he sits as a guest.
pub(super) fn base_legs(visit: &mut Visit<'_>, alert_info: Option<&str>, legs: &mut Legs) {
    let profile = visit.profile;
    let journey = &visit.journey;
    let own = Target {
        uri: profile.address.clone(),
        diversion: journey.diversion.clone(),
        alert_info: alert_info.map(str::to_owned),
        hide_answerer: journey.hides_answerer || (!journey.is_first && hides_itself(profile)),
        busy_at: Some(busy_at(profile)),
        ..Target::default()
    };
    if !profile.has_guest {
        legs.targets.push(own.clone());
    }
    let Some(host) = profile.guest_at.as_ref().filter(|it| it.is_registered) else {
        return;
    };
    let phone = Tried::Phone(host.address.clone());
    if visit.journey.has_tried(&phone) {
        return;
    }
    visit.journey.note(phone);
    legs.targets.push(Target {
        uri: host.address.clone(),
        // The calls of the host are not his guest's.
        busy_at: None,
        ..own
    });
}

/// With so many answered calls a user takes no further one.
pub(super) fn busy_at(profile: &Profile) -> u16 {
    if profile.settings.call_waiting.enabled {
        profile.capacity
    } else {
        1
    }
}

/// Whether somebody withholds who he is when a call was sent on to him.
fn hides_itself(profile: &Profile) -> bool {
    profile
        .settings
        .block_caller_id
        .block_in_forward_calls_enabled
}
