//! Assistants take the calls that an executive's filter names.

use super::{
    Walk,
    elsewhere::to_mailbox,
    forward::Case,
    legs::{Dress, Legs},
    visit::{Ended, Said, Visit},
};
use crate::{
    routing::{
        directory::{Directory, Entry},
        plan::{LONGEST_RING_SECONDS, Plan, Ring, ShownCaller, Step},
        profile::Executive,
        trace::{End, Fallback, Reason, Trace, When},
    },
    rule::{RuleFeature, judge::Judgement},
    settings::{
        executive::{
            AlertingMode, FilterType, RolloverAction, ScreeningAlert, ShownName, ShownNumber,
        },
        rings::{MOST_RINGS, RING_SECONDS},
    },
    typed_number::TypedNumber,
};

impl<D: Directory> Walk<'_, D> {
    pub(super) fn executive(&mut self, visit: &mut Visit<'_>, executive: &Executive) -> Said {
        let filtering = executive.filtering;
        if !filtering.enabled {
            return Ok(Reason::Off);
        }
        let is_internal = self.call.caller.is_internal;
        let is_filtered = match filtering.filter_type {
            FilterType::AllCalls => true,
            FilterType::AllInternalCalls => is_internal,
            FilterType::AllExternalCalls => !is_internal,
            FilterType::CustomCallFilters => {
                match visit.judge(self, RuleFeature::ExecutiveCallFiltering) {
                    Judgement::Acts(_) => true,
                    Judgement::Exempt(rule) => return Ok(Reason::Exempt { rule: rule.id }),
                    Judgement::NoneFits => false,
                }
            }
        };
        if !is_filtered {
            return Ok(Reason::NoRuleFits);
        }
        let mut ended = self.assisted(visit, executive);
        let screening = executive.screening;
        if screening.enabled && screening.alert_type == ScreeningAlert::RingSplash {
            ended.plan = ended.plan.with_splash(&visit.profile.address);
        }
        Err(Box::new(ended))
    }

    fn assisted(&mut self, visit: &mut Visit<'_>, executive: &Executive) -> Ended {
        let alert = &executive.alert;
        let is_sequential = alert.alerting_mode == AlertingMode::Sequential;
        let wait = alert
            .rollover_enabled
            .then_some(alert.rollover_wait_time_in_secs);
        let shown = self.shown_to_assistants(visit, executive);
        let dress = Dress {
            case: Case::Always,
            caller_id: shown.as_ref(),
            is_confirmed: false,
        };
        let (mut steps, mut extensions) = (Vec::<Step>::new(), Vec::new());
        let together = MOST_RINGS * RING_SECONDS;
        // Rollover after no time at all means that no assistant is asked.
        let asked = executive.assistants.iter().filter(|_| wait != Some(0));
        for assistant in asked.filter(|assistant| assistant.is_opted_in) {
            let mut legs = Legs::default();
            if let Entry::Colleague(colleague) = self.directory.colleague(assistant.user) {
                let divert = &colleague.settings.divert;
                let number = divert.forward_to_phone_number.as_ref();
                match number.filter(|_| divert.forward_filtered_calls_enabled) {
                    Some(number) => self.number_leg(visit, number, dress, &mut legs),
                    None => self.colleague_leg(visit, colleague, dress, &mut legs),
                }
            } else {
                let number = TypedNumber::from(assistant.extension.clone());
                self.number_leg(visit, &number, dress, &mut legs);
            }
            if legs.targets.is_empty() {
                continue;
            }
            extensions.push(assistant.extension.clone());
            match steps.last_mut() {
                Some(step) if !is_sequential => step.targets.extend(legs.targets),
                _ if is_sequential => {
                    let seconds = alert.next_assistant_number_of_rings * RING_SECONDS;
                    steps.push(Step::new(legs.targets, seconds.min(LONGEST_RING_SECONDS)));
                }
                _ => {
                    let seconds = wait.unwrap_or(together).min(LONGEST_RING_SECONDS);
                    steps.push(Step::new(legs.targets, seconds));
                }
            }
        }
        let (rollover, goes_to, next) = self.rollover(visit, executive);
        let when = if steps.is_empty() {
            When::AtOnce
        } else {
            When::NoAnswer
        };
        let plan = if steps.is_empty() {
            rollover
        } else {
            Plan::Ring(Ring {
                steps,
                limit_seconds: wait,
                on_busy: Some(Box::new(rollover.clone())),
                on_no_answer: Some(Box::new(rollover)),
                ..Ring::default()
            })
        };
        Ended {
            plan,
            reason: Reason::Assistants {
                extensions,
                is_sequential,
            },
            then: vec![Fallback {
                when,
                goes_to,
                next,
            }],
            next: None,
        }
    }

    /// Where a call goes that no assistant has taken.
    fn rollover(
        &mut self,
        visit: &Visit<'_>,
        executive: &Executive,
    ) -> (Plan, End, Option<Box<Trace>>) {
        let alert = &executive.alert;
        match alert.rollover_action {
            RolloverAction::VoiceMessaging => {
                let has_voicemail = visit.profile.settings.voicemail.enabled;
                let mailbox = visit.profile.mailbox.as_deref();
                if let Some(mailbox) = mailbox.filter(|_| has_voicemail) {
                    let end = End::Mailbox {
                        is_busy_greeting: false,
                    };
                    return (to_mailbox(mailbox, 408), end, None);
                }
            }
            RolloverAction::Forward => {
                let to = alert.rollover_forward_to_phone_number.as_ref();
                if let Some(taken) = self.fallback_forward(visit, to, false, Case::NoAnswer) {
                    return taken;
                }
            }
            RolloverAction::NoAnswerProcessing => {}
        }
        self.fallback(visit, When::NoAnswer)
    }

    /// Who the assistants see. `None` where that is who calls, as he calls.
    fn shown_to_assistants(&self, visit: &Visit<'_>, executive: &Executive) -> Option<ShownCaller> {
        let alert = &executive.alert;
        let (profile, caller) = (visit.profile, &self.call.caller);
        let is_hidden = caller.is_anonymous || caller.is_unavailable;
        if is_hidden
            && alert.clid_name_mode == ShownName::Originator
            && alert.clid_phone_number_mode == ShownNumber::Originator
        {
            return None;
        }
        let network = self.directory.network();
        let address = |number: &str| format!("sip:{number}@{}", network.domain);
        let own = &profile.address;
        let uri = match alert.clid_phone_number_mode {
            ShownNumber::Executive => own.clone(),
            ShownNumber::Custom => {
                let number = alert.custom_clid_phone_number.as_ref();
                number.map_or_else(|| own.clone(), |it| address(it.as_str()))
            }
            ShownNumber::Originator => {
                let number = caller.numbers.first().filter(|_| !is_hidden);
                number.map_or_else(|| own.clone(), |it| address(it))
            }
        };
        let name = profile.name.as_str();
        let known = caller.name.as_deref();
        let origin = known.or(caller.numbers.first().map(String::as_str));
        let origin = origin.filter(|_| !is_hidden);
        let display = match (alert.clid_name_mode, origin) {
            (ShownName::Custom, _) => alert.custom_clid_name.clone(),
            (ShownName::ExecutiveOriginator, Some(origin)) => Some(format!("{name} - {origin}")),
            (ShownName::OriginatorExecutive, Some(origin)) => Some(format!("{origin} - {name}")),
            (ShownName::Originator, origin) => origin.map(str::to_owned),
            _ => Some(name.to_owned()),
        };
        Some(ShownCaller {
            uri,
            display,
            anonymous: false,
        })
    }
}
