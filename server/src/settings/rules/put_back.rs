//! Bringing rules back to what they were.

use belroute_shared::{
    error::Code,
    ids::RuleId,
    rule::{MOST_RULES, RuleFeature, criterion::Criterion},
};
use serde_json::Value;

use super::{
    change::{judged, save, written},
    logged::logged,
    store,
};
use crate::{
    error::{ApiError, ApiResult},
    json::nothing_else,
    settings::Change,
};

/// A rule that is to be what it was: as it was, and whether it was switched on; or away.
pub(crate) type Wanted = (RuleId, Option<(Criterion, bool)>);

/// Brings rules of a setting to what they are to be, judged as if they had been typed now. Gives what
/// each was and is, as it is to be written down.
pub(crate) async fn put_back(
    change: &Change<'_>,
    feature: RuleFeature,
    wanted: Vec<Wanted>,
) -> ApiResult<Vec<(Value, Value)>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut rules = store::list(&change.db, change.session.user, feature).await?;
    let mut lines = Vec::new();
    for (id, wanted) in wanted {
        let place = rules.iter().position(|it| it.id == id);
        let base = match place {
            Some(at) => written(&change.db, feature, &rules[at]).await?,
            None => Criterion::default(),
        };
        let before = match place {
            Some(at) => logged(&base, rules[at].is_active)?,
            None => Value::Null,
        };
        let after = match (place, wanted) {
            (place, Some((criterion, is_active))) => {
                let patch = nothing_else(&base, &criterion)?;
                let rule = judged(change, feature, &base, patch, |schedule, wanted| {
                    wanted.into_rule(id, feature, schedule, is_active)
                })
                .await?;
                let after = logged(&written(&change.db, feature, &rule).await?, is_active)?;
                if let Some(at) = place {
                    rules[at] = rule;
                } else {
                    // They stand in the order in which they were made, and so do their ids.
                    let behind = rules.iter().position(|it| it.id > id);
                    rules.insert(behind.unwrap_or(rules.len()), rule);
                }
                after
            }
            (Some(at), None) => {
                rules.remove(at);
                Value::Null
            }
            (None, None) => continue,
        };
        lines.push((before, after));
    }
    if rules.len() > MOST_RULES {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    save(change, feature, &rules).await?;
    Ok(lines)
}
