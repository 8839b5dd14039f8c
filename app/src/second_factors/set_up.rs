use belroute_shared::second_factors::{ConfirmTotp, TotpKey};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    awaited::Awaited,
    fetched::Fetched,
    form::{Form, Submission},
    t, text,
    ui::{self, Icon},
};

/// An authenticator app in three steps: get one, show it the key, give its first code. What leads on
/// is up to the page.
#[component]
pub fn AuthenticatorSetUp(
    /// The key, made by the server.
    key: Fetched<TotpKey>,
    /// Asks what to call it: whoever has two has to tell them apart.
    #[prop(optional)]
    has_name: bool,
    /// Text of the button.
    #[prop(into)]
    submit: Signal<String>,
    /// The first code.
    on_code: Callback<ConfirmTotp>,
    /// How its sending goes; of the fields `code` and `name`.
    submission: Submission,
) -> impl IntoView {
    let (code, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let on_submit = move |()| {
        on_code.run(ConfirmTotp {
            code: code.get_untracked(),
            name: name.get_untracked(),
        });
    };
    view! {
        <Form submission on_submit submit is_wide=true>
            <ol class="set-up">
                <li>
                    <div>
                        <h2>{t!(second_factor.get_app)}</h2>
                        <p class="soft">{t!(second_factor.apps)}</p>
                    </div>
                </li>
                <li>
                    <div>
                        <h2>{t!(second_factor.show_key)}</h2>
                        <Awaited wait=key rows=3>
                            {move || key.get().map(|key| view! { <Key key /> })}
                        </Awaited>
                    </div>
                </li>
                <li>
                    <div>
                        <h2>{t!(second_factor.give_code)}</h2>
                        <ui::CodeField
                            id="code"
                            label=t!(second_factor.code)
                            value=code
                            error=submission.error_of("code")
                            is_number=true
                        />
                        <Show when=move || has_name>
                            <ui::Field
                                id="factor-name"
                                label=t!(second_factor.name)
                                value=name
                                error=submission.error_of("name")
                                autocomplete="off"
                            />
                        </Show>
                    </div>
                </li>
            </ol>
        </Form>
    }
}

/// The key as a picture for a phone, as a link for an app on this device, and in letters.
#[component]
fn Key(key: TotpKey) -> impl IntoView {
    let picture = format!(
        "data:image/svg+xml,{}",
        js_sys::encode_uri_component(&key.qr_svg)
    );
    let letters = key.key.clone();
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        let letters = key.key.clone();
        spawn_local(async move {
            let is_done = super::codes::copy(&letters).await;
            let _ = is_copied.try_set(is_done);
        });
    };
    view! {
        <div class="key">
            <img class="key-picture" src=picture width="176" height="176" alt=t!(second_factor.picture) />
            <div class="key-words">
                <p class="soft">{t!(second_factor.or_type)}</p>
                <p class="key-letters">{letters}</p>
                <button type="button" class="button" on:click=copy>
                    {move || {
                        if is_copied.get() { text!(action.copied) } else { text!(second_factor.copy_key) }
                    }}
                </button>
                <a class="button quiet" href=key.link>
                    <Icon name="phone-app" />
                    {t!(second_factor.open_app)}
                </a>
            </div>
        </div>
    }
}
