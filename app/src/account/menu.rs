use leptos::{prelude::*, task::spawn_local};

use super::choices::Choices;
use crate::{
    devices::ConnectTheApp,
    explain::explain,
    paths,
    session::{self, Session},
    t,
    ui::{Avatar, Icon, close_popover},
};

/// The menu behind the right avatar.
#[component]
pub fn AccountMenu() -> impl IntoView {
    view! {
        <Content names=("menu-language", "menu-theme") />
    }
}

/// The same as a page, where a phone's bar leads; with what the bar has no room for.
#[component]
pub fn AccountPage() -> impl IntoView {
    let connect = ConnectTheApp::get();
    view! {
        <section class="card narrow-page">
            <header class="card-head">
                <h1>{t!(account.title)}</h1>
            </header>
            <div class="narrow-content">
                <a class="menu-row" href=paths::CALLS>
                    <Icon name="clock" />
                    <span>{t!(calls.title)}</span>
                </a>
                <button type="button" class="menu-row" on:click=move |_| connect.open()>
                    <Icon name="phone-app" />
                    <span>{t!(devices.connect)}</span>
                </button>
                <hr />
                <Content names=("page-language", "page-theme") />
            </div>
        </section>
    }
}

#[component]
fn Content(names: (&'static str, &'static str)) -> impl IntoView {
    let me = session::me();
    let name = Signal::derive(move || me.with(belroute_shared::session::Me::name));
    let seed = Signal::derive(move || me.with(|me| me.id.to_string()));
    view! {
        <a class="menu-row account-name" href=paths::ME on:click=|_| close_popover("account-menu")>
            <Avatar name seed />
            <span>
                <b>{move || name.get()}</b>
                <small>{move || me.with(|me| me.email.clone())}</small>
            </span>
            <Icon name="next" />
        </a>
        <a class="menu-row" href=paths::SECURITY on:click=|_| close_popover("account-menu")>
            <Icon name="lock" />
            <span>{t!(security.title)}</span>
        </a>
        <hr />
        <div class="menu-choices">
            <Choices names />
        </div>
        <hr />
        <SignOut />
    }
}

#[component]
fn SignOut() -> impl IntoView {
    let session = Session::get();
    let error = RwSignal::new(None::<String>);
    let sign_out = move |_| {
        error.set(None);
        spawn_local(async move {
            // After a success this menu is gone.
            if let Err(failure) = session.sign_out().await {
                let _ = error.try_set(Some(explain(&failure)));
            }
        });
    };
    view! {
        <button type="button" class="menu-row" on:click=sign_out>
            <Icon name="sign-out" />
            <span>{t!(account.sign_out)}<small class="refusal" role="status">{move || error.get()}</small></span>
        </button>
    }
}
