//! The start: what happens when somebody calls now, and the latest calls.

use belroute_shared::ids::CallId;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::Outlet,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    calls::{CallDialog, RecentCalls},
    devices::ConnectTheApp,
    lazy::Lazy,
    paths,
    route::{self, MyReach},
    session, t, text,
    ui::{self, Icon},
};

/// The page. A call opened from it lies over it and is part of its address.
#[component]
pub fn DashboardPage() -> impl IntoView {
    ui::title(|| text!(dashboard.title).to_owned());
    let query = use_query_map();
    let opened = Memo::new(move |_| {
        query
            .with(|query| query.get("call"))
            .and_then(|id| id.parse::<CallId>().ok())
    });
    let navigate = use_navigate();
    let on_close = Callback::new(move |()| {
        let filter = query.with_untracked(|query| query.get("filter"));
        let filter = filter
            .and_then(|it| belroute_shared::calls::CallFilter::of_word(&it))
            .unwrap_or_default();
        navigate(&paths::dashboard(filter, None), NavigateOptions::default());
    });
    view! {
        <Lazy view=route::temporary_line rows=0 />
        <Now />
        <RecentCalls />
        {move || opened.get().map(|id| view! { <CallDialog id on_close /> })}
        <Outlet />
    }
}

/// The sentence, with the one thing to do about it.
#[component]
fn Now() -> impl IntoView {
    let reach = MyReach::get();
    let connect = ConnectTheApp::get();
    let me = session::me();
    view! {
        <section class="card now" aria-label=t!(route.now)>
            <span class="now-glyph">
                <Icon name="route" />
            </span>
            <div class="now-words">
                <Lazy view=route::now rows=1 />
                <Show when=move || me.with(|me| me.is_demo)>
                    <p class="demo">
                        <Icon name="info" />
                        {t!(dashboard.demo)}
                    </p>
                </Show>
            </div>
            <div class="now-tools">
                <a class="button" href=paths::ROUTE>
                    <Icon name="number" />
                    {t!(caller_number.title)}
                </a>
                <Show when=move || ConnectTheApp::is_offered() && reach.has_no_device()>
                    <button type="button" class="button main" on:click=move |_| connect.open()>
                        <Icon name="phone-app" />
                        {t!(devices.connect)}
                    </button>
                </Show>
            </div>
        </section>
    }
}
