//! The list of what was done to a user's account and settings.

use axum::http::HeaderMap;
use belroute_shared::{
    audit::Action,
    changes::{ChangeLine, Changes},
    error::Code,
};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{store, undo};
use crate::{
    audit::{
        days::milliseconds,
        list::{self, Of, Page, Wanted},
    },
    error::{ApiError, ApiResult},
    features,
    session::Session,
    state::AppState,
    words::word,
};

const PATH: &str = "/v1/changes";

/// What is a change of a setting.
const OF_SETTINGS: [Action; 2] = [Action::SettingChanged, Action::SettingEnded];

/// Who made the changes.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
enum By {
    /// Somebody other than the user, to his account and settings.
    Others,
    /// The user himself.
    Me,
}

/// What was changed.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
enum About {
    /// Settings: what was changed in them, and what of them has ended by itself.
    Settings,
}

/// Which changes are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wish {
    /// Rows wanted, 1 to 100.
    max: Option<u32>,
    /// Where the last page ended.
    cursor: Option<String>,
    /// Only what these did; absent means everybody, the user himself among them.
    #[param(value_type = Option<By>)]
    by: Option<By>,
    /// Only this; absent means everything, signing in as well.
    #[param(value_type = Option<About>)]
    about: Option<About>,
    /// Only changes of these settings, by the names of the log, with commas between.
    setting: Option<String>,
    /// Not older: a moment, or a day of the organisation.
    from: Option<String>,
    /// Older: a moment, or the last day that is wanted.
    until: Option<String>,
}

/// A page of the list.
pub(super) async fn list(
    state: &AppState,
    session: Session,
    wish: &Wish,
) -> ApiResult<(HeaderMap, Changes)> {
    let (db, organisation) = (&state.db.read, session.organisation);
    let wanted = wanted(state, session, wish).await?;
    let mut found = list::list(db, organisation, &wanted).await?;
    let headers = wanted
        .page
        .cut(&state.config, PATH, &wish.filters(), &mut found);
    let mine = features::store::find(db, session.user, organisation).await?;
    let can_undo: Vec<bool> = found
        .iter()
        .map(|line| {
            let may = session.reader().is_some() || !list::is_private(line);
            may && undo::can_undo(line, &mine)
        })
        .collect();
    let shown = list::shown(db, organisation, session.reader(), found).await?;
    let lines = shown
        .into_iter()
        .zip(can_undo)
        .map(|(line, can_undo)| ChangeLine { line, can_undo })
        .collect();
    Ok((headers, Changes { lines }))
}

async fn wanted(state: &AppState, session: Session, wish: &Wish) -> ApiResult<Wanted> {
    let (of, mut actions) = match wish.by {
        Some(By::Others) => (Of::ByOthers(session.user), Action::TO_AN_ACCOUNT.to_vec()),
        Some(By::Me) => (Of::ByHimself(session.user), Vec::new()),
        None => (Of::About(session.user), Vec::new()),
    };
    let objects = names(wish.setting.as_deref())?;
    if wish.about.is_some() || !objects.is_empty() {
        actions = OF_SETTINGS.to_vec();
    }
    let (mut from_ms, mut until_ms) = (None, None);
    if wish.from.is_some() || wish.until.is_some() {
        let zone = store::find_zone(&state.db.read, session.organisation).await?;
        let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
        let read = |field, text: &Option<String>, days| {
            let text = text.as_deref().filter(|it| !it.is_empty());
            text.map(|text| milliseconds(field, text, &zone, days))
                .transpose()
        };
        from_ms = read("from", &wish.from, 0)?;
        until_ms = read("until", &wish.until, 1)?;
    }
    Ok(Wanted {
        of,
        actions,
        objects,
        from_ms,
        until_ms,
        page: Page::of(wish.max, wish.cursor.as_deref())?,
    })
}

/// Names of settings. One that is none finds nothing, but not every text can be looked for.
fn names(text: Option<&str>) -> ApiResult<Vec<String>> {
    let names = text.unwrap_or_default().split(',').map(str::trim);
    let names: Vec<String> = names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    let is_name = |name: &String| name.bytes().all(|it| it.is_ascii_alphanumeric());
    if names.iter().all(is_name) {
        Ok(names)
    } else {
        Err(ApiError::field("setting", Code::NotOffered))
    }
}

impl Wish {
    /// The filters again, for the link to the next page.
    fn filters(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("by", self.by.map(word)),
            ("about", self.about.map(word)),
            ("setting", self.setting.clone()),
            ("from", self.from.clone()),
            ("until", self.until.clone()),
        ];
        let given = all.into_iter();
        given.filter_map(|(name, it)| Some((name, it?))).collect()
    }
}
