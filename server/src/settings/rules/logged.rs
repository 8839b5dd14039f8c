//! Rules as the log of changes keeps them: as clients read them, with what those cannot say.

use belroute_shared::{ids::RuleId, rule::criterion::Criterion};
use serde_json::Value;

use crate::error::{ApiError, ApiResult};

/// Whether a rule of executive call filtering is asked at all. Clients read it in lists alone.
pub(crate) const ACTIVATION: &str = "activationEnabled";

/// A rule as it is written down. One that is switched off says so, so that it is not brought back
/// switched on.
pub(crate) fn logged(criterion: &Criterion, is_active: bool) -> ApiResult<Value> {
    let mut json =
        serde_json::to_value(criterion).map_err(|error| ApiError::Internal(error.into()))?;
    if !is_active {
        json[ACTIVATION] = Value::Bool(false);
    }
    Ok(json)
}

/// A rule that was written down, and whether it is switched on; `None` for what is none.
pub(crate) fn read(json: &Value) -> Option<(RuleId, Criterion, bool)> {
    let criterion: Criterion = serde_json::from_value(json.clone()).ok()?;
    let is_active = json.get(ACTIVATION).and_then(Value::as_bool);
    Some((criterion.id?, criterion, is_active.unwrap_or(true)))
}
