//! A setting as a `GET` shows it.

use belroute_shared::{
    rule::{RuleFeature, WithRules},
    settings::Setting,
};
use sea_orm::ConnectionTrait;
use serde::Serialize;

use super::{company, rules, store};
use crate::{error::ApiResult, etag, features, json::Json, session::Session, state::AppState};

/// A setting; with its rules, where it has some.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum View<T> {
    Plain(T),
    WithRules(WithRules<T>),
}

/// The setting of somebody as a `GET` shows it.
pub(crate) async fn of<T: Setting>(
    db: &impl ConnectionTrait,
    session: Session,
    setting: T,
) -> ApiResult<View<T>> {
    let Some(feature) = RuleFeature::of_setting(T::NAME) else {
        return Ok(View::Plain(setting));
    };
    let criteria = rules::entries(db, session, feature).await?;
    Ok(View::WithRules(WithRules { setting, criteria }))
}

/// Answers the `GET` of a setting.
pub(crate) async fn shown<T: Setting>(
    state: &AppState,
    session: Session,
) -> ApiResult<(etag::Header, Json<View<T>>)> {
    let db = &state.db.read;
    features::require(db, session.user, session.organisation, T::FEATURE).await?;
    let stored = store::find::<T>(db, session.user).await?;
    let value = company::followed(db, session.organisation, stored.value).await?;
    let view = of(db, session, value.at(state.clock.now())).await?;
    Ok((etag::header(etag::of(stored.version)), Json(view)))
}
