use belroute_shared::{
    ids::RuleId,
    live::LiveEvent,
    routing::profile::Profile,
    rule::{MOST_RULES, Rule, RuleFeature, criterion::Criterion},
};
use leptos::prelude::*;

use super::{
    warnings::{self, Outline, Warning},
    words::{self, Callers},
};
use crate::{
    fetched::Fetched, intl, live::Live, route::MyRoute, text, written_numbers::WrittenNumbers,
};

/// The rules of one setting, as the page has them. All of a user's rules come with his route, in one
/// answer.
#[derive(Clone, Copy)]
pub(super) struct MyRules {
    pub(super) feature: RuleFeature,
    pub(super) profile: Fetched<Profile>,
    pub(super) numbers: WrittenNumbers,
    live: Live,
    /// Rules that are being changed, as they were when that began. They stay where they are, so that
    /// nothing typed is lost when somebody else moves or removes them.
    held: RwSignal<Vec<Rule>>,
    /// Says that a change was saved, until the next one begins.
    pub(super) is_saved: RwSignal<bool>,
    /// Why the last press was refused.
    pub(super) refusal: RwSignal<Option<String>>,
}

impl MyRules {
    pub(super) fn new(feature: RuleFeature) -> Self {
        Self {
            feature,
            profile: MyRoute::get().profile(),
            numbers: WrittenNumbers::get(),
            live: Live::get(),
            held: RwSignal::new(Vec::new()),
            is_saved: RwSignal::new(false),
            refusal: RwSignal::new(None),
        }
    }

    /// All rules in their order.
    pub(super) fn list(self) -> Vec<Rule> {
        let of = |profile: &Profile| profile.rules.of(self.feature).to_vec();
        self.profile
            .with(|profile| profile.map(of))
            .unwrap_or_default()
    }

    /// The rules to do, or the exceptions.
    pub(super) fn shown(self, acts: bool) -> Vec<RuleId> {
        let mut shown = self.list();
        self.held.with(|held| {
            for one in held {
                match shown.iter_mut().find(|rule| rule.id == one.id) {
                    Some(rule) => rule.acts = one.acts,
                    None => shown.push(one.clone()),
                }
            }
        });
        let shown = shown.into_iter().filter(|rule| rule.acts == acts);
        shown.map(|rule| rule.id).collect()
    }

    /// One rule, as it is or as it was when its change began.
    pub(super) fn find(self, id: RuleId) -> Option<Rule> {
        let is_it = |rule: &Rule| rule.id == id;
        let held = || {
            self.held
                .with(|held| held.iter().find(|it| is_it(it)).cloned())
        };
        self.list().into_iter().find(is_it).or_else(held)
    }

    /// Keeps a rule where it is while it is being changed.
    pub(super) fn hold(self, id: RuleId) {
        if let Some(rule) = untrack(|| self.find(id)) {
            self.held.update(|held| held.push(rule));
        }
    }

    /// Lets go of it.
    pub(super) fn release(self, id: RuleId) {
        let _ = self
            .held
            .try_update(|held| held.retain(|rule| rule.id != id));
    }

    /// Shows that a rule is asked or is not, before or without the server.
    pub(super) fn set_in_use(self, id: RuleId, is_active: bool) {
        self.profile.update(|profile| {
            let mut rules = profile.rules.of_mut(self.feature).iter_mut();
            if let Some(rule) = rules.find(|rule| rule.id == id) {
                rule.is_active = is_active;
            }
        });
    }

    /// A change was saved. The setting that the rules belong to counts as changed.
    pub(super) fn saved(self) {
        let _ = self.is_saved.try_set(true);
        self.live.tell_here(&LiveEvent::Setting {
            setting: self.feature.name().to_owned(),
        });
    }

    /// A further change begins.
    pub(super) fn begin(self) {
        self.is_saved.set(false);
        self.refusal.set(None);
    }

    /// Whether there can be no more.
    pub(super) fn is_full(self) -> bool {
        self.list().len() >= MOST_RULES
    }

    /// Name of the schedule of a rule; `None` for always.
    pub(super) fn schedule_of(self, rule: &Rule) -> Option<String> {
        self.profile
            .with(|profile| schedule_of(profile?, rule))
            .or_else(|| rule.schedule.map(|_| String::new()))
    }

    /// A number or pattern as people write it.
    pub(super) fn written(self, number: &str) -> String {
        if number.contains(['*', '?']) {
            number.to_owned()
        } else {
            self.numbers.of(number)
        }
    }

    /// Whose calls a rule is about.
    pub(super) fn callers_of(self, rule: &Rule) -> String {
        words::of_callers(&Callers::from(rule), &|number| self.numbers.who(number))
    }

    /// A rule in words, for who does not see where it stands.
    pub(super) fn sentence_of(self, rule: &Rule) -> String {
        let when = words::of_when(self.schedule_of(rule).as_deref());
        format!("{}, {when}", self.callers_of(rule))
    }

    /// What a rule says that is not saved, or not here.
    pub(super) fn sentence(self, rule: &Criterion, who: &dyn Fn(&str) -> String) -> String {
        let does = words::of_doing(self.feature, rule.acts(self.feature) == Some(true));
        let when = words::of_when(rule.schedule_name.as_deref());
        let who = words::of_callers(&Callers::from(rule), who);
        text!(rules.sentence, does, who, when)
    }

    /// What is likely not meant, with the rules as they are.
    pub(super) fn warning(self) -> Option<Warning> {
        warnings::of(self.feature, &self.outlines(None))
    }

    /// The same, were a rule saved as it is typed; `id` is which, and `None` for a new one.
    pub(super) fn warning_with(self, id: Option<RuleId>, typed: &Criterion) -> Option<Warning> {
        let mut outlines = self.outlines(id);
        let known = id.and_then(|id| self.find(id));
        outlines.push(Outline {
            acts: typed.acts(self.feature) == Some(true),
            schedule: typed.schedule_name.clone(),
            is_active: known.is_none_or(|rule| rule.is_active),
        });
        warnings::of(self.feature, &outlines)
    }

    fn outlines(self, without: Option<RuleId>) -> Vec<Outline> {
        let rules = self.list().into_iter();
        rules
            .filter(|rule| Some(rule.id) != without)
            .map(|rule| Outline {
                acts: rule.acts,
                schedule: self.schedule_of(&rule),
                is_active: rule.is_active,
            })
            .collect()
    }
}

fn schedule_of(profile: &Profile, rule: &Rule) -> Option<String> {
    let id = rule.schedule?;
    let all = &profile.schedules;
    let found = all.iter().find(|it| it.id == id);
    Some(found.map(|it| it.name.clone()).unwrap_or_default())
}

/// The rules of a setting in a few words: what a single one says, or how many there are. `None`
/// where there are none that count.
pub fn in_short(
    feature: RuleFeature,
    profile: &Profile,
    numbers: WrittenNumbers,
) -> Option<String> {
    let rules = profile.rules.of(feature);
    let active: Vec<&Rule> = rules.iter().filter(|rule| rule.is_active).collect();
    match active.as_slice() {
        [] => None,
        [rule] => {
            let does = words::of_doing(feature, rule.acts);
            let callers = Callers::from(*rule);
            let who = words::of_callers(&callers, &|number| numbers.who(number));
            let when = words::of_when(schedule_of(profile, rule).as_deref());
            Some(text!(rules.short, does, who, when))
        }
        many => {
            let count = intl::count(u32::try_from(many.len()).unwrap_or(u32::MAX));
            Some(text!(rules.many_rules, count))
        }
    }
}
