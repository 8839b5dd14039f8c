use belroute_shared::{
    company::identity_provider::{
        IdentityProvider, IdentityProviderShown, NewIdentityProvider, check_issuer,
    },
    error::{Code, FieldError},
};
use leptos::prelude::*;

use super::api;
use crate::{
    confirmation::Confirmation,
    explain::explain_code,
    fetched::Fetched,
    form::{Form, Submission},
    session, t, text,
    ui::{ConfirmedButton, Field, PasswordField, SaveNote},
};

/// The fields that can show an error.
const FIELDS: &[&str] = &["emailDomain", "issuer", "clientId", "clientSecret"];

/// A provider, while somebody types what it is.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    email_domain: RwSignal<String>,
    issuer: RwSignal<String>,
    client_id: RwSignal<String>,
    client_secret: RwSignal<String>,
    /// Of the administrator's own address: most people have such ones.
    own_domain: StoredValue<String>,
}

impl Draft {
    /// Of a new provider, or of what is saved.
    pub(super) fn of(saved: Option<&IdentityProvider>) -> Self {
        let text = |read: fn(&IdentityProvider) -> &String| {
            RwSignal::new(saved.map(read).cloned().unwrap_or_default())
        };
        let email = session::me().with_untracked(|me| me.email.clone());
        let own_domain = email.rsplit('@').next().unwrap_or_default().to_owned();
        let email_domain = match saved {
            Some(saved) => saved.email_domain.clone(),
            None => own_domain.clone(),
        };
        Self {
            email_domain: RwSignal::new(email_domain),
            issuer: text(|it| &it.issuer),
            client_id: text(|it| &it.client_id),
            client_secret: RwSignal::new(String::new()),
            own_domain: StoredValue::new(own_domain),
        }
    }

    /// Begins anew.
    pub(super) fn clear(self) {
        let own_domain = self.own_domain.try_get_value().unwrap_or_default();
        let _ = self.email_domain.try_set(own_domain);
        for field in [self.issuer, self.client_id, self.client_secret] {
            let _ = field.try_set(String::new());
        }
    }

    fn typed(self) -> NewIdentityProvider {
        NewIdentityProvider {
            email_domain: self.email_domain.get_untracked(),
            issuer: self.issuer.get_untracked(),
            client_id: self.client_id.get_untracked(),
            client_secret: Some(self.client_secret.get_untracked()),
        }
        .tidied()
    }
}

/// What was done last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Saved,
    Tried,
}

/// The fields, and three buttons: one saves, one lets the server ask the provider what it is, and
/// one takes it away.
#[component]
pub(super) fn ProviderForm(
    /// What is saved.
    shown: Fetched<IdentityProviderShown>,
    /// What is typed.
    draft: Draft,
    /// Whether there is a provider already, whose secret stays unless another is typed.
    is_set: Memo<bool>,
    /// Takes it away.
    on_remove: Callback<()>,
) -> impl IntoView {
    let confirmation = Confirmation::get();
    let submission = Submission::new(FIELDS);
    let done = RwSignal::new(None::<Done>);
    let on_submit = move |()| {
        done.set(None);
        let new = draft.typed();
        let kept = shown.with_untracked(|it| it.and_then(|it| it.provider.clone()));
        if !submission.passes(new.check(kept.as_ref())) {
            return;
        }
        let request = confirmation.run(move || {
            let new = new.clone();
            async move { api::set_provider(&new).await }
        });
        submission.send(request, move |()| {
            done.set(Some(Done::Saved));
            draft.client_secret.set(String::new());
            shown.refetch();
        });
    };
    let try_out = move |_| {
        if submission.is_busy() {
            return;
        }
        done.set(None);
        let issuer = draft.typed().issuer;
        let outcome = check_issuer(&issuer).map_err(|code| vec![FieldError::new("issuer", code)]);
        if submission.passes(outcome) {
            let request = api::try_provider(issuer);
            submission.send(request, move |()| done.set(Some(Done::Tried)));
        }
    };
    let said = Signal::derive(move || {
        done.get().map(|done| {
            Ok(match done {
                Done::Saved => text!(action.saved).to_owned(),
                Done::Tried => text!(sign_in_rules.provider_answers).to_owned(),
            })
        })
    });
    let beside = move || {
        view! {
            <button type="button" class="button" on:click=try_out>
                {t!(sign_in_rules.try_out)}
            </button>
            <Show when=move || is_set.get()>
                <ConfirmedButton
                    text=t!(sign_in_rules.remove)
                    label=t!(sign_in_rules.remove)
                    confirm=t!(sign_in_rules.remove_confirm)
                    cancel=t!(action.cancel)
                    on_confirm=on_remove
                />
            </Show>
        }
    };
    view! {
        <Form submission on_submit submit=t!(action.save) beside>
            <ProviderFields draft submission is_set />
        </Form>
        <SaveNote outcome=said />
    }
}

#[component]
fn ProviderFields(draft: Draft, submission: Submission, is_set: Memo<bool>) -> impl IntoView {
    view! {
        <div class="rules-provider">
            <Field
                id="email-domain"
                label=t!(sign_in_rules.email_domain)
                value=draft.email_domain
                error=submission.error_in_words("emailDomain", words)
                autocomplete="off"
            />
            <Field
                id="issuer"
                label=t!(sign_in_rules.issuer)
                value=draft.issuer
                error=submission.error_in_words("issuer", words)
                autocomplete="off"
                keys="url"
            />
            <Field
                id="client-id"
                label=t!(sign_in_rules.client_id)
                value=draft.client_id
                error=submission.error_of("clientId")
                autocomplete="off"
            />
            <PasswordField
                id="client-secret"
                label=t!(sign_in_rules.client_secret)
                show_label=t!(sign_in_rules.show_secret)
                value=draft.client_secret
                error=submission.error_of("clientSecret")
                autocomplete="new-password"
                described_by="secret-kept"
            />
        </div>
        <p id="secret-kept" class="soft small">
            {move || {
                if is_set.get() {
                    text!(sign_in_rules.secret_kept)
                } else {
                    text!(sign_in_rules.secret_text)
                }
            }}
        </p>
    }
}

fn words(code: Code) -> &'static str {
    match code {
        Code::ProviderAway => text!(sign_in_rules.provider_away),
        Code::Taken => text!(sign_in_rules.domain_taken),
        other => explain_code(other),
    }
}
