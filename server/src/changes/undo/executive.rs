//! Who works for whom.

use belroute_shared::{
    features::{Feature, MyFeatures},
    ids::UserId,
    live::LiveEvent,
    settings::{
        Setting as _,
        executive::{ChangeAssistants, OptInOut},
        executive_assistant::{Divert, ExecutiveAssistant, OptIn},
    },
};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Outcome, document::Document, items, leaf::Leaf, subject::Subject};
use crate::{
    error::{ApiError, ApiResult},
    json::{decoded, nothing_else},
    session::Session,
    settings::{
        Change,
        executive::{
            assistant,
            assistants::{self, Chosen},
        },
    },
};

/// The assistants of an executive.
pub(super) struct Assistants;

impl Subject for Assistants {
    fn documents(before: Value, after: Value) -> Option<(Value, Value)> {
        let is_one = |side: &Value| serde_json::from_value::<Chosen>(side.clone()).is_ok();
        (is_one(&before) && is_one(&after)).then_some((before, after))
    }

    fn may(mine: &MyFeatures, _: &[Leaf]) -> bool {
        mine.is_executive && mine.shows(Some(Feature::Executive))
    }

    async fn now(db: &impl ConnectionTrait, session: Session, _: Timestamp) -> ApiResult<Value> {
        json(&assistants::chosen(db, session).await?)
    }

    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome> {
        let wanted: Chosen = decoded(document.wanted.clone())?;
        let before = assistants::chosen(&change.db, change.session).await?;
        let has_changed = |field: &str| document.before[field] != document.wanted[field];
        let wanted = ChangeAssistants {
            allow_opt_in_out_enabled: has_changed("allowOptInOutEnabled")
                .then_some(wanted.allow_opt_in_out_enabled),
            assistant_ids: has_changed("assistantIds").then_some(wanted.assistant_ids),
            assistants: None,
        };
        wanted.check()?;
        assistants::bring(change, &wanted).await?;
        let after = assistants::chosen(&change.db, change.session).await?;
        let others = assistants::touched(&before, &after);
        let mut events = vec![of_setting(change, OptInOut::NAME)];
        events.extend(
            others
                .into_iter()
                .map(|it| (it, assistants::executives_changed())),
        );
        Ok(Outcome {
            lines: vec![(json(&before)?, json(&after)?)],
            events,
        })
    }
}

/// Those whom an assistant works for, and where calls to them go.
pub(super) struct Executives;

/// Where executives stand in a document.
const LIST: &str = "executives";
const OPT_IN: &str = "optInEnabled";

impl Subject for Executives {
    fn documents(before: Value, after: Value) -> Option<(Value, Value)> {
        let side = |side: Value| {
            let whole: ExecutiveAssistant = serde_json::from_value(side).ok()?;
            document(&whole).ok()
        };
        Some((side(before)?, side(after)?))
    }

    fn may(mine: &MyFeatures, _: &[Leaf]) -> bool {
        mine.is_assistant && mine.shows(Some(Feature::Executive))
    }

    async fn now(db: &impl ConnectionTrait, session: Session, _: Timestamp) -> ApiResult<Value> {
        document(&assistant::current(db, session).await?)
    }

    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome> {
        let before = assistant::current(&change.db, change.session).await?;
        let wanted: Divert = decoded(document.wanted.clone())?;
        let divert = nothing_else(&before.divert, &wanted)?;
        let changed = items::changed(LIST, &document.before, &document.wanted);
        let opt_in = |(id, it): (uuid::Uuid, Option<&Value>)| {
            let opt_in_enabled = it?.get(OPT_IN)?.as_bool()?;
            let id = UserId(id);
            Some(OptIn { id, opt_in_enabled })
        };
        let opt_ins: Vec<OptIn> = changed.into_iter().filter_map(opt_in).collect();
        let (after, others) = assistant::bring(change, &before, divert, &opt_ins).await?;
        let mut events = vec![of_setting(change, Divert::NAME)];
        events.extend(
            others
                .into_iter()
                .map(|it| (it, assistant::assistants_changed())),
        );
        Ok(Outcome {
            lines: vec![(json(&before)?, json(&after)?)],
            events,
        })
    }
}

/// What the assistant decides. Who his executives are, others do.
fn document(whole: &ExecutiveAssistant) -> ApiResult<Value> {
    let mut document = json(&whole.divert)?;
    let of_one = |it: &belroute_shared::settings::executive_assistant::AssistedExecutive| {
        (it.id.to_string(), json!({ OPT_IN: it.opt_in_enabled }))
    };
    let by_id: Map<String, Value> = whole.executives.iter().map(of_one).collect();
    document[LIST] = Value::Object(by_id);
    Ok(document)
}

fn of_setting(change: &Change<'_>, setting: &str) -> (UserId, LiveEvent) {
    let setting = setting.to_owned();
    (change.session.user, LiveEvent::Setting { setting })
}

fn json(value: &impl Serialize) -> ApiResult<Value> {
    serde_json::to_value(value).map_err(|error| ApiError::Internal(error.into()))
}
