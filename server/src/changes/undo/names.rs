//! What a user is called.

use belroute_shared::{features::MyFeatures, live::LiveEvent, people::Names};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde_json::Value;

use super::{Outcome, document::Document, leaf::Leaf, subject::Subject};
use crate::{
    account::store,
    company::users,
    error::{ApiError, ApiResult},
    json::decoded,
    people::names_of,
    session::Session,
    settings::Change,
};

pub(super) struct OwnNames;

impl Subject for OwnNames {
    fn documents(before: Value, after: Value) -> Option<(Value, Value)> {
        let is_one = |side: &Value| serde_json::from_value::<Names>(side.clone()).is_ok();
        (is_one(&before) && is_one(&after)).then_some((before, after))
    }

    fn may(_: &MyFeatures, _: &[Leaf]) -> bool {
        true
    }

    async fn now(db: &impl ConnectionTrait, session: Session, _: Timestamp) -> ApiResult<Value> {
        let person = store::find(db, session.user).await?;
        let person = person.ok_or(ApiError::SignedOut)?;
        serde_json::to_value(names_of(&person.user))
            .map_err(|error| ApiError::Internal(error.into()))
    }

    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome> {
        let wanted: Names = decoded(document.wanted.clone())?;
        wanted.check()?;
        users::rename(&change.db, &change.user, &wanted).await?;
        Ok(Outcome {
            lines: vec![(document.before.clone(), document.wanted.clone())],
            events: vec![(change.session.user, LiveEvent::Account)],
        })
    }
}
