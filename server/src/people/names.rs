//! Names of a user, changed by himself or by who has opened his panel.

use belroute_shared::{live::LiveEvent, people::Names};

use crate::{
    audit::Told, company::users, entity::user, error::ApiResult, session::Session,
    settings::Change, state::AppState,
};

/// What the log calls them.
pub(crate) const SETTING: &str = "names";

/// The names of a row.
pub(crate) fn names_of(user: &user::Model) -> Names {
    Names {
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
    }
}

/// Saves what the user is to be called, judged already. What changes nothing is not written down.
pub(super) async fn save(state: &AppState, change: Change<'_>, wanted: &Names) -> ApiResult<Told> {
    let before = names_of(&change.user);
    if *wanted == before {
        return Ok(Told::default());
    }
    users::rename(&change.db, &change.user, wanted).await?;
    let told = change.write_down(SETTING, &before, wanted).await?;
    let session = change.session;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::Account);
    tell(state, session);
    Ok(told)
}

/// Tells everybody who sees the names beside their owner.
pub(crate) fn tell(state: &AppState, session: Session) {
    state.live.tell(session.user, LiveEvent::CallerNumber);
    state
        .live
        .tell_all(session.organisation, LiveEvent::Phonebook);
}
