//! What everything stands on, and the table of pages.

use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Redirect, Route, Router, Routes},
    path,
};

use crate::{
    account::{self, PersonalInformation},
    calling, calls, changes, company, contacts,
    dashboard::DashboardPage,
    devices::ConnectPage,
    language,
    lazy::{Lazy, Place, View},
    links::{ConfirmEmailPage, ForgotPage, InvitationPage, ResetPage},
    not_found::{NotFoundPage, NotFoundScreen},
    paths,
    phonebook::PhonebookPage,
    route, schedules, security,
    session::Session,
    settings,
    shell::Shell,
    sign_in::SignInPage,
    single_sign_on::SingleSignOnPage,
    t, voicemail,
};

/// A page that comes with the program.
macro_rules! here {
    ($page:ident) => {
        (|| view! { <$page /> }.into_any()) as View
    };
}

/// A page that is loaded when somebody goes there: with its title, or inside another.
macro_rules! lazy {
    ($page:path, $($title:tt)+) => {
        (|| view! { <Lazy view=$page rows=8 place=Place::Page(t!($($title)+)) /> }.into_any()) as View
    };
    ($page:path) => {
        (|| view! { <Lazy view=$page rows=0 /> }.into_any()) as View
    };
}

/// The program.
#[component]
pub fn App() -> impl IntoView {
    language::mark_document();
    Session::provide();
    let nothing: View = || ().into_any();
    view! {
        <Router>
            <Routes fallback=NotFoundScreen>
                <Route path=path!("sign-in") view=here!(SignInPage) />
                <Route path=path!("single-sign-on") view=here!(SingleSignOnPage) />
                <Route path=path!("forgot") view=here!(ForgotPage) />
                <Route path=path!("invite/:token") view=here!(InvitationPage) />
                <Route path=path!("reset/:token") view=here!(ResetPage) />
                <Route path=path!("confirm-email/:token") view=here!(ConfirmEmailPage) />
                <Route path=path!("connect/:code") view=here!(ConnectPage) />
                <ParentRoute path=path!("") view=here!(Shell)>
                    <ParentRoute path=path!("") view=here!(DashboardPage)>
                        <Route path=path!("") view=nothing />
                        <Route path=path!("me") view=here!(PersonalInformation) />
                        <Route path=path!("route") view=lazy!(route::page) />
                    </ParentRoute>
                    <ParentRoute path=path!("calls") view=lazy!(calls::page, calls.title)>
                        <Route path=path!("") view=nothing />
                        <Route path=path!(":id") view=lazy!(calls::call_page) />
                    </ParentRoute>
                    <ParentRoute
                        path=path!("calling")
                        view=lazy!(calling::panel, calling.title)
                    >
                        <Route path=path!("") view=here!(ToCallSettings) />
                        <Route path=path!("settings") view=lazy!(settings::page) />
                        <Route path=path!("schedules") view=lazy!(schedules::page) />
                        <Route path=path!("schedules/new") view=lazy!(schedules::new_page) />
                        <Route path=path!("schedules/:type/:id") view=lazy!(schedules::one_page) />
                        <Route path=path!("voicemail") view=lazy!(settings::voicemail_page) />
                        <Route path=path!("contacts") view=lazy!(contacts::page) />
                        <Route path=path!("changes") view=lazy!(changes::page) />
                    </ParentRoute>
                    <Route path=path!("voicemail") view=lazy!(voicemail::page, voicemail.title) />
                    <Route path=path!("phonebook") view=here!(PhonebookPage) />
                    <Route path=path!("account") view=lazy!(account::page, account.title) />
                    <Route
                        path=path!("account/security")
                        view=lazy!(security::page, security.title)
                    />
                    <ParentRoute
                        path=path!("company")
                        view=lazy!(company::panel, company.title)
                    >
                        <Route path=path!("") view=here!(ToUsers) />
                        <Route path=path!("users") view=lazy!(company::users) />
                        <Route path=path!("users/new") view=lazy!(company::new_user) />
                        <Route path=path!("users/:id") view=lazy!(company::user) />
                        <Route path=path!("users/:id/panel") view=lazy!(company::open_panel) />
                        <Route path=path!("phonebook") view=lazy!(company::contacts) />
                        <Route path=path!("block-list") view=lazy!(company::block_list) />
                        <Route path=path!("numbers") view=lazy!(company::numbers_page) />
                        <Route path=path!("numbers/new") view=lazy!(company::new_number) />
                        <Route path=path!("numbers/:number") view=lazy!(company::number) />
                        <Route path=path!("dial-plans") view=lazy!(company::dial_plans_page) />
                        <Route path=path!("dial-plans/new") view=lazy!(company::new_dial_plan) />
                        <Route path=path!("dial-plans/:id") view=lazy!(company::dial_plan) />
                        <Route path=path!("schedules") view=lazy!(company::schedules) />
                        <Route path=path!("schedules/new") view=lazy!(company::new_schedule) />
                        <Route path=path!("schedules/:type/:id") view=lazy!(company::schedule) />
                        <Route path=path!("voicemail") view=lazy!(company::voicemail) />
                        <Route path=path!("calling") view=lazy!(company::calling_page) />
                        <Route path=path!("calling/groups/new") view=lazy!(company::new_group) />
                        <Route path=path!("calling/groups/:id") view=lazy!(company::group) />
                        <Route path=path!("features") view=lazy!(company::features) />
                        <Route
                            path=path!("sign-in-rules")
                            view=lazy!(company::sign_in_rules_page)
                        />
                        <Route path=path!("audit-log") view=lazy!(company::audit_log_page) />
                    </ParentRoute>
                    <Route path=path!("*any") view=here!(NotFoundPage) />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The company panel begins with its users.
#[component]
fn ToUsers() -> impl IntoView {
    view! { <Redirect path=paths::COMPANY_USERS /> }
}

/// Calling begins with the call settings.
#[component]
fn ToCallSettings() -> impl IntoView {
    view! { <Redirect path=paths::CALL_SETTINGS /> }
}
