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
    links::{ForgotPage, InvitationPage, ResetPage},
    not_found::{NotFoundPage, NotFoundScreen},
    phonebook::PhonebookPage,
    route::RoutePage,
    security::SecurityPage,
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
                <Route path=path!("forgot") view=ForgotPage />
                <Route path=path!("invite/:token") view=InvitationPage />
                <Route path=path!("reset/:token") view=ResetPage />
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
                    <Route path=path!("account/security") view=SecurityPage />
                    <Route path=path!("*any") view=NotFoundPage />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
