use belroute_shared::{
    company::hoteling::CompanyHost, error::FieldError, ids::UserId,
    settings::hoteling::HotelingHost,
};
use leptos::prelude::*;

use super::{
    api,
    stay::{Release, stay},
};
use crate::{
    awaited::Awaited,
    clock::Minute,
    company::entry::{Saving, SettingsForm, lead_here},
    fetched::Fetched,
    form::Submission,
    t,
    ui::{Field, Tick},
};

/// Id of the heading, and its place in the address.
pub(super) const HEADING: &str = "guests";
/// The fields that can show an error.
const FIELDS: &[&str] = &["associationLimitHours"];

/// Whether the phone of a user takes guests, and who sits there now.
#[component]
pub(crate) fn GuestsCard(
    /// The user.
    id: UserId,
) -> impl IntoView {
    let host = Fetched::idle(move || api::show(id)).started();
    lead_here(HEADING);
    view! {
        <section class="card company-card" aria-labelledby=HEADING>
            <h2 id=HEADING>{t!(company_calling.guests)}</h2>
            <p class="soft">{t!(company_calling.guests_text)}</p>
            <Awaited wait=host rows=2>
                <Guest id host />
                {move || host.get_untracked().map(|it| view! { <Settings id host it /> })}
            </Awaited>
        </section>
    }
}

#[component]
fn Guest(id: UserId, host: Fetched<CompanyHost>) -> impl IntoView {
    let now = Minute::signal();
    let guest = Memo::new(move |_| host.with(|it| it.and_then(|it| it.guest.clone())));
    let on_done = Callback::new(move |()| host.refetch());
    move || {
        guest.get().map(|guest| {
            let name = guest.guest.name.clone();
            view! {
                <p class="calling-guest">
                    <b>{move || stay(&guest, now.get())}</b>
                    <Release host=id name on_done />
                </p>
            }
        })
    }
}

/// What an administrator decides about a phone, while he types.
#[derive(Clone, Copy)]
struct Draft {
    takes: RwSignal<bool>,
    limits: RwSignal<bool>,
    hours: RwSignal<String>,
    saved_hours: u16,
}

impl Draft {
    fn of(saved: HotelingHost) -> Self {
        Self {
            takes: RwSignal::new(saved.is_active),
            limits: RwSignal::new(saved.enforce_association_limit),
            hours: RwSignal::new(saved.association_limit_hours.to_string()),
            saved_hours: saved.association_limit_hours,
        }
    }

    fn settings(self) -> Result<HotelingHost, Vec<FieldError>> {
        let limits = self.limits.get_untracked();
        // What cannot be seen is not looked at. What is no number is too few hours.
        let hours = if limits {
            let typed = self.hours.get_untracked();
            whole_number(&typed).unwrap_or_default()
        } else {
            self.saved_hours
        };
        let settings = HotelingHost {
            is_active: self.takes.get_untracked(),
            enforce_association_limit: limits,
            association_limit_hours: hours,
        };
        settings.check()?;
        Ok(settings)
    }
}

/// The largest there is for a number of more digits than a whole number may have.
fn whole_number(typed: &str) -> Option<u16> {
    let typed = typed.trim();
    let are_digits = !typed.is_empty() && typed.bytes().all(|it| it.is_ascii_digit());
    are_digits.then(|| typed.parse().unwrap_or(u16::MAX))
}

#[component]
fn Settings(id: UserId, host: Fetched<CompanyHost>, it: CompanyHost) -> impl IntoView {
    let draft = Draft::of(it.settings);
    let saving = Saving::new(FIELDS);
    let on_submit = move |()| {
        saving.save(host, draft.settings(), move |settings| async move {
            api::replace(id, &settings).await
        });
    };
    view! {
        <SettingsForm saving on_submit>
            <Fields draft submission=saving.submission />
        </SettingsForm>
    }
}

#[component]
fn Fields(draft: Draft, submission: Submission) -> impl IntoView {
    view! {
        <Tick id="takes-guests" label=t!(company_calling.takes_guests) value=draft.takes />
        <Show when=move || draft.takes.get()>
            <Tick id="limits-stay" label=t!(company_calling.limits_stay) value=draft.limits />
            <Show when=move || draft.limits.get()>
                <div class="calling-number">
                    <Field
                        id="stay-hours"
                        label=t!(company_calling.hours)
                        value=draft.hours
                        error=submission.error_of("associationLimitHours")
                        autocomplete="off"
                        keys="numeric"
                    />
                </div>
            </Show>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_whole_number_is_none() {
        assert_eq!(whole_number(" 12 "), Some(12));
        assert_eq!(whole_number("99999999"), Some(u16::MAX));
        for none in ["", "-1", "1.5", "twelve"] {
            assert_eq!(whole_number(none), None, "{none}");
        }
    }
}
