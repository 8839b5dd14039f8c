//! Further numbers on which the user can be reached: the list is one field.

use belroute_shared::{
    extra_numbers::ExtraNumbers, features::MyFeatures, live::LiveEvent, settings::Setting as _,
};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde_json::Value;

use super::{Outcome, document::Document, leaf::Leaf, subject::Subject};
use crate::{
    error::{ApiError, ApiResult},
    extra_numbers::store,
    json::decoded,
    session::Session,
    settings::Change,
};

pub(super) struct OwnExtraNumbers;

impl Subject for OwnExtraNumbers {
    fn documents(before: Value, after: Value) -> Option<(Value, Value)> {
        let is_one = |side: &Value| serde_json::from_value::<ExtraNumbers>(side.clone()).is_ok();
        (is_one(&before) && is_one(&after)).then_some((before, after))
    }

    fn may(_: &MyFeatures, _: &[Leaf]) -> bool {
        true
    }

    async fn now(db: &impl ConnectionTrait, session: Session, _: Timestamp) -> ApiResult<Value> {
        let numbers = store::find(db, session.user).await?;
        serde_json::to_value(numbers).map_err(|error| ApiError::Internal(error.into()))
    }

    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome> {
        let (user, organisation) = (change.session.user, change.session.organisation);
        let before = store::find(&change.db, user).await?;
        let wanted: ExtraNumbers = decoded(document.wanted.clone())?;
        let wanted = change.judged_whole(&before, wanted).await?;
        store::save(&change.db, user, organisation, &wanted).await?;
        let setting = ExtraNumbers::NAME.to_owned();
        Ok(Outcome {
            lines: vec![(document.before.clone(), document.wanted.clone())],
            events: vec![(user, LiveEvent::Setting { setting })],
        })
    }
}
