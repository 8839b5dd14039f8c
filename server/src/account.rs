//! The user and what he chose about the panel itself.

use belroute_shared::{
    account::{Language, Theme},
    number::Extension,
    session::Me,
};

use crate::{
    error::{ApiError, ApiResult},
    numbers::Country,
    session::Session,
    state::AppState,
};

mod endpoints;
pub(crate) mod store;

pub(crate) use endpoints::router;

/// The signed-in user as the frame of the panel needs him.
pub(crate) async fn me(state: &AppState, session: Session) -> ApiResult<Me> {
    let found = store::find(&state.db.read, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    let store::Person {
        user,
        organisation,
        direct_number,
    } = found;
    let country = Country::of(&organisation.country);
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
        language: language_of(&user.language),
        theme: theme_of(&user.theme),
        organisation: organisation.name,
        is_demo: organisation.is_demo,
        time_zone: organisation.time_zone,
        is_administrator: user.role == "administrator",
        idle_seconds: u32::try_from(organisation.idle_minutes * 60).unwrap_or_default(),
    })
}

/// The stored word of a language.
pub(crate) fn language_word(language: Language) -> &'static str {
    language.tag()
}

fn language_of(word: &str) -> Language {
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
