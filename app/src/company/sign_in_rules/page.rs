use belroute_shared::{company::sign_in_rules::SignInRules, error::Code};
use leptos::prelude::*;

use super::{
    api,
    draft::{Draft, FIELDS, Kind},
    minutes::Minutes,
    provider::ProviderCard,
};
use crate::{
    awaited::Awaited,
    confirmation::Confirmation,
    explain::explain_code,
    fetched::Fetched,
    form::{Form, Submission},
    t, text,
    ui::{self, Choice, Field, SaveNote, Tick},
};

/// `/company/sign-in-rules`.
#[component]
pub(crate) fn SignInRulesPage() -> impl IntoView {
    ui::title(|| text!(sign_in_rules.title).to_owned());
    let rules = Fetched::idle(api::show).started();
    view! {
        <section class="card company-card" aria-labelledby="rules-heading">
            <h2 id="rules-heading">{t!(sign_in_rules.title)}</h2>
            <p class="soft">{t!(sign_in_rules.text)}</p>
            <Awaited wait=rules rows=8>
                {move || rules.get_untracked().map(|it| view! { <RulesForm it /> })}
            </Awaited>
        </section>
        <ProviderCard />
    }
}

#[component]
fn RulesForm(it: SignInRules) -> impl IntoView {
    let confirmation = Confirmation::get();
    let draft = Draft::of(it);
    let submission = Submission::new(FIELDS);
    let is_saved = RwSignal::new(false);
    let on_submit = move |()| {
        is_saved.set(false);
        match draft.rules() {
            Ok(rules) => {
                let request = confirmation.run(move || async move { api::replace(&rules).await });
                submission.send(request, move |()| is_saved.set(true));
            }
            Err(broken) => {
                submission.passes(Err(broken));
            }
        }
    };
    let saved = Signal::derive(move || is_saved.get().then(|| Ok(text!(action.saved).to_owned())));
    view! {
        <Form submission on_submit submit=t!(action.save) class="rules-form">
            <SecondStep draft />
            <Sessions draft submission />
            <Passwords draft submission />
        </Form>
        <SaveNote outcome=saved />
    }
}

#[component]
fn SecondStep(draft: Draft) -> impl IntoView {
    view! {
        <fieldset class="company-ticks">
            <legend>{t!(sign_in_rules.second_step)}</legend>
            <Tick
                id="requires-second-factor"
                label=t!(sign_in_rules.requires)
                value=draft.requires_second_factor
            />
            <Tick
                id="can-remember-browser"
                label=t!(sign_in_rules.remember)
                value=draft.can_remember_browser
            />
            <p class="soft small">{t!(sign_in_rules.second_step_text)}</p>
        </fieldset>
    }
}

#[component]
fn Sessions(draft: Draft, submission: Submission) -> impl IntoView {
    view! {
        <fieldset class="company-ticks">
            <legend>{t!(sign_in_rules.sessions)}</legend>
            <div class="company-fields">
                <Minutes
                    id="idle-minutes"
                    label=t!(sign_in_rules.idle)
                    value=draft.idle_minutes
                    error=submission.error_of("idleMinutes")
                />
                <Minutes
                    id="longest-minutes"
                    label=t!(sign_in_rules.longest)
                    value=draft.longest_minutes
                    error=submission.error_of("longestMinutes")
                />
            </div>
            <p class="soft small">{t!(sign_in_rules.sessions_text)}</p>
        </fieldset>
    }
}

#[component]
fn Passwords(draft: Draft, submission: Submission) -> impl IntoView {
    let kind =
        |kind: Kind, text: fn() -> &'static str| (kind, Signal::derive(move || text().to_owned()));
    let is_usual = move || draft.kind.get() == Kind::Usual;
    view! {
        <fieldset class="company-ticks">
            <legend>{t!(sign_in_rules.passwords)}</legend>
            <Choice
                name="password-rules"
                label=t!(sign_in_rules.asks)
                options=vec![
                    kind(Kind::Usual, t!(sign_in_rules.usual)),
                    kind(Kind::LengthFirst, t!(sign_in_rules.length_first)),
                ]
                chosen=draft.kind
                on_change=move |kind| draft.kind.set(kind)
            />
            <Show
                when=is_usual
                fallback=|| view! { <p>{t!(sign_in_rules.length_first_text)}</p> }
            >
                <p>{t!(sign_in_rules.usual_text)}</p>
                <div class="rules-number">
                    <Field
                        id="password-min"
                        label=t!(sign_in_rules.min)
                        value=draft.min
                        error=submission.error_in_words("password", wrong_length)
                        autocomplete="off"
                        keys="numeric"
                    />
                </div>
            </Show>
            <p class="soft small">{t!(sign_in_rules.passwords_text)}</p>
        </fieldset>
    }
}

fn wrong_length(code: Code) -> &'static str {
    match code {
        Code::NotOffered => text!(sign_in_rules.wrong_length),
        other => explain_code(other),
    }
}
