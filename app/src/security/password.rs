use belroute_shared::{error::Code, security::ChangePassword, session::PasswordStep};
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::SubmitEvent;

use super::{api, confirm::wrong_password};
use crate::{
    awaited::Awaited,
    explain::explain,
    fetched::Fetched,
    http::HttpError,
    password::{NewPasswordFields, PasswordDraft},
    t, text, ui,
};

/// A new password, in place.
#[component]
pub(super) fn PasswordCard() -> impl IntoView {
    let rules = Fetched::idle(api::show_rules);
    let is_open = RwSignal::new(false);
    let is_saved = RwSignal::new(false);
    let opener = NodeRef::<html::Button>::new();
    let open = move |_| {
        is_saved.set(false);
        // The name may have changed since, and the rules with it.
        rules.refetch();
        is_open.update(|open| *open = !*open);
    };
    let on_saved = move |()| {
        is_open.set(false);
        is_saved.set(true);
        if let Some(opener) = opener.get_untracked() {
            let _ = opener.focus();
        }
    };
    view! {
        <section class="card security-card" aria-labelledby="password-heading">
            <h2 id="password-heading">{t!(sign_in.password)}</h2>
            <p class="soft">{t!(security.password_text)}</p>
            <div class="security-act">
                <button
                    type="button"
                    class="button"
                    node_ref=opener
                    aria-expanded=move || is_open.get().to_string()
                    on:click=open
                >
                    {move || {
                        if is_open.get() {
                            text!(action.cancel)
                        } else {
                            text!(security.change_password)
                        }
                    }}
                </button>
                <p role="status" class="security-done">
                    {move || is_saved.get().then(t!(security.password_changed))}
                </p>
            </div>
            <Show when=move || is_open.get()>
                <Awaited wait=rules rows=4>
                    {move || {
                        rules.get().map(|rules| view! { <ChangeForm rules on_saved /> })
                    }}
                </Awaited>
            </Show>
        </section>
    }
}

#[component]
fn ChangeForm(rules: PasswordStep, #[prop(into)] on_saved: Callback<()>) -> impl IntoView {
    let name = rules.person.emails.first().cloned().unwrap_or_default();
    let draft = PasswordDraft::new(rules);
    let current = RwSignal::new(String::new());
    let refused_current = RwSignal::new(None::<Code>);
    let error = RwSignal::new(None::<HttpError>);
    let is_busy = RwSignal::new(false);
    let input = NodeRef::new();
    ui::focus_when_there(input);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        error.set(None);
        let is_missing = current.with_untracked(String::is_empty);
        refused_current.set(is_missing.then_some(Code::Required));
        let new = draft.checked();
        if is_missing {
            return ui::focus(input);
        }
        let Some(password) = new else {
            return;
        };
        is_busy.set(true);
        let change = ChangePassword {
            current: current.get_untracked(),
            password,
        };
        spawn_local(async move {
            match save(&change).await {
                Ok(()) => on_saved.run(()),
                Err(refused) => {
                    let _ = is_busy.try_set(false);
                    // The same password is called `password` where it is confirmed alone.
                    let is_about_current = refused.code() == Some(Code::WrongCredentials);
                    if is_about_current {
                        let _ = refused_current.try_set(refused.code());
                        ui::focus(input);
                    } else if !draft.take_refusal(&refused) {
                        let _ = error.try_set(Some(refused));
                    }
                }
            }
        });
    };
    let current_error = Signal::derive(move || {
        refused_current
            .get()
            .map(|code| wrong_password(code).to_owned())
    });
    view! {
        <form
            class="form security-form"
            novalidate
            on:submit=on_submit
            aria-busy=move || is_busy.get().to_string()
        >
            <ui::PasswordField
                id="current-password"
                label=t!(security.current)
                show_label=t!(security.show_current)
                value=current
                error=current_error
                autocomplete="current-password"
                node_ref=input
            />
            <NewPasswordFields draft name=Signal::stored(name) />
            <div class="form-message" role="alert">
                {move || error.get().map(|error| view! { <ui::Note is_problem=true>{explain(&error)}</ui::Note> })}
            </div>
            <button type="submit" class="button main" aria-disabled=move || is_busy.get().to_string()>
                {t!(action.save)}
            </button>
        </form>
    }
}

/// The password of now stands in this form: where the server asks for it once more, it is given
/// without asking twice.
async fn save(change: &ChangePassword) -> Result<(), HttpError> {
    match api::change_password(change).await {
        Err(refused) if refused.code() == Some(Code::ConfirmPassword) => {
            api::confirm(change.current.clone()).await?;
            api::change_password(change).await
        }
        answer => answer,
    }
}
