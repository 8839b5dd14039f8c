//! Numbers that rules send calls to, judged once more when the setting is switched on.

use belroute_shared::{
    error::FieldError,
    rule::{Rule, RuleFeature},
    settings::NumberField,
    typed_number::Takes,
};
use sea_orm::DbErr;
use serde::Serialize;

use super::store;
use crate::settings::{
    Change,
    numbers::{self, Kept},
};

/// Rules, as far as they send calls somewhere.
#[derive(Debug, Serialize)]
#[serde(transparent)]
struct Destinations(Vec<Rule>);

impl Destinations {
    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        for (at, rule) in self.0.iter_mut().enumerate().filter(|(_, it)| it.acts) {
            if let Some(number) = &mut rule.forward_to {
                let field = format!("criteria.{at}.forwardToPhoneNumber");
                visit(NumberField::new(field, Takes::Destination, number));
            }
        }
    }
}

/// The refusals of numbers that rules of a setting send calls to and that the user may not choose
/// (any more). The field of each names the rule by its place in the list.
pub(crate) async fn refused(
    change: &Change<'_>,
    feature: RuleFeature,
) -> Result<Vec<FieldError>, DbErr> {
    let (db, user) = (&change.db, &change.user);
    let mut rules = Destinations(store::list(db, change.session.user, feature).await?);
    numbers::complete(
        db,
        user,
        &mut rules,
        Destinations::numbers,
        &Kept::default(),
    )
    .await
}
