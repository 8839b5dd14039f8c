//! Numbers that rules send calls to, judged once more when the setting is switched on.

use belroute_shared::{
    error::FieldError,
    rule::{Rule, RuleFeature},
    settings::NumberField,
    typed_number::Takes,
};
use sea_orm::DbErr;

use super::store;
use crate::settings::{
    Change,
    numbers::{self, Kept},
};

/// The refusals of numbers that rules of a setting send calls to and that the user may not choose
/// (any more). The field of each names the rule by its place in the list.
pub(crate) async fn refused(
    change: &Change<'_>,
    feature: RuleFeature,
) -> Result<Vec<FieldError>, DbErr> {
    let mut rules = store::list(&change.db, change.session.user, feature).await?;
    let (db, user) = (&change.db, &change.user);
    numbers::complete(db, user, &mut rules, destinations, &Kept::default()).await
}

fn destinations(rules: &mut Vec<Rule>, visit: &mut dyn FnMut(NumberField<'_>)) {
    for (at, rule) in rules.iter_mut().enumerate().filter(|(_, rule)| rule.acts) {
        if let Some(number) = &mut rule.forward_to {
            let field = format!("criteria.{at}.forwardToPhoneNumber");
            visit(NumberField::new(field, Takes::Destination, number));
        }
    }
}
