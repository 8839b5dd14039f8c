use belroute_shared::{
    company::numbers::{CompanyNumber, NumberSettings},
    error::{Code, FieldError},
};
use leptos::prelude::*;

use crate::{
    company::pick,
    form::Submission,
    pick::{Finding, Pick, Picker},
    t, text,
    ui::{Choice, Field},
};

/// The fields that can show an error.
pub(super) const FIELDS: &[&str] = &["number", "label", "userId", "dialPlanId"];

/// What a number reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Nobody,
    User,
    DialPlan,
}

/// What an administrator decides about a number, while he types.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    label: RwSignal<String>,
    reach: RwSignal<Reach>,
    user: RwSignal<Option<Pick>>,
    plan: RwSignal<Option<Pick>>,
}

impl Draft {
    /// Of a new number, or of what is saved.
    pub(super) fn of(saved: Option<&CompanyNumber>) -> Self {
        let pick = |id: Option<String>| {
            let name = saved.and_then(|it| it.owner_name.clone());
            id.map(|id| Pick {
                id,
                name: name.unwrap_or_default(),
                detail: String::new(),
            })
        };
        let settings = saved.map(|it| it.settings.clone()).unwrap_or_default();
        let user = pick(settings.user_id.map(|id| id.to_string()));
        let plan = pick(settings.dial_plan_id.map(|id| id.to_string()));
        let reach = match (&user, &plan) {
            (Some(_), _) => Reach::User,
            (None, Some(_)) => Reach::DialPlan,
            (None, None) => Reach::Nobody,
        };
        Self {
            label: RwSignal::new(settings.label),
            reach: RwSignal::new(reach),
            user: RwSignal::new(user),
            plan: RwSignal::new(plan),
        }
    }

    /// The settings, if they may be sent; all that is wrong with them otherwise.
    pub(super) fn settings(self) -> Result<NumberSettings, Vec<FieldError>> {
        let reach = self.reach.get_untracked();
        let id = |chosen: RwSignal<Option<Pick>>, wanted: Reach| {
            chosen
                .get_untracked()
                .filter(|_| reach == wanted)
                .map(|it| it.id)
        };
        let settings = NumberSettings {
            label: self.label.get_untracked(),
            user_id: id(self.user, Reach::User).and_then(|id| id.parse().ok()),
            dial_plan_id: id(self.plan, Reach::DialPlan).and_then(|id| id.parse().ok()),
        }
        .tidied();
        let mut broken = settings.check().err().unwrap_or_default();
        if reach == Reach::User && settings.user_id.is_none() {
            broken.push(FieldError::new("userId", Code::Required));
        }
        if reach == Reach::DialPlan && settings.dial_plan_id.is_none() {
            broken.push(FieldError::new("dialPlanId", Code::Required));
        }
        if broken.is_empty() {
            Ok(settings)
        } else {
            Err(broken)
        }
    }
}

/// The fields but the number itself, which never changes.
#[component]
pub(super) fn NumberFields(draft: Draft, submission: Submission) -> impl IntoView {
    let reach = |reach: Reach, text: fn() -> &'static str| {
        (reach, Signal::derive(move || text().to_owned()))
    };
    let pick = move |id, label, find, chosen: RwSignal<Option<Pick>>, field| {
        view! {
            <Picker
                id
                label
                find
                chosen=chosen.into()
                on_pick=Callback::new(move |pick| chosen.set(pick))
                error=submission.error_in_words(field, refused)
            />
        }
        .into_any()
    };
    let picker = move || match draft.reach.get() {
        Reach::Nobody => view! { <p class="soft">{t!(numbers.reaches_nobody_text)}</p> }.into_any(),
        Reach::User => pick(
            "number-user",
            t!(numbers.user),
            pick::users as fn(String) -> Finding,
            draft.user,
            "userId",
        ),
        Reach::DialPlan => pick(
            "number-dial-plan",
            t!(numbers.dial_plan),
            pick::dial_plans,
            draft.plan,
            "dialPlanId",
        ),
    };
    view! {
        <Field
            id="label"
            label=t!(numbers.label)
            value=draft.label
            error=submission.error_of("label")
            autocomplete="off"
        />
        <Choice
            name="reach"
            label=t!(numbers.reaches)
            options=vec![
                reach(Reach::Nobody, t!(numbers.nobody)),
                reach(Reach::User, t!(numbers.user)),
                reach(Reach::DialPlan, t!(numbers.dial_plan)),
            ]
            chosen=draft.reach
            on_change=move |reach| draft.reach.set(reach)
        />
        {picker}
    }
}

fn refused(code: Code) -> &'static str {
    match code {
        Code::Required => text!(numbers.choose_one),
        other => crate::explain::explain_code(other),
    }
}
