//! Language and theme.

use belroute_shared::{account::Account, features::MyFeatures, live::LiveEvent};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde_json::Value;

use super::{Outcome, document::Document, leaf::Leaf, subject::Subject};
use crate::{
    account::store,
    error::{ApiError, ApiResult},
    json::decoded,
    session::Session,
    settings::Change,
};

pub(super) struct Preferences;

impl Subject for Preferences {
    fn documents(before: Value, after: Value) -> Option<(Value, Value)> {
        let is_one = |side: &Value| serde_json::from_value::<Account>(side.clone()).is_ok();
        (is_one(&before) && is_one(&after)).then_some((before, after))
    }

    fn may(_: &MyFeatures, _: &[Leaf]) -> bool {
        true
    }

    async fn now(db: &impl ConnectionTrait, session: Session, _: Timestamp) -> ApiResult<Value> {
        let account = store::find_account(db, session.user).await?;
        let account = account.ok_or(ApiError::SignedOut)?;
        serde_json::to_value(account).map_err(|error| ApiError::Internal(error.into()))
    }

    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome> {
        let user = change.session.user;
        let wanted: Account = decoded(document.wanted.clone())?;
        store::save_account(&change.db, user, wanted).await?;
        Ok(Outcome {
            lines: vec![(document.before.clone(), document.wanted.clone())],
            events: vec![(user, LiveEvent::Account)],
        })
    }
}
