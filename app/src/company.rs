//! The company panel, for administrators.

mod audit_log;
mod blocked_numbers;
mod calling;
mod contacts;
mod dial_plans;
mod entry;
mod feature_access;
mod members;
mod new_entry;
mod numbers;
mod panel;
mod pick;
mod sign_in_rules;
mod tabs;
mod users;
mod voicemail;
pub mod words;

use crate::{
    lazy_view,
    schedules::{CompanyNewSchedulePage, CompanySchedulePage, CompanySchedulesPage},
};
use audit_log::AuditLogPage;
use blocked_numbers::BlockListPage;
use calling::{CallingPage, GroupPage, NewGroupPage};
use contacts::ContactsPage;
use dial_plans::{DialPlanPage, DialPlansPage, NewDialPlanPage};
use feature_access::FeaturesPage;
use numbers::{NewNumberPage, NumberPage, NumbersPage};
use panel::CompanyPanel;
use sign_in_rules::SignInRulesPage;
use users::{NewUserPage, OpenPanelPage, UserPage, UsersPage};
use voicemail::VoicemailPage;

lazy_view! {
    /// `/company`: the tabs, and the page of one of them.
    pub fn panel() -> CompanyPanel in company
}
lazy_view! {
    /// `/company/users`.
    pub fn users() -> UsersPage in company
}
lazy_view! {
    /// `/company/users/new`.
    pub fn new_user() -> NewUserPage in company
}
lazy_view! {
    /// `/company/users/:id`.
    pub fn user() -> UserPage in company
}
lazy_view! {
    /// `/company/users/:id/panel`: opens the user's panel in this tab.
    pub fn open_panel() -> OpenPanelPage in company
}
lazy_view! {
    /// `/company/phonebook`.
    pub fn contacts() -> ContactsPage in company
}
lazy_view! {
    /// `/company/block-list`.
    pub fn block_list() -> BlockListPage in company
}
lazy_view! {
    /// `/company/numbers`.
    pub fn numbers_page() -> NumbersPage in company
}
lazy_view! {
    /// `/company/numbers/new`.
    pub fn new_number() -> NewNumberPage in company
}
lazy_view! {
    /// `/company/numbers/:number`.
    pub fn number() -> NumberPage in company
}
lazy_view! {
    /// `/company/dial-plans`.
    pub fn dial_plans_page() -> DialPlansPage in company
}
lazy_view! {
    /// `/company/dial-plans/new`.
    pub fn new_dial_plan() -> NewDialPlanPage in company
}
lazy_view! {
    /// `/company/dial-plans/:id`.
    pub fn dial_plan() -> DialPlanPage in company
}
lazy_view! {
    /// `/company/schedules`.
    pub fn schedules() -> CompanySchedulesPage in schedules
}
lazy_view! {
    /// `/company/schedules/new`.
    pub fn new_schedule() -> CompanyNewSchedulePage in schedules
}
lazy_view! {
    /// `/company/schedules/:type/:id`.
    pub fn schedule() -> CompanySchedulePage in schedules
}
lazy_view! {
    /// `/company/calling`.
    pub fn calling_page() -> CallingPage in company
}
lazy_view! {
    /// `/company/calling/groups/new`.
    pub fn new_group() -> NewGroupPage in company
}
lazy_view! {
    /// `/company/calling/groups/:id`.
    pub fn group() -> GroupPage in company
}
lazy_view! {
    /// `/company/features`.
    pub fn features() -> FeaturesPage in company
}
lazy_view! {
    /// `/company/voicemail`.
    pub fn voicemail() -> VoicemailPage in company
}
lazy_view! {
    /// `/company/sign-in-rules`.
    pub fn sign_in_rules_page() -> SignInRulesPage in company
}
lazy_view! {
    /// `/company/audit-log`.
    pub fn audit_log_page() -> AuditLogPage in company
}
