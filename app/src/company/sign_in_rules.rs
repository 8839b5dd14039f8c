//! What the organisation asks of its people when they sign in, and where they may do it besides.

mod api;
mod draft;
mod minutes;
mod page;
mod provider;
mod provider_form;

pub(super) use page::SignInRulesPage;
