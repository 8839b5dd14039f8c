use leptos::{prelude::*, task::spawn_local};

use super::choices::Choices;
use crate::{
    devices::ConnectTheApp,
    explain::explain,
    intl, paths,
    session::{self, Session},
    t, text,
    ui::{Avatar, Icon, close_popover},
    voicemail::Unread,
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
    let me = session::me();
    let is_own = Memo::new(move |_| me.with(|me| me.opened_panel.is_none()));
    let is_administrator = Memo::new(move |_| is_own.get() && me.with(|me| me.is_administrator));
    let unread = Unread::get();
    let new_messages = move || {
        let count = unread.count();
        (count > 0).then(|| text!(voicemail.new_count, count = intl::count(count)))
    };
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
                <Show when=move || unread.is_offered()>
                    <a class="menu-row" href=paths::VOICEMAIL>
                        <Icon name="voicemail" />
                        <span>{t!(voicemail.title)}</span>
                        <small class="soft">{new_messages}</small>
                    </a>
                </Show>
                <a class="menu-row" href=paths::CALLING>
                    <Icon name="sliders" />
                    <span>{t!(calling.title)}</span>
                </a>
                <Show when=ConnectTheApp::is_offered>
                    <button type="button" class="menu-row" on:click=move |_| connect.open()>
                        <Icon name="phone-app" />
                        <span>{t!(devices.connect)}</span>
                    </button>
                </Show>
                <Show when=move || is_administrator.get()>
                    <a class="menu-row" href=paths::COMPANY>
                        <Icon name="company" />
                        <span>{t!(company.title)}</span>
                    </a>
                </Show>
                <hr />
                <Content names=("page-language", "page-theme") />
            </div>
        </section>
    }
}

#[component]
fn Content(names: (&'static str, &'static str)) -> impl IntoView {
    let me = session::me();
    let is_own = Memo::new(move |_| me.with(|me| me.opened_panel.is_none()));
    let name = Signal::derive(move || me.with(belroute_shared::session::Me::name));
    let seed = Signal::derive(move || me.with(|me| me.id.to_string()));
    let picture = Signal::derive(move || me.with(|me| me.picture.clone()));
    view! {
        <a class="menu-row account-name" href=paths::ME on:click=|_| close_popover("account-menu")>
            <Avatar name seed picture />
            <span>
                <b>{move || name.get()}</b>
                <small>{move || me.with(|me| me.email.clone())}</small>
            </span>
            <Icon name="next" />
        </a>
        <Show when=move || is_own.get()>
            <a class="menu-row" href=paths::SECURITY on:click=|_| close_popover("account-menu")>
                <Icon name="lock" />
                <span>{t!(security.title)}</span>
            </a>
        </Show>
        <hr />
        <div class="menu-choices">
            <Choices names />
        </div>
        <Show when=move || is_own.get()>
            <hr />
            <SignOut />
        </Show>
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
