//! A user's own contacts. They are nobody else's business, also of those who open his panel.
//!
//! They are changed like his settings: one change after the other, each with a line that can be
//! undone. Which of them are speed dials is kept with the speed dials
//! ([`SpeedDials`](belroute_shared::settings::speed_dials::SpeedDials)) and changed along.

mod change;
mod endpoints;
mod files;
mod shown;

use belroute_shared::{
    contacts::OwnContact,
    ids::{EntryId, UserId},
    live::LiveEvent,
    settings::{Setting as _, speed_dials::SpeedDials},
};
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;

use super::Book;
use crate::{session::Session, state::AppState};

pub(crate) use change::{list_all, put};

/// The name in the log, and in what browsers are told.
pub(crate) const SETTING: &str = "contacts";
/// Where contacts stand in a document of the log.
pub(crate) const LIST: &str = "contacts";

pub(super) fn router() -> OpenApiRouter<AppState> {
    endpoints::router().merge(files::router())
}

fn book(session: Session) -> Book {
    Book::of_user(session.organisation, session.user)
}

/// What a user's browsers are told when his contacts have changed: lists of them, and whatever shows
/// names.
pub(crate) fn changed(user: UserId) -> Vec<(UserId, LiveEvent)> {
    let setting = |name: &str| LiveEvent::Setting {
        setting: name.to_owned(),
    };
    vec![
        (user, LiveEvent::Phonebook),
        (user, setting(SETTING)),
        (user, setting(SpeedDials::NAME)),
    ]
}

/// Both sides of a change as the log keeps them.
pub(crate) type Sides = (Option<OwnContact>, Option<OwnContact>);

/// An id for a new contact.
fn made() -> EntryId {
    EntryId(Uuid::now_v7())
}
