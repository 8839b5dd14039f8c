//! Where a leg of a call leads.

use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use super::{address::Address, parties, way::Way};
use crate::entity::{call_fact, device, registration, user};

/// What is at the other end of a leg.
#[derive(Debug)]
pub(super) enum Place {
    /// A phone that rings for a user.
    Phone {
        user: Box<user::Model>,
        /// What its owner calls it; `None` for one that is not known any more.
        device: Option<String>,
    },
    /// A mailbox; `None` for one of somebody who is not known.
    Mailbox(Option<Box<user::Model>>),
    /// A number.
    Number(String),
    /// Somebody tells the caller why he is not connected.
    Announcement,
}

impl Place {
    /// Reads the target of an event. Users of media targets are names that the plan made.
    pub(super) async fn of(
        change: &DatabaseTransaction,
        fact: &call_fact::Model,
        way: &Way,
        target: &str,
        contact: &str,
    ) -> Result<Option<Self>, DbErr> {
        let Some(address) = Address::parse(target) else {
            return Ok(None);
        };
        if address.user.starts_with("say-") {
            return Ok(Some(Self::Announcement));
        }
        if let Some(extension) = address.user.strip_prefix("vm-") {
            let owner = user::Entity::find()
                .filter(user::COLUMN.organisation_id.eq(fact.organisation_id))
                .filter(user::COLUMN.extension.eq(extension))
                .one(change)
                .await?;
            return Ok(Some(Self::Mailbox(owner.map(Box::new))));
        }
        if let Some(digits) = address.user.strip_prefix("confirm-") {
            return Ok(Some(Self::Number(format!("+{digits}"))));
        }
        let known = parties::user_at(change, &address).await?;
        let ours = known.filter(|(organisation, _)| organisation.id == fact.organisation_id);
        let Some((_, owner)) = ours else {
            return Ok(Some(Self::Number(address.user)));
        };
        let device = device_name(change, owner.id, contact).await?;
        // A phone of somebody whom the call does not visit rings for his guest, if he has one.
        let guest = if way.visit_of(owner.id).is_some() {
            None
        } else {
            parties::guest_of(change, &owner, fact.at_ms).await?
        };
        let user = guest
            .filter(|guest| way.visit_of(guest.id).is_some())
            .unwrap_or(owner);
        Ok(Some(Self::Phone {
            user: Box::new(user),
            device,
        }))
    }
}

/// What a user calls the device behind a contact.
async fn device_name(
    change: &DatabaseTransaction,
    user: Uuid,
    contact: &str,
) -> Result<Option<String>, DbErr> {
    let registered = registration::Entity::find_by_id((user, contact.to_owned()))
        .one(change)
        .await?;
    let Some(registered) = registered else {
        return Ok(None);
    };
    let device = device::Entity::find_by_id(registered.device_id)
        .one(change)
        .await?;
    Ok(device.map(|device| device.name))
}
