use belroute_shared::{
    settings::call_forwarding::{CallForwarding, Forward},
    typed_number::TypedNumber,
};

/// One of the four cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Always,
    Busy,
    NoAnswer,
    NotReachable,
}

/// What all four have.
pub(super) struct Fields<'a> {
    pub(super) enabled: &'a mut bool,
    pub(super) destination: &'a mut Option<TypedNumber>,
    pub(super) to_mailbox: &'a mut bool,
}

impl Which {
    /// What is set for this case.
    pub(super) fn read(self, setting: &CallForwarding) -> Forward {
        let forwards = &setting.call_forwarding;
        match self {
            Self::Always => {
                let it = &forwards.always;
                of(
                    it.enabled,
                    it.destination.as_ref(),
                    it.destination_voicemail_enabled,
                )
            }
            Self::Busy => forwards.busy.clone(),
            Self::NoAnswer => {
                let it = &forwards.no_answer;
                of(
                    it.enabled,
                    it.destination.as_ref(),
                    it.destination_voicemail_enabled,
                )
            }
            Self::NotReachable => setting.business_continuity.clone(),
        }
    }

    /// The same, to be changed.
    pub(super) fn fields(self, setting: &mut CallForwarding) -> Fields<'_> {
        let forwards = &mut setting.call_forwarding;
        match self {
            Self::Always => {
                let it = &mut forwards.always;
                Fields {
                    enabled: &mut it.enabled,
                    destination: &mut it.destination,
                    to_mailbox: &mut it.destination_voicemail_enabled,
                }
            }
            Self::Busy => fields(&mut forwards.busy),
            Self::NoAnswer => {
                let it = &mut forwards.no_answer;
                Fields {
                    enabled: &mut it.enabled,
                    destination: &mut it.destination,
                    to_mailbox: &mut it.destination_voicemail_enabled,
                }
            }
            Self::NotReachable => fields(&mut setting.business_continuity),
        }
    }

    /// Whether two settings are the same in this case.
    pub(super) fn is_same(self, one: &CallForwarding, other: &CallForwarding) -> bool {
        let (here, there) = (&one.call_forwarding, &other.call_forwarding);
        match self {
            Self::Always => here.always == there.always,
            Self::Busy => here.busy == there.busy,
            Self::NoAnswer => here.no_answer == there.no_answer,
            Self::NotReachable => one.business_continuity == other.business_continuity,
        }
    }

    /// Puts this case of one setting into another.
    pub(super) fn copy(self, from: &CallForwarding, into: &mut CallForwarding) {
        let (source, target) = (&from.call_forwarding, &mut into.call_forwarding);
        match self {
            Self::Always => target.always.clone_from(&source.always),
            Self::Busy => target.busy.clone_from(&source.busy),
            Self::NoAnswer => target.no_answer.clone_from(&source.no_answer),
            Self::NotReachable => into
                .business_continuity
                .clone_from(&from.business_continuity),
        }
    }

    /// Switches it. An end belongs to what it ends.
    pub(super) fn switch(self, setting: &mut CallForwarding, is_on: bool) {
        *self.fields(setting).enabled = is_on;
        if self == Self::Always {
            setting.call_forwarding.always.enabled_until = None;
        }
    }

    /// What switches it over, and says whether it is on then.
    pub(super) fn switch_over(self) -> fn(&mut CallForwarding) -> bool {
        fn over(which: Which, setting: &mut CallForwarding) -> bool {
            let is_on = !which.read(setting).enabled;
            which.switch(setting, is_on);
            is_on
        }
        match self {
            Self::Always => |it| over(Self::Always, it),
            Self::Busy => |it| over(Self::Busy, it),
            Self::NoAnswer => |it| over(Self::NoAnswer, it),
            Self::NotReachable => |it| over(Self::NotReachable, it),
        }
    }
}

fn of(enabled: bool, destination: Option<&TypedNumber>, to_mailbox: bool) -> Forward {
    Forward {
        enabled,
        destination: destination.cloned(),
        destination_voicemail_enabled: to_mailbox,
    }
}

fn fields(forward: &mut Forward) -> Fields<'_> {
    Fields {
        enabled: &mut forward.enabled,
        destination: &mut forward.destination,
        to_mailbox: &mut forward.destination_voicemail_enabled,
    }
}
