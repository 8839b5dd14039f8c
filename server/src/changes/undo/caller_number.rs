//! The number that others see, and hiding it.

use belroute_shared::{
    caller_number::{CallerId, CallerIdChoice, CallerIdSettings, CallerIdType},
    features::MyFeatures,
    ids::UserId,
    live::LiveEvent,
};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Outcome,
    document::Document,
    leaf::Leaf,
    subject::{Subject, shows_parts},
};
use crate::{
    caller_number::{
        HIDING, SELECTED,
        change::{self, PARTS},
        store,
    },
    error::{ApiError, ApiResult},
    json::decoded,
    session::Session,
    settings::Change,
};

/// The chosen number.
pub(super) struct Selected;

/// Where it stands in its document.
const CHOICE: &str = "selected";

impl Subject for Selected {
    fn documents(before: Value, after: Value) -> Option<(Value, Value)> {
        let choice = |side: Value| {
            let selected: CallerId = serde_json::from_value(side).ok()?;
            choice(&selected).ok()
        };
        Some((choice(before)?, choice(after)?))
    }

    fn may(_: &MyFeatures, _: &[Leaf]) -> bool {
        true
    }

    async fn now(db: &impl ConnectionTrait, session: Session, _: Timestamp) -> ApiResult<Value> {
        let shown = store::find(db, session.user, session.organisation).await?;
        shown.selected.map_or(Ok(json!({})), |it| choice(&it))
    }

    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome> {
        let (owner, organisation) = (change.session.user, change.session.organisation);
        let before = store::find(&change.db, owner, organisation).await?.selected;
        let wanted: CallerIdChoice = decoded(document.wanted[CHOICE][0].clone())?;
        let after = change::select(change, &wanted).await?;
        Ok(Outcome {
            lines: vec![(json(&before)?, json(&after)?)],
            events: events(owner, SELECTED),
        })
    }
}

/// A number as it is chosen: without its label, which says nothing of the choice. It stands in a list,
/// because a choice is put back as a whole or not at all.
fn choice(selected: &CallerId) -> ApiResult<Value> {
    let is_number = selected.kind == CallerIdType::AdditionalClid;
    let choice = CallerIdChoice {
        kind: selected.kind,
        id: selected.id.clone(),
        direct_number: selected.direct_number.clone().filter(|_| is_number),
    };
    Ok(json!({ CHOICE: [json(&choice)?] }))
}

/// Whether name and number are hidden.
pub(super) struct Hiding;

impl Subject for Hiding {
    fn documents(before: Value, after: Value) -> Option<(Value, Value)> {
        let is_one = |it: &Value| serde_json::from_value::<CallerIdSettings>(it.clone()).is_ok();
        (is_one(&before) && is_one(&after)).then_some((before, after))
    }

    fn may(mine: &MyFeatures, leaves: &[Leaf]) -> bool {
        shows_parts(mine, &PARTS, leaves)
    }

    async fn now(db: &impl ConnectionTrait, session: Session, _: Timestamp) -> ApiResult<Value> {
        let shown = store::find(db, session.user, session.organisation).await?;
        json(&shown.settings)
    }

    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome> {
        let before = decoded(document.before.clone())?;
        let wanted = decoded(document.wanted.clone())?;
        change::hide(change, &before, wanted).await?;
        Ok(Outcome {
            lines: vec![(document.before.clone(), document.wanted.clone())],
            events: events(change.session.user, HIDING),
        })
    }
}

fn events(owner: UserId, setting: &str) -> Vec<(UserId, LiveEvent)> {
    let setting = setting.to_owned();
    vec![
        (owner, LiveEvent::Setting { setting }),
        (owner, LiveEvent::CallerNumber),
    ]
}

fn json(value: &impl Serialize) -> ApiResult<Value> {
    serde_json::to_value(value).map_err(|error| ApiError::Internal(error.into()))
}
