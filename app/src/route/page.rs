//! `/route`: everything about calls to me, over the dashboard; a page of its own on a phone.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{Sentence, TemporaryLine};
use crate::{
    caller_number::{CallerNumber, CallerNumberChoice},
    devices::ConnectTheApp,
    lazy::Lazy,
    live::Live,
    paths, t,
    ui::{Dialog, Icon, wide},
    undo::UndoNote,
};

/// The drawer, or the page where there is no room for one.
#[component]
pub fn RoutePage() -> impl IntoView {
    let is_wide = wide();
    let navigate = StoredValue::new_local(use_navigate());
    let on_close = Callback::new(move |()| {
        navigate.with_value(|navigate| navigate(paths::DASHBOARD, NavigateOptions::default()));
    });
    move || {
        if is_wide.get() {
            view! {
                <Dialog
                    class="dialog drawer"
                    label=t!(route.title)
                    close_label=t!(action.close)
                    on_close
                >
                    <Content />
                    <UndoNote />
                </Dialog>
            }
            .into_any()
        } else {
            view! {
                <section class="route-page">
                    <h1>{t!(route.title)}</h1>
                    <Content />
                </section>
            }
            .into_any()
        }
    }
}

#[component]
fn Content() -> impl IntoView {
    CallerNumber::provide(Live::get());
    let connect = ConnectTheApp::get();
    view! {
        <div class="route-head">
            <TemporaryLine />
            <section class="card now" aria-label=t!(route.now)>
                <span class="now-glyph">
                    <Icon name="route" />
                </span>
                <div class="now-words">
                    <Sentence />
                </div>
                <div class="now-tools">
                    <a class="button quiet" href=paths::CHANGES>
                        <Icon name="clock" />
                        {t!(changes.title)}
                    </a>
                </div>
            </section>
        </div>
        <Lazy view=super::path rows=8 />
        <section class="card route-outgoing" id="outgoing">
            <CallerNumberChoice group="page-number" />
        </section>
        <Show when=ConnectTheApp::is_offered>
            <button type="button" class="button route-connect" id="app" on:click=move |_| connect.open()>
                <Icon name="phone-app" />
                {t!(devices.connect)}
            </button>
        </Show>
    }
}
