use belroute_shared::{
    passkeys::{NewPasskey as Made, check_name},
    second_factors::SecondFactors,
};
use leptos::prelude::*;

use super::{
    api,
    browser_name::browser_name,
    in_place::{InPlace, OpensInPlace},
};
use crate::{
    confirmation::Confirmation,
    fetched::Fetched,
    form::{Form, Submission},
    http::HttpError,
    passkeys::{self, Failure},
    t, ui,
};

/// Adds a passkey, in place.
#[component]
pub(super) fn NewPasskey(
    factors: Fetched<SecondFactors>,
    /// Set when it was the first one: recovery codes belong to it.
    wants_codes: RwSignal<bool>,
) -> impl IntoView {
    if !passkeys::are_known() {
        return view! { <p class="soft security-note">{t!(passkeys.unknown)}</p> }.into_any();
    }
    let form = InPlace::new();
    let on_added = Callback::new(move |()| {
        let is_first = factors.with_untracked(|it| it.is_some_and(|it| it.factors.is_empty()));
        wants_codes.set(is_first);
        form.finish();
        factors.refetch();
    });
    view! {
        <OpensInPlace form text=t!(security.add_passkey) done=t!(security.added)>
            <PasskeyForm on_added />
        </OpensInPlace>
    }
    .into_any()
}

/// Its name, and then what the browser asks.
#[component]
fn PasskeyForm(on_added: Callback<()>) -> impl IntoView {
    let confirmation = Confirmation::get();
    let submission = Submission::new(&["name"]);
    let failure = RwSignal::new(None::<Failure>);
    let user_agent = window().navigator().user_agent().unwrap_or_default();
    let name = RwSignal::new(browser_name(&user_agent));
    let input = NodeRef::new();
    ui::focus_when_there(input);
    let on_submit = move |()| {
        let name = name.get_untracked();
        failure.set(None);
        if submission.passes(check_name(&name)) {
            submission.send(make(confirmation, name), move |made| match made {
                Ok(()) => on_added.run(()),
                Err(why) => failure.set(Some(why)),
            });
        }
    };
    view! {
        <p class="soft">{t!(security.passkey_text)}</p>
        <Form submission on_submit submit=t!(security.make_passkey) is_wide=true>
            <ui::Field
                id="passkey-name"
                label=t!(security.passkey_name)
                value=name
                error=submission.error_of("name")
                autocomplete="off"
                node_ref=input
            />
            <div class="form-message" role="status">
                {move || match failure.get() {
                    Some(why) => {
                        view! { <ui::Note is_problem=true>{move || why.explain()}</ui::Note> }.into_any()
                    }
                    None if submission.is_busy() => {
                        view! { <p class="soft">{t!(passkeys.waiting)}</p> }.into_any()
                    }
                    None => ().into_any(),
                }}
            </div>
        </Form>
    }
}

/// Asks the server, then the browser, and tells the server what came of it.
async fn make(confirmation: Confirmation, name: String) -> Result<Result<(), Failure>, HttpError> {
    let question = confirmation.run(api::ask_passkey).await?;
    let credential = match passkeys::make(&question.options).await {
        Ok(credential) => credential,
        Err(failure) => return Ok(Err(failure)),
    };
    let made = &Made {
        ticket: question.ticket,
        credential,
        name,
    };
    confirmation
        .run(move || api::confirm_passkey(made))
        .await
        .map(Ok)
}
