//! Contacts: the company's and those of each user, kept in one way ([`Book`]), read from files and
//! written to them. What has endpoints here is a
//! user's own, and the company's in the shape of Webex.

mod book;
mod card;
pub(crate) mod export;
pub(crate) mod import;
mod organisation;
mod own;

use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

pub(crate) use book::Book;
pub(crate) use card::{Card, Written, completed, displayed};
pub(crate) use own::{LIST, SETTING, changed, list_all, put};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    own::router().merge(organisation::router())
}
