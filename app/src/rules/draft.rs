use belroute_shared::{
    error::FieldError,
    rule::{
        CalledNumber, CallsFrom, RuleFeature,
        criterion::{Criterion, ScheduleName},
    },
    settings::NumberField,
    typed_number::TypedNumber,
};
use leptos::prelude::*;

/// The fields that can show what is wrong with them.
pub(super) const FIELDS: &[&str] = &[
    "name",
    "filterName",
    "callsFrom",
    "phoneNumbers*",
    "scheduleName",
    "forwardToPhoneNumber",
    "destinationVoicemailEnabled",
    "callsToNumbers*",
];

/// A rule while it is written.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) feature: RuleFeature,
    pub(super) acts: RwSignal<bool>,
    pub(super) name: RwSignal<String>,
    pub(super) calls_from: RwSignal<CallsFrom>,
    pub(super) numbers: RwSignal<Vec<TypedNumber>>,
    /// A number that is typed and not on the list yet.
    pub(super) pending: RwSignal<String>,
    pub(super) has_anonymous: RwSignal<bool>,
    pub(super) has_unavailable: RwSignal<bool>,
    pub(super) schedule: RwSignal<Option<ScheduleName>>,
    pub(super) forward_to: RwSignal<String>,
    pub(super) is_to_mailbox: RwSignal<bool>,
    pub(super) calls_to: RwSignal<Vec<CalledNumber>>,
}

impl Draft {
    /// Of what is saved, or of a new rule that says nothing but *do* or *don't*. `written` is how
    /// people write a number.
    pub(super) fn of(
        feature: RuleFeature,
        saved: &Criterion,
        written: impl Fn(&str) -> String,
    ) -> Self {
        let shown = |number: &TypedNumber| untrack(|| written(number.as_str()));
        let name = saved.filter_name.as_ref().or(saved.name.as_ref());
        let forward_to = saved.forward_to_phone_number.as_ref();
        Self {
            feature,
            acts: RwSignal::new(saved.acts(feature).unwrap_or(true)),
            name: RwSignal::new(name.cloned().unwrap_or_default()),
            calls_from: RwSignal::new(saved.calls_from),
            numbers: RwSignal::new(saved.phone_numbers.clone().unwrap_or_default()),
            pending: RwSignal::new(String::new()),
            has_anonymous: RwSignal::new(saved.anonymous_callers_enabled == Some(true)),
            has_unavailable: RwSignal::new(saved.unavailable_callers_enabled == Some(true)),
            schedule: RwSignal::new(saved.schedule()),
            forward_to: RwSignal::new(forward_to.map(shown).unwrap_or_default()),
            is_to_mailbox: RwSignal::new(saved.destination_voicemail_enabled == Some(true)),
            calls_to: RwSignal::new(saved.calls_to_numbers.clone().unwrap_or_default()),
        }
    }

    /// Puts a number on the list that was typed and not added: who saves has meant it.
    fn take_pending(self) {
        let typed = TypedNumber::new(self.pending.get_untracked().trim());
        let is_selected = self.calls_from.get_untracked() == CallsFrom::SelectPhoneNumbers;
        if is_selected && !typed.is_empty() {
            self.pending.set(String::new());
            self.numbers.update(|numbers| numbers.push(typed));
        }
    }

    /// What was typed, as it is now.
    pub(super) fn criterion(self) -> Criterion {
        let is_filter = self.feature == RuleFeature::ExecutiveCallFiltering;
        let is_forward = self.feature == RuleFeature::SelectiveForward;
        let calls_from = self.calls_from.get();
        let is_selected = calls_from == CallsFrom::SelectPhoneNumbers;
        let name = Some(self.name.get().trim().to_owned()).filter(|it| !it.is_empty());
        let schedule = self.schedule.get();
        let typed =
            |text: String| Some(TypedNumber::new(text.trim())).filter(|number| !number.is_empty());
        Criterion {
            name: name.clone().filter(|_| !is_filter),
            filter_name: name.filter(|_| is_filter),
            schedule_name: schedule.as_ref().map(|it| it.name.clone()),
            schedule_type: schedule.as_ref().map(|it| it.kind),
            schedule_level: schedule.and_then(|it| it.owner),
            calls_from,
            anonymous_callers_enabled: Some(is_selected && self.has_anonymous.get()),
            unavailable_callers_enabled: Some(is_selected && self.has_unavailable.get()),
            phone_numbers: is_selected.then(|| self.numbers.get()),
            forward_to_phone_number: typed(self.forward_to.get()).filter(|_| is_forward),
            destination_voicemail_enabled: is_forward.then(|| self.is_to_mailbox.get()),
            calls_to_numbers: is_filter.then(|| self.calls_to.get()),
            ..Criterion::default()
        }
        .with_acts(self.feature, self.acts.get())
    }

    /// The same, with its numbers as they would be kept; or what is wrong with it.
    pub(super) fn checked(self) -> Result<Criterion, Vec<FieldError>> {
        self.take_pending();
        checked(untrack(|| self.criterion()), self.feature)
    }
}

/// All that can be told without asking the server.
fn checked(mut criterion: Criterion, feature: RuleFeature) -> Result<Criterion, Vec<FieldError>> {
    let mut broken = Vec::new();
    criterion.numbers(&mut |it: NumberField<'_>| match it.number.look(it.takes) {
        Ok(looked) => *it.number = looked,
        Err(code) => broken.push(FieldError::new(it.field, code)),
    });
    // Numbers are compared in the form that they would be kept in.
    broken.extend(criterion.check(feature).err().unwrap_or_default());
    if broken.is_empty() {
        Ok(criterion)
    } else {
        Err(broken)
    }
}

#[cfg(test)]
mod tests {
    use belroute_shared::error::Code;

    use super::*;

    fn of_numbers(numbers: &[&str]) -> Criterion {
        Criterion {
            calls_from: CallsFrom::SelectPhoneNumbers,
            phone_numbers: Some(numbers.iter().map(|it| TypedNumber::new(*it)).collect()),
            ..Criterion::default()
        }
        .with_acts(RuleFeature::SelectiveReject, true)
    }

    fn broken(criterion: Criterion) -> Vec<(String, Code)> {
        let outcome = checked(criterion, RuleFeature::SelectiveReject);
        let pair = |it: FieldError| (it.field, it.code);
        let broken = outcome.err().unwrap_or_default();
        broken.into_iter().map(pair).collect()
    }

    #[test]
    fn a_number_is_refused_where_it_stands_and_kept_as_people_do_not_write_it() {
        assert_eq!(
            broken(of_numbers(&["+31 20*", "anna", "+44 20 7946 0041"])),
            [("phoneNumbers.1".to_owned(), Code::NotANumber)]
        );
        let kept = checked(
            of_numbers(&["+44 20 7946-0041"]),
            RuleFeature::SelectiveReject,
        );
        let numbers = kept.unwrap().phone_numbers.unwrap();
        assert_eq!(numbers, [TypedNumber::new("+442079460041")]);
    }

    #[test]
    fn the_same_number_in_two_forms_stands_there_twice() {
        assert_eq!(
            broken(of_numbers(&["+44 20 7946 0041", "0044 2079460041"])),
            [("phoneNumbers.1".to_owned(), Code::Twice)]
        );
    }

    #[test]
    fn thirteen_numbers_and_none_are_refused_for_the_whole() {
        let many: Vec<String> = (0..13).map(|at| format!("+120255501{at:02}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let whole = |code| vec![("phoneNumbers".to_owned(), code)];
        assert_eq!(broken(of_numbers(&many)), whole(Code::TooMany));
        assert_eq!(broken(of_numbers(&[])), whole(Code::Required));
    }
}
