//! What a company decides about all of its mailboxes: how long messages are kept, whether they may go
//! elsewhere, and which PINs are taken. Paths and shapes are those of the Webex Calling API.

mod endpoints;
mod passcode;
mod store;

use axum::http::StatusCode;
use belroute_shared::{
    audit::Action,
    live::LiveEvent,
    settings::{Setting as _, voicemail::Voicemail},
};
use sea_orm::DatabaseTransaction;
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;

use super::Administrator;
use crate::{audit::Line, error::ApiResult, state::AppState};

pub(crate) use store::{find, find_pin_rules};

pub(super) fn router() -> OpenApiRouter<AppState> {
    endpoints::router().merge(passcode::router())
}

/// Writes down what was changed, and tells everybody's browsers.
async fn finish<T: PartialEq + Serialize>(
    state: &AppState,
    administrator: &Administrator,
    change: DatabaseTransaction,
    (before, wanted): (&T, &T),
) -> ApiResult<StatusCode> {
    if before == wanted {
        return Ok(StatusCode::NO_CONTENT);
    }
    let organisation = administrator.organisation_id();
    let line =
        Line::of(organisation, Action::MailboxRulesChanged).changed(Some(before), Some(wanted));
    let now_ms = state.clock.now_ms();
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    let setting = Voicemail::NAME.to_owned();
    let event = LiveEvent::Setting { setting };
    state.live.tell_all(organisation, event);
    Ok(StatusCode::NO_CONTENT)
}
