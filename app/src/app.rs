//! What everything stands on, and the table of pages.

use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    account::{AccountPage, PersonalInformation},
    calls::{CallPage, CallsPage},
    dashboard::DashboardPage,
    devices::ConnectPage,
    language,
    not_found::{NotFoundPage, NotFoundScreen},
    phonebook::PhonebookPage,
    route::RoutePage,
    session::Session,
    shell::Shell,
    sign_in::SignInPage,
};

/// The program.
#[component]
pub fn App() -> impl IntoView {
    language::mark_document();
    Session::provide();
    view! {
        <Router>
            <Routes fallback=NotFoundScreen>
                <Route path=path!("sign-in") view=SignInPage />
                <Route path=path!("connect/:code") view=ConnectPage />
                <ParentRoute path=path!("") view=Shell>
                    <ParentRoute path=path!("") view=DashboardPage>
                        <Route path=path!("") view=|| () />
                        <Route path=path!("me") view=PersonalInformation />
                    </ParentRoute>
                    <ParentRoute path=path!("calls") view=CallsPage>
                        <Route path=path!("") view=|| () />
                        <Route path=path!(":id") view=CallPage />
                    </ParentRoute>
                    <Route path=path!("phonebook") view=PhonebookPage />
                    <Route path=path!("route") view=RoutePage />
                    <Route path=path!("account") view=AccountPage />
                    <Route path=path!("*any") view=NotFoundPage />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
