use belroute_shared::{
    account::Language,
    company::users::{Grant, Role, UserSettings},
    error::{Code, FieldError},
    number::{Extension, PhoneNumber},
};
use leptos::prelude::*;

use super::caller_numbers::CallerNumbers;
use crate::{
    company::words,
    form::Submission,
    t,
    ui::{Choice, Field, Tick},
};

/// The fields that can show an error.
pub(super) const FIELDS: &[&str] = &[
    "firstName",
    "lastName",
    "email",
    "login",
    "extension",
    "callerNumbers",
];

/// What an administrator decides about a user, while he types.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    first_name: RwSignal<String>,
    last_name: RwSignal<String>,
    email: RwSignal<String>,
    login: RwSignal<String>,
    extension: RwSignal<String>,
    role: RwSignal<Role>,
    language: RwSignal<Language>,
    mailbox: RwSignal<bool>,
    phonebook_manager: RwSignal<bool>,
    executive: RwSignal<bool>,
    executive_assistant: RwSignal<bool>,
    caller_numbers: RwSignal<Vec<PhoneNumber>>,
}

impl Draft {
    /// Of somebody new, or of what is saved.
    pub(super) fn of(saved: Option<&UserSettings>) -> Self {
        let text =
            |read: fn(&UserSettings) -> String| RwSignal::new(saved.map(read).unwrap_or_default());
        let has = |grant| RwSignal::new(saved.is_some_and(|it| it.grants.contains(&grant)));
        Self {
            first_name: text(|it| it.first_name.clone()),
            last_name: text(|it| it.last_name.clone()),
            email: text(|it| it.email.clone()),
            login: text(|it| it.login.clone().unwrap_or_default()),
            extension: text(|it| it.extension.to_string()),
            role: RwSignal::new(saved.map_or(Role::User, |it| it.role)),
            language: RwSignal::new(saved.map_or_else(crate::language::current, |it| it.language)),
            mailbox: has(Grant::Mailbox),
            phonebook_manager: has(Grant::PhonebookManager),
            executive: has(Grant::Executive),
            executive_assistant: has(Grant::ExecutiveAssistant),
            caller_numbers: RwSignal::new(
                saved
                    .map(|it| it.caller_numbers.clone())
                    .unwrap_or_default(),
            ),
        }
    }

    /// The settings, if they may be sent; all that is wrong with them otherwise.
    pub(super) fn settings(self) -> Result<UserSettings, Vec<FieldError>> {
        let typed = self.extension.get_untracked();
        let extension = Extension::new(typed.trim());
        let broken = extension.is_err();
        let grants = [
            (Grant::Mailbox, self.mailbox),
            (Grant::PhonebookManager, self.phonebook_manager),
            (Grant::Executive, self.executive),
            (Grant::ExecutiveAssistant, self.executive_assistant),
        ];
        let settings = UserSettings {
            first_name: self.first_name.get_untracked(),
            last_name: self.last_name.get_untracked(),
            email: self.email.get_untracked(),
            login: Some(self.login.get_untracked()),
            // Something must stand there for the other fields to be checked with them.
            extension: extension
                .or_else(|_| Extension::new("00"))
                .map_err(|_| Vec::new())?,
            role: self.role.get_untracked(),
            language: self.language.get_untracked(),
            grants: grants
                .into_iter()
                .filter_map(|(grant, is_given)| is_given.get_untracked().then_some(grant))
                .collect(),
            caller_numbers: self.caller_numbers.get_untracked(),
        }
        .tidied();
        let mut errors = settings.check().err().unwrap_or_default();
        if broken {
            let code = if typed.trim().is_empty() {
                Code::Required
            } else {
                Code::NotAnExtension
            };
            errors.push(FieldError::new("extension", code));
        }
        if errors.is_empty() {
            Ok(settings)
        } else {
            Err(errors)
        }
    }
}

/// The fields.
#[component]
pub(super) fn UserFields(draft: Draft, submission: Submission) -> impl IntoView {
    let field = move |id: &'static str,
                      name: &'static str,
                      label: fn() -> &'static str,
                      value: RwSignal<String>| {
        view! {
            <Field id label value error=submission.error_of(name) autocomplete="off" />
        }
    };
    let language =
        move |language: Language, name: &'static str| (language, Signal::stored(name.to_owned()));
    let role = |role: Role| {
        (
            role,
            Signal::derive(move || words::of_role(role).to_owned()),
        )
    };
    view! {
        <div class="company-fields">
            {field("first-name", "firstName", t!(account.first_name), draft.first_name)}
            {field("last-name", "lastName", t!(account.last_name), draft.last_name)}
            {field("email", "email", t!(account.email), draft.email)}
            {field("login", "login", t!(users.login), draft.login)}
            {field("extension", "extension", t!(account.extension), draft.extension)}
        </div>
        <Choice
            name="role"
            label=t!(users.role)
            options=vec![role(Role::User), role(Role::Administrator)]
            chosen=draft.role
            on_change=move |role| draft.role.set(role)
        />
        <Choice
            name="user-language"
            label=t!(account.language)
            options=vec![language(Language::Nl, "Nederlands"), language(Language::En, "English")]
            chosen=draft.language
            on_change=move |language| draft.language.set(language)
        />
        <fieldset class="company-ticks">
            <legend>{t!(users.grants)}</legend>
            <Tick id="mailbox" label=grant(Grant::Mailbox) value=draft.mailbox />
            <Tick
                id="phonebook-manager"
                label=grant(Grant::PhonebookManager)
                value=draft.phonebook_manager
            />
            <Tick id="executive" label=grant(Grant::Executive) value=draft.executive />
            <Tick
                id="executive-assistant"
                label=grant(Grant::ExecutiveAssistant)
                value=draft.executive_assistant
            />
        </fieldset>
        <CallerNumbers
            numbers=draft.caller_numbers
            error=submission.error_of("callerNumbers")
        />
    }
}

fn grant(grant: Grant) -> Signal<String> {
    Signal::derive(move || words::of_grant(grant).to_owned())
}
