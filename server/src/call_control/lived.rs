//! What one event changes in a user's row and its legs.

use belroute_shared::calls::{Direction, LegKind, LegOutcome, Outcome};
use sea_orm::{
    ActiveModelTrait as _, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel as _,
    QueryFilter as _,
};
use uuid::Uuid;

use super::{
    address::Address,
    parties,
    wire::{Event, EventOutcome, Kind},
};
use crate::{
    directory::full_name,
    entity::{call, call_leg, device, registration},
    words,
};

/// One event, seen from one user.
pub(super) struct Lived<'a> {
    pub(super) change: &'a DatabaseTransaction,
    pub(super) event: &'a Event,
    pub(super) direction: Direction,
    pub(super) at_ms: i64,
}

impl Lived<'_> {
    /// Puts the event into the user's row and its legs.
    pub(super) async fn apply(&self, row: call::Model) -> Result<(), DbErr> {
        if self.event.event != Kind::Ended {
            self.leg(&row).await?;
        }
        let mut changed = row.clone();
        changed.started_at_ms = row.started_at_ms.min(self.at_ms);
        match self.event.event {
            Kind::Ringing => changed.rang_at_ms = Some(earlier(row.rang_at_ms, self.at_ms)),
            Kind::Answered => {
                changed.answered_at_ms = Some(earlier(row.answered_at_ms, self.at_ms));
                if let Some((kind, name)) = self.led_to(&row).await? {
                    changed.answered_by_kind = Some(words::word(kind));
                    changed.answered_by = Some(name).filter(|name| !name.is_empty());
                }
            }
            Kind::Ended => changed.ended_at_ms = Some(self.at_ms),
            Kind::LegEnded | Kind::Registered | Kind::Unregistered => {}
        }
        if changed.ended_at_ms.is_some() {
            let outcome = self.outcome(&changed);
            changed.is_missed = self.direction == Direction::Incoming
                && matches!(
                    outcome,
                    Outcome::Missed | Outcome::Busy | Outcome::Voicemail
                );
            changed.outcome = Some(words::word(outcome));
        }
        if changed != row {
            changed
                .into_active_model()
                .reset_all()
                .update(self.change)
                .await?;
        }
        Ok(())
    }

    /// What became of a call that is over. An answer that is heard of after the end still counts.
    fn outcome(&self, row: &call::Model) -> Outcome {
        let is_incoming = self.direction == Direction::Incoming;
        if row.answered_at_ms.is_some() || self.event.outcome == Some(EventOutcome::Answered) {
            let kind = row.answered_by_kind.as_deref().and_then(words::of_word);
            return match kind {
                Some(LegKind::Mailbox) if is_incoming => Outcome::Voicemail,
                Some(LegKind::Colleague) if is_incoming => Outcome::AnsweredElsewhere,
                _ => Outcome::Answered,
            };
        }
        let known = row.outcome.as_deref().and_then(words::of_word);
        match self
            .event
            .outcome
            .filter(|_| self.event.event == Kind::Ended)
        {
            None => known.unwrap_or(Outcome::Missed),
            Some(EventOutcome::Busy) => Outcome::Busy,
            Some(EventOutcome::Rejected) if is_incoming => Outcome::Blocked,
            Some(EventOutcome::Declined | EventOutcome::Rejected) => Outcome::Declined,
            Some(EventOutcome::Elsewhere) if is_incoming => Outcome::AnsweredElsewhere,
            Some(EventOutcome::Cancelled) if !is_incoming => Outcome::Cancelled,
            Some(EventOutcome::Failed) => Outcome::Failed,
            Some(_) => Outcome::Missed,
        }
    }

    /// What the event's leg led to, as the called user would say it; `None` seen from the caller,
    /// who does not care which device of the other side rang.
    async fn led_to(&self, row: &call::Model) -> Result<Option<(LegKind, String)>, DbErr> {
        if self.direction == Direction::Outgoing {
            return Ok(None);
        }
        let Some(address) = Address::parse(&self.event.target) else {
            return Ok(None);
        };
        if address.user.starts_with("vm-") {
            return Ok(Some((LegKind::Mailbox, String::new())));
        }
        let Some((_, user)) = parties::user_at(self.change, &address).await? else {
            return Ok(Some((LegKind::Number, address.user)));
        };
        if user.id != row.user_id {
            return Ok(Some((LegKind::Colleague, full_name(&user))));
        }
        let device = device_name(self.change, user.id, &self.event.contact).await?;
        Ok(Some((LegKind::Device, device.unwrap_or_default())))
    }

    async fn leg(&self, row: &call::Model) -> Result<(), DbErr> {
        let Some((kind, label)) = self.led_to(row).await? else {
            return Ok(());
        };
        let known = call_leg::Entity::find()
            .filter(call_leg::COLUMN.call_id.eq(row.id))
            .filter(call_leg::COLUMN.target.eq(self.event.target.as_str()))
            .filter(call_leg::COLUMN.contact.eq(self.event.contact.as_str()))
            .one(self.change)
            .await?;
        let is_known = known.is_some();
        let mut leg = match known {
            Some(leg) => leg,
            None => call_leg::Model {
                id: Uuid::now_v7(),
                call_id: row.id,
                organisation_id: row.organisation_id,
                target: self.event.target.clone(),
                contact: self.event.contact.clone(),
                kind: words::word(kind),
                label,
                outcome: None,
                started_at_ms: self.at_ms,
                answered_at_ms: None,
                ended_at_ms: None,
            },
        };
        leg.started_at_ms = leg.started_at_ms.min(self.at_ms);
        match self.event.event {
            Kind::Answered => {
                leg.answered_at_ms = Some(self.at_ms);
                leg.outcome = Some(words::word(LegOutcome::Answered));
            }
            Kind::LegEnded if leg.answered_at_ms.is_none() => {
                leg.ended_at_ms = Some(self.at_ms);
                leg.outcome = Some(words::word(leg_outcome(self.event.outcome)));
            }
            _ => {}
        }
        let row = leg.into_active_model().reset_all();
        if is_known {
            row.update(self.change).await?;
        } else {
            row.insert(self.change).await?;
        }
        Ok(())
    }
}

fn earlier(known: Option<i64>, at_ms: i64) -> i64 {
    known.map_or(at_ms, |known| known.min(at_ms))
}

fn leg_outcome(outcome: Option<EventOutcome>) -> LegOutcome {
    match outcome {
        Some(EventOutcome::Answered) => LegOutcome::Answered,
        Some(EventOutcome::Busy) => LegOutcome::Busy,
        Some(EventOutcome::Declined | EventOutcome::Rejected) => LegOutcome::Declined,
        Some(EventOutcome::Unreachable) => LegOutcome::Unreachable,
        Some(EventOutcome::Elsewhere) => LegOutcome::Elsewhere,
        Some(EventOutcome::Cancelled) => LegOutcome::Cancelled,
        Some(EventOutcome::Failed) => LegOutcome::Failed,
        Some(EventOutcome::NoAnswer | EventOutcome::Unknown) | None => LegOutcome::NoAnswer,
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
