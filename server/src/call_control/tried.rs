//! Somebody whose call is tried before he calls. What live calls are decided by makes him, too.

use belroute_shared::{
    error::Code,
    ids::OrganisationId,
    route::TriedCaller,
    routing::call::Caller,
    typed_number::{Takes, TypedNumber},
};
use sea_orm::{ConnectionTrait, DbErr};

use super::{
    callers,
    parties::{self, Target},
    wire::Origin,
};
use crate::{entity::organisation, numbers::Country};

/// Who calls from a number that one of an organisation's users typed; what was typed means whom he
/// would reach by dialling it.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    typed: &str,
) -> Result<Result<TriedCaller, Code>, DbErr> {
    let dialled = match TypedNumber::new(typed).look(Takes::ShownNumber) {
        Ok(dialled) => dialled,
        Err(code) => return Ok(Err(code)),
    };
    let country = Country::of(&organisation.country);
    let (target, _) = parties::dialled(db, organisation, dialled.as_str()).await?;
    let (caller, origin) = match target {
        Target::User(user) => (callers::colleague(db, &user).await?, Origin::User),
        // Nobody calls from a queue or a menu. Its public number can be shown by whoever calls.
        target => match country.parse(dialled.as_str()) {
            Some(number) => (Caller::outside(number.as_str()), Origin::Trunk),
            None => return Ok(Err(refusal(&target, &dialled))),
        },
    };
    let (id, shown) = (
        OrganisationId(organisation.id),
        caller.numbers.first().map(String::as_str),
    );
    Ok(Ok(TriedCaller {
        is_blocked: callers::is_blocked(db, id, origin, shown).await?,
        display: country.display(shown.unwrap_or_default()),
        is_internal: caller.is_internal,
        name: caller.name,
        numbers: caller.numbers,
    }))
}

/// Why nobody calls from what was typed.
fn refusal(target: &Target, dialled: &TypedNumber) -> Code {
    match target {
        Target::DialPlan(_) => Code::NotOffered,
        _ if dialled.extension().is_some() => Code::NobodysExtension,
        _ => Code::NotANumber,
    }
}
