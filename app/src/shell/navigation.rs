use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    calls::Recent, devices::ConnectTheApp, intl, paths, session, t, text, ui::Icon,
    voicemail::Unread,
};

/// The menu at the left; a rail of icons where there is less room, a bar at the bottom of a phone.
#[component]
pub(super) fn Navigation() -> impl IntoView {
    let recent = Recent::get();
    let new_missed = Signal::derive(move || recent.new_missed());
    let missed = |count: u32| text!(calls.new_missed, count = intl::count(count));
    let new_missed = Some(Count {
        count: new_missed,
        words: missed,
    });
    let unread = Unread::get();
    let new_messages = Some(Count {
        count: Signal::derive(move || unread.count()),
        words: |count| text!(voicemail.new_messages, count = intl::count(count)),
    });
    let connect = ConnectTheApp::get();
    let me = session::me();
    let is_own = Memo::new(move |_| me.with(|me| me.opened_panel.is_none()));
    let is_administrator = Memo::new(move |_| is_own.get() && me.with(|me| me.is_administrator));
    view! {
        <nav class="menu" aria-label=t!(shell.navigation)>
            <Item path=paths::DASHBOARD icon="home" text=t!(dashboard.title) short=t!(dashboard.short) count=new_missed />
            <Item path=paths::CALLS icon="clock" text=t!(calls.title) short=t!(calls.title) count=new_missed wide=true />
            <Show when=move || unread.is_offered()>
                <Item path=paths::VOICEMAIL icon="voicemail" text=t!(voicemail.title) short=t!(voicemail.title) count=new_messages wide=true />
            </Show>
            <Item path=paths::PHONEBOOK icon="book" text=t!(phonebook.title) short=t!(phonebook.title) />
            <Item path=paths::ROUTE icon="route" text=t!(route.menu) short=t!(route.short) />
            <Item path=paths::CALLING icon="sliders" text=t!(calling.title) short=t!(calling.title) wide=true />
            <Show when=move || is_administrator.get()>
                <Item path=paths::COMPANY icon="company" text=t!(company.title) short=t!(company.title) wide=true />
            </Show>
            <Item path=paths::ACCOUNT icon="more" text=t!(account.more) short=t!(account.more) count=new_messages narrow=true />
            <Show when=ConnectTheApp::is_offered>
                <button
                    type="button"
                    class="menu-item wide push"
                    title=t!(devices.connect)
                    on:click=move |_| connect.open()
                >
                    <Icon name="phone-app" />
                    <span>{t!(devices.connect)}</span>
                </button>
            </Show>
        </nav>
    }
}

/// How many things wait behind an item, and what they are in words.
#[derive(Clone, Copy)]
struct Count {
    count: Signal<u32>,
    words: fn(u32) -> String,
}

#[component]
fn Item(
    path: &'static str,
    icon: &'static str,
    text: fn() -> &'static str,
    /// For the bar of a phone.
    short: fn() -> &'static str,
    /// What waits there.
    #[prop(optional_no_strip)]
    count: Option<Count>,
    /// Absent on a phone.
    #[prop(optional)]
    wide: bool,
    /// Only on a phone.
    #[prop(optional)]
    narrow: bool,
) -> impl IntoView {
    let here = use_location().pathname;
    let is_current = Signal::derive(move || {
        here.with(|here| match path {
            paths::DASHBOARD => here == path || here == paths::ME,
            _ => here == path || here.starts_with(&format!("{path}/")),
        })
    });
    let badge = move || {
        let Count { count, words } = count?;
        let count = count.get();
        (count > 0).then(|| {
            view! {
                <span class="count">
                    <span aria-hidden="true">{intl::count(count)}</span>
                    <span class="visually-hidden">
                        {words(count)}
                    </span>
                </span>
            }
        })
    };
    view! {
        <a
            class="menu-item"
            class:wide=wide
            class:narrow=narrow
            href=path
            title=text
            aria-current=move || is_current.get().then_some("page")
        >
            <Icon name=icon />
            <span class="menu-text">{text}</span>
            <span class="menu-short">{short}</span>
            {badge}
        </a>
    }
}
