use belroute_shared::{company::voicemail::CompanyVoicemail, error::FieldError};
use leptos::prelude::*;

use super::counted::{Counted, CountedRule};
use crate::{
    awaited::Awaited,
    company::entry::{Saving, SettingsForm},
    fetched::Fetched,
    http, t,
    ui::Tick,
};

const SETTINGS: &str = "/v1/telephony/config/voicemail/settings";
const FIELDS: &[&str] = &["numberOfDaysForMessageExpiry"];

/// How long messages stay, and where they may go.
#[component]
pub(super) fn MessagesCard() -> impl IntoView {
    let saved = Fetched::idle(|| http::get::<CompanyVoicemail>(SETTINGS)).started();
    view! {
        <section class="card company-card" aria-labelledby="messages-heading">
            <h2 id="messages-heading">{t!(company_voicemail.messages)}</h2>
            <p class="soft">{t!(company_voicemail.messages_text)}</p>
            <Awaited wait=saved rows=4>
                {move || saved.get_untracked().map(|it| view! { <Settings saved it /> })}
            </Awaited>
        </section>
    }
}

#[component]
fn Settings(saved: Fetched<CompanyVoicemail>, it: CompanyVoicemail) -> impl IntoView {
    let expiry = Counted::of(
        it.message_expiry_enabled,
        it.number_of_days_for_message_expiry,
    );
    let is_strict = RwSignal::new(it.strict_deletion_enabled);
    let may_go = RwSignal::new(it.voice_message_forwarding_enabled);
    let wanted = move || -> Result<CompanyVoicemail, Vec<FieldError>> {
        let wanted = CompanyVoicemail {
            message_expiry_enabled: expiry.is_on.get_untracked(),
            number_of_days_for_message_expiry: expiry.number.get(),
            strict_deletion_enabled: is_strict.get_untracked(),
            voice_message_forwarding_enabled: may_go.get_untracked(),
        };
        wanted.check().map(|()| wanted)
    };
    let saving = Saving::new(FIELDS);
    let on_submit = move |()| {
        saving.save(saved, wanted(), |wanted| async move {
            http::put(SETTINGS, &wanted).await
        });
    };
    view! {
        <SettingsForm saving on_submit>
            <fieldset class="company-ticks">
                <legend>{t!(company_voicemail.age)}</legend>
                <CountedRule
                    ids=("expiry", "expiry-days")
                    label=t!(company_voicemail.expiry)
                    count=t!(company_voicemail.days)
                    rule=expiry
                    error=saving.submission.error_of("numberOfDaysForMessageExpiry")
                />
                <Tick id="strict" label=t!(company_voicemail.strict) value=is_strict />
                <p class="soft small">{t!(company_voicemail.age_text)}</p>
            </fieldset>
            <fieldset class="company-ticks">
                <legend>{t!(company_voicemail.elsewhere)}</legend>
                <Tick id="may-go" label=t!(company_voicemail.may_go) value=may_go />
                <p class="soft small">{t!(company_voicemail.may_go_text)}</p>
            </fieldset>
        </SettingsForm>
    }
}
