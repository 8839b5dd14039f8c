//! Settings that have a row of their own, with their rules and numbers.

use std::marker::PhantomData;

use belroute_shared::{
    features::MyFeatures,
    ids::RuleId,
    live::LiveEvent,
    rule::{RuleFeature, criterion::Criterion},
    settings::{
        Setting,
        call_block::CallBlock,
        executive::{Alert, CallFiltering, Screening},
        single_number_reach::SingleNumberReach,
    },
};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value, json};

use super::{
    Outcome,
    document::Document,
    items,
    leaf::Leaf,
    subject::{Subject, shows_parts},
};
use crate::{
    error::{ApiError, ApiResult},
    session::Session,
    settings::{
        self, Change,
        rules::{self, logged::ACTIVATION},
        store,
    },
};

/// Where rules stand in a document.
const RULES: &str = "criteria";
/// Where numbers stand that have addresses of their own.
const NUMBERS: &str = "numbers";

/// A setting.
pub(super) struct Of<T>(PhantomData<T>);

impl<T: Setting> Subject for Of<T> {
    fn documents(before: Value, after: Value) -> Option<(Value, Value)> {
        let is_of_one = |field: &str| before.get(field).is_some() || after.get(field).is_some();
        if let Some(feature) = RuleFeature::of_setting(T::NAME)
            && is_of_one("callsFrom")
        {
            return Some((rule(feature, before)?, rule(feature, after)?));
        }
        if has_numbers::<T>() && is_of_one("phoneNumber") {
            return Some((number(before)?, number(after)?));
        }
        Some((whole::<T>(before)?, whole::<T>(after)?))
    }

    fn may(mine: &MyFeatures, leaves: &[Leaf]) -> bool {
        let is_executives = [CallFiltering::NAME, Alert::NAME, Screening::NAME].contains(&T::NAME);
        mine.shows(T::FEATURE)
            && (mine.is_executive || !is_executives)
            && shows_parts(mine, T::PARTS, leaves)
    }

    async fn now(db: &impl ConnectionTrait, session: Session, now: Timestamp) -> ApiResult<Value> {
        let stored = store::find::<T>(db, session.user).await?.value;
        let stored = settings::followed(db, session.organisation, stored).await?;
        let mut document = document(&stored.at(now))?;
        if let Some(feature) = RuleFeature::of_setting(T::NAME) {
            let all = rules::logged_all(db, session.user, feature).await?;
            let by_id = all.into_iter().filter_map(|json| one_rule(feature, &json));
            document[RULES] = Value::Object(by_id.collect());
        }
        Ok(document)
    }

    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome> {
        let mut lines = Vec::new();
        // They come first: what switches the setting on looks at where they lead.
        if let Some(feature) = RuleFeature::of_setting(T::NAME) {
            let changed = items::changed(RULES, &document.before, &document.wanted);
            let wanted = changed.into_iter().map(|(id, rule)| {
                let read = |json: &Value| {
                    let (_, criterion, is_active) =
                        rules::logged::read(&items::with_id(&id.to_string(), json))?;
                    Some((criterion, is_active))
                };
                (RuleId(id), rule.and_then(read))
            });
            lines.extend(rules::put_back(change, feature, wanted.collect()).await?);
        }
        lines.extend(own::<T>(change, document).await?);
        let setting = T::NAME.to_owned();
        let event = (change.session.user, LiveEvent::Setting { setting });
        Ok(Outcome {
            lines,
            events: vec![event],
        })
    }
}

/// Makes the setting itself what it is to be, and gives what is to be written down: each number by
/// itself, and the rest.
async fn own<T: Setting>(
    change: &Change<'_>,
    document: &Document,
) -> ApiResult<Vec<(Value, Value)>> {
    let stored = change.find::<T>().await?.value;
    let before = value(&stored)?;
    let mut json = document.wanted.clone();
    if let Value::Object(fields) = &mut json
        && RuleFeature::of_setting(T::NAME).is_some()
    {
        fields.remove(RULES);
    }
    if has_numbers::<T>()
        && let (Value::Array(now), Some(Value::Object(by_id))) =
            (&before[NUMBERS], document.wanted.get(NUMBERS))
    {
        json[NUMBERS] = Value::Array(items::listed(now, by_id));
    }
    let named = document.changed_fields();
    let wanted: T = serde_json::from_value(json).map_err(internal)?;
    // An end that is over by now counts as off, and is not refused as one that is not ahead.
    let mut wanted = wanted.at(change.now);
    wanted.forget_ends(&stored, &|field| named.iter().any(|it| it == field));
    let judged = change.judged_whole(&stored, wanted).await?;
    if judged == stored {
        return Ok(Vec::new());
    }
    change.save(&judged).await?;
    let after = value(&judged)?;
    Ok(lines::<T>(before, after))
}

fn lines<T: Setting>(mut before: Value, after: Value) -> Vec<(Value, Value)> {
    let mut lines = Vec::new();
    if has_numbers::<T>() {
        let all = |side: &Value| items::all_by_id(side[NUMBERS].clone()).unwrap_or_default();
        let sides = [&before, &after].map(|side| items::object(NUMBERS, all(side)));
        let one = |side: &Value, id: &str| {
            let number = side[NUMBERS].get(id);
            number.map_or(Value::Null, |it| items::with_id(id, it))
        };
        for (id, _) in items::changed(NUMBERS, &sides[0], &sides[1]) {
            let id = id.to_string();
            lines.push((one(&sides[0], &id), one(&sides[1], &id)));
        }
        before[NUMBERS] = after[NUMBERS].clone();
    }
    if before != after {
        lines.push((before, after));
    }
    lines
}

/// Whether its numbers have ids, and are changed one by one.
fn has_numbers<T: Setting>() -> bool {
    [CallBlock::NAME, SingleNumberReach::NAME].contains(&T::NAME)
}

/// A setting's document, without rules.
fn document<T: Setting>(setting: &T) -> ApiResult<Value> {
    let mut json = value(setting)?;
    if has_numbers::<T>() {
        let by_id = items::all_by_id(json[NUMBERS].take()).unwrap_or_default();
        json[NUMBERS] = Value::Object(by_id);
    }
    Ok(json)
}

/// The same of a line about the whole setting.
fn whole<T: Setting>(json: Value) -> Option<Value> {
    // Which rules of call filtering are switched on is changed together with the setting.
    let activation = (T::NAME == CallFiltering::NAME)
        .then(|| activation(json.get(RULES)?))
        .flatten();
    let setting: T = serde_json::from_value(json).ok()?;
    let mut document = document(&setting).ok()?;
    if let Some(activation) = activation {
        document[RULES] = Value::Object(activation);
    }
    Some(document)
}

fn activation(list: &Value) -> Option<Map<String, Value>> {
    let entry = |entry: &Value| {
        let id = entry.get("id")?.as_str()?.to_owned();
        Some((id, json!({ ACTIVATION: entry.get(ACTIVATION)? })))
    };
    list.as_array()?.iter().map(entry).collect()
}

/// The document of a line about one rule.
fn rule(feature: RuleFeature, json: Value) -> Option<Value> {
    if json.is_null() {
        return Some(items::object_of_one(RULES, None));
    }
    let rule = one_rule(feature, &json)?;
    Some(items::object_of_one(RULES, Some(rule)))
}

fn one_rule(feature: RuleFeature, json: &Value) -> Option<(String, Value)> {
    let (id, criterion, is_active) = rules::logged::read(json)?;
    let criterion = Criterion {
        id: None,
        ..criterion
    };
    let mut rule = serde_json::to_value(criterion).ok()?;
    if feature == RuleFeature::ExecutiveCallFiltering {
        rule[ACTIVATION] = Value::Bool(is_active);
    }
    Some((id.to_string(), rule))
}

/// The document of a line about one number. One without an id was written by an older program.
fn number(json: Value) -> Option<Value> {
    if json.is_null() {
        return Some(items::object_of_one(NUMBERS, None));
    }
    Some(items::object_of_one(NUMBERS, Some(items::by_id(json)?)))
}

fn value<T: Setting>(setting: &T) -> ApiResult<Value> {
    serde_json::to_value(setting).map_err(internal)
}

fn internal(error: serde_json::Error) -> ApiError {
    ApiError::Internal(error.into())
}
