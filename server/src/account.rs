//! The user and what he chose about the panel itself.

use belroute_shared::{
    account::{Language, Theme},
    ids::UserId,
    number::Extension,
    session::{Me, OpenedPanel},
};

use crate::{
    clock::moment,
    directory::full_name,
    error::{ApiError, ApiResult},
    numbers::Country,
    opened_panels, pictures,
    session::Session,
    state::AppState,
};

mod confirmed;
mod endpoints;
mod owner;
pub(crate) mod store;

pub(crate) use confirmed::confirmed_with_factor;
pub(crate) use endpoints::router;
pub(crate) use owner::{Confirmed, Owner};

/// What the log calls language and theme.
pub(crate) const SETTING: &str = "account";

/// A user with what is asked for beside him everywhere; whoever is disabled is signed out.
pub(crate) async fn person(state: &AppState, user: UserId) -> ApiResult<store::Person> {
    store::find(&state.db.read, user)
        .await?
        .ok_or(ApiError::SignedOut)
}

/// The signed-in user as the frame of the panel needs him.
pub(crate) async fn me(state: &AppState, session: Session) -> ApiResult<Me> {
    let store::Person {
        user,
        organisation,
        direct_number,
    } = person(state, session.user).await?;
    let country = Country::of(&organisation.country);
    let picture = pictures::find_hash(&state.db.read, session.user, session.organisation).await?;
    Ok(Me {
        id: session.user,
        first_name: user.first_name,
        last_name: user.last_name,
        email: user.email,
        extension: Extension::new(user.extension)
            .map_err(|_| anyhow::anyhow!("an extension in the database is not one"))?,
        direct_number_display: direct_number
            .as_ref()
            .map(|number| country.display(number.as_str())),
        direct_number,
        picture: picture.map(|hash| pictures::path(session.user, &hash)),
        language: language_of(&user.language),
        theme: theme_of(&user.theme),
        organisation: organisation.name,
        is_demo: organisation.is_demo,
        time_zone: organisation.time_zone,
        can_dial: state.config.media_agent_url.is_some(),
        is_administrator: user.role == "administrator",
        grants: store::list_grants(&state.db.read, session.user).await?,
        opened_panel: opened_panel(state, session).await?,
        idle_seconds: u32::try_from(organisation.idle_minutes * 60).unwrap_or_default(),
    })
}

async fn opened_panel(state: &AppState, session: Session) -> ApiResult<Option<OpenedPanel>> {
    let (Some(within), Some(by)) = (session.id, session.opened_by) else {
        return Ok(None);
    };
    let (db, now_ms) = (&state.db.read, state.clock.now_ms());
    let administrator = person(state, by).await?;
    let row = opened_panels::find_shown(db, within, session.user, now_ms)
        .await?
        .ok_or(ApiError::SignedOut)?;
    Ok(Some(OpenedPanel {
        by: full_name(&administrator.user),
        ends_at: moment(row.ends_at_ms),
    }))
}

/// The stored word of a language.
pub(crate) fn language_word(language: Language) -> &'static str {
    language.tag()
}

pub(crate) fn language_of(word: &str) -> Language {
    Language::of_tag(word).unwrap_or_default()
}

fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn theme_of(word: &str) -> Theme {
    match word {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::System,
    }
}
