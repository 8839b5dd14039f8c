//! The organisation around a user, as far as numbers are asked about.

use std::collections::HashSet;

use belroute_shared::{
    error::Code,
    features::OutgoingPermission,
    typed_number::{Takes, TypedNumber},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _};

use crate::{
    entity::{dial_plan, number, organisation, user},
    numbers::{Country, is_premium},
    words,
};

pub(super) struct House<'a> {
    user: &'a user::Model,
    country: Country,
    permission: OutgoingPermission,
    /// Internal numbers that somebody has, out of those that were typed.
    taken: HashSet<String>,
}

/// Public numbers of the organisation, out of those that were typed.
#[derive(Debug)]
pub(super) struct Ours {
    all: HashSet<String>,
    /// Those that reach the user himself.
    own: HashSet<String>,
}

impl<'a> House<'a> {
    pub(super) async fn find(
        db: &impl ConnectionTrait,
        user: &'a user::Model,
        typed: impl Iterator<Item = &TypedNumber>,
    ) -> Result<Self, DbErr> {
        let organisation = organisation::Entity::find_by_id(user.organisation_id)
            .one(db)
            .await?
            .ok_or_else(|| DbErr::RecordNotFound("the organisation of a user".to_owned()))?;
        let internal = typed
            .filter_map(|number| number.look(Takes::Destination).ok()?.extension())
            .map(String::from)
            .collect();
        Ok(Self {
            user,
            country: Country::of(&organisation.country),
            permission: words::of_word(&user.outgoing_permission).unwrap_or_default(),
            taken: taken(db, &organisation, internal).await?,
        })
    }

    /// A number in the form in which it is kept. Digits that are an internal number mean that one.
    pub(super) fn complete(&self, number: &TypedNumber, takes: Takes) -> Result<TypedNumber, Code> {
        let looked = number.look(takes)?;
        let dialled = looked.as_str();
        if dialled.contains(['*', '?']) {
            return Ok(looked);
        }
        let is_internal = takes.takes_extension() && looked.extension().is_some();
        if is_internal && self.taken.contains(dialled) {
            return Ok(looked);
        }
        if takes.is_called() && self.country.is_emergency(dialled) {
            return Err(Code::EmergencyNumber);
        }
        if takes.is_called() && self.country.is_short_premium(dialled) {
            return Err(Code::PremiumNumber);
        }
        match self.country.parse(dialled) {
            Some(number) => Ok(number.into()),
            None if is_internal => Err(Code::NobodysExtension),
            None => Err(Code::NotANumber),
        }
    }

    /// Which completed numbers are the organisation's.
    pub(super) async fn ours(
        &self,
        db: &impl ConnectionTrait,
        completed: impl Iterator<Item = &TypedNumber>,
    ) -> Result<Ours, DbErr> {
        let public: Vec<&str> = completed
            .map(TypedNumber::as_str)
            .filter(|number| number.starts_with('+'))
            .collect();
        let rows = if public.is_empty() {
            Vec::new()
        } else {
            number::Entity::find()
                .filter(number::COLUMN.organisation_id.eq(self.user.organisation_id))
                .filter(number::COLUMN.number.is_in(public))
                .all(db)
                .await?
        };
        let own = rows.iter().filter(|row| row.user_id == Some(self.user.id));
        Ok(Ours {
            own: own.map(|row| row.number.clone()).collect(),
            all: rows.into_iter().map(|row| row.number).collect(),
        })
    }

    /// Refuses a completed number that the user's calls are not sent to.
    pub(super) fn judge(&self, number: &TypedNumber, ours: &Ours) -> Result<(), Code> {
        let text = number.as_str();
        if text == self.user.extension || ours.own.contains(text) {
            return Err(Code::OwnNumber);
        }
        let Some(public) = number.public() else {
            return Ok(());
        };
        if ours.all.contains(text) {
            return Ok(());
        }
        if is_premium(&public) {
            return Err(Code::PremiumNumber);
        }
        let is_permitted = match self.permission {
            OutgoingPermission::Internal => false,
            OutgoingPermission::National => self.country.has(&public),
            OutgoingPermission::All => true,
        };
        if is_permitted {
            Ok(())
        } else {
            Err(Code::NumberNotPermitted)
        }
    }
}

/// Which internal numbers a user or a dial plan of an organisation has.
async fn taken(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    internal: Vec<String>,
) -> Result<HashSet<String>, DbErr> {
    if internal.is_empty() {
        return Ok(HashSet::new());
    }
    let people = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.id))
        .filter(user::COLUMN.extension.is_in(internal.iter().cloned()))
        .all(db)
        .await?;
    let plans = dial_plan::Entity::find()
        .filter(dial_plan::COLUMN.organisation_id.eq(organisation.id))
        .filter(dial_plan::COLUMN.extension.is_in(internal))
        .all(db)
        .await?;
    let people = people.into_iter().map(|row| row.extension);
    let plans = plans.into_iter().map(|row| row.extension);
    Ok(people.chain(plans).collect())
}
