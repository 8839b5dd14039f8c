//! Numbers in settings: completed with the organisation's country, and judged.

mod house;

use std::collections::HashSet;

use belroute_shared::{
    error::{Code, FieldError},
    settings::NumberField,
    typed_number::TypedNumber,
};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use serde_json::Value;

use self::house::House;
use super::switched_on::is_switched_on;
use crate::entity::user;

/// Shows every number in a value, always in the same order.
type Numbers<T> = fn(&mut T, &mut dyn FnMut(NumberField<'_>));

/// What stood in a setting before a change. A number that stays in its field, or anywhere in its
/// list, is not judged again: what an administrator has changed since must not keep somebody from
/// changing, or switching off, something else. Whoever moves it to another field, or switches on what
/// uses it, has it judged.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    value: Value,
    numbers: HashSet<(String, TypedNumber)>,
}

impl Kept {
    pub(crate) fn of<T: Clone + Serialize>(before: &T, numbers: Numbers<T>) -> Self {
        let mut kept = HashSet::new();
        numbers(&mut before.clone(), &mut |it| {
            kept.insert((place(&it.field), it.number.clone()));
        });
        Self {
            value: serde_json::to_value(before).unwrap_or_default(),
            numbers: kept,
        }
    }

    /// Whether a change switches the whole setting on.
    pub(crate) fn is_switched_on(&self, after: &impl Serialize) -> bool {
        let after = serde_json::to_value(after).unwrap_or_default();
        is_switched_on(&self.value, &after, "enabled")
    }

    fn has(&self, after: &Value, field: &str, number: &TypedNumber) -> bool {
        let stood = (place(field), number.clone());
        self.numbers.contains(&stood) && !is_switched_on(&self.value, after, field)
    }
}

/// A field without the places in lists.
fn place(field: &str) -> String {
    let is_index = |name: &str| name.bytes().all(|it| it.is_ascii_digit());
    let names = field.split('.').filter(|name| !is_index(name));
    names.collect::<Vec<_>>().join(".")
}

/// Completes all numbers in a value, and gives the refusals of those that the user may not choose.
pub(crate) async fn complete<T: Serialize>(
    db: &impl ConnectionTrait,
    user: &user::Model,
    value: &mut T,
    numbers: Numbers<T>,
    kept: &Kept,
) -> Result<Vec<FieldError>, DbErr> {
    let mut typed = Vec::new();
    numbers(value, &mut |it| {
        typed.push((it.field, it.takes, it.number.clone()));
    });
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let after = serde_json::to_value(&*value).unwrap_or_default();
    let is_kept: Vec<bool> = typed
        .iter()
        .map(|(field, _, number)| kept.has(&after, field, number))
        .collect();
    let house = House::find(db, user, typed.iter().map(|(_, _, number)| number)).await?;
    let completed: Vec<Result<TypedNumber, Code>> = typed
        .iter()
        .zip(&is_kept)
        .map(|((_, takes, number), is_kept)| {
            if *is_kept {
                Ok(number.clone())
            } else {
                house.complete(number, *takes)
            }
        })
        .collect();
    let mut found = completed.iter();
    numbers(value, &mut |it| {
        if let Some(Ok(number)) = found.next() {
            *it.number = number.clone();
        }
    });
    let ours = house.ours(db, completed.iter().flatten()).await?;
    let mut refused = Vec::new();
    for (((field, takes, _), completed), is_kept) in typed.into_iter().zip(completed).zip(is_kept) {
        let outcome = completed.and_then(|number| {
            if takes.is_called() && !is_kept {
                house.judge(&number, &ours)
            } else {
                Ok(())
            }
        });
        if let Err(code) = outcome {
            refused.push(FieldError::new(field, code));
        }
    }
    Ok(refused)
}
