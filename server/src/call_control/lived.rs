//! What one event changes in a user's row and its legs.

use belroute_shared::calls::{Direction, LegKind, LegOutcome, Outcome};
use sea_orm::{
    ActiveModelTrait as _, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel as _,
    QueryFilter as _,
};
use uuid::Uuid;

use super::{
    outcome::{self, Part},
    wire::{Event, EventOutcome, Kind},
};
use crate::{
    entity::{call, call_leg},
    words,
};

/// One event, seen from one user.
pub(super) struct Lived<'a> {
    pub(super) change: &'a DatabaseTransaction,
    pub(super) event: &'a Event,
    /// Who was called, if that is one of our users.
    pub(super) callee: Option<Uuid>,
    pub(super) part: Part,
    pub(super) at_ms: i64,
}

/// What an event tells one user.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The leg, where it belongs to his call.
    pub(super) leg: Option<Leg>,
    /// Whom or what he has sent the call on to.
    pub(super) onward: Option<String>,
    /// The event concerns his call, and nothing is known of the leg.
    pub(super) is_blind: bool,
}

/// What a leg led to, as the user would say it.
#[derive(Debug)]
pub(super) struct Leg {
    pub(super) kind: LegKind,
    pub(super) label: String,
    /// It is tried because the user sent the call on.
    pub(super) is_beyond: bool,
}

impl Leg {
    /// Whether the user hears it ring.
    fn is_heard(&self) -> bool {
        !self.is_beyond && matches!(self.kind, LegKind::Device | LegKind::Number)
    }
}

impl Lived<'_> {
    /// Puts the event into the user's row and its legs.
    pub(super) async fn apply(&self, row: call::Model, seen: Seen) -> Result<(), DbErr> {
        let Seen {
            leg,
            onward,
            is_blind,
        } = seen;
        if let Some(leg) = leg.as_ref().filter(|_| self.event.event != Kind::Ended) {
            self.leg(&row, leg).await?;
        }
        let legs = self.legs(&row).await?;
        let mut changed = row.clone();
        changed.started_at_ms = row.started_at_ms.min(self.at_ms);
        changed.forwarded_to = row.forwarded_to.clone().or(onward);
        let is_caller = self.part == Part::Caller;
        match self.event.event {
            Kind::Ringing if is_blind || leg.as_ref().is_some_and(Leg::is_heard) => {
                changed.rang_at_ms = Some(earlier(row.rang_at_ms, self.at_ms));
            }
            Kind::Answered if is_blind || leg.is_some() => {
                changed.answered_at_ms = Some(earlier(row.answered_at_ms, self.at_ms));
                if let Some(leg) = leg {
                    changed.answered_by_kind = Some(words::word(leg.kind));
                    changed.answered_by = Some(leg.label).filter(|name| !name.is_empty());
                }
            }
            _ => {}
        }
        changed.ended_at_ms = self.ended_at_ms(&changed, &legs).await?;
        if changed.ended_at_ms.is_some() {
            let outcome = outcome::of(self.part, self.event, &changed, &legs);
            changed.is_missed = !is_caller
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

    /// When the call was over for this user.
    async fn ended_at_ms(
        &self,
        row: &call::Model,
        legs: &[call_leg::Model],
    ) -> Result<Option<i64>, DbErr> {
        if self.part == Part::RungAlong && row.answered_at_ms.is_none() {
            let ends: Option<Vec<i64>> = legs.iter().map(|leg| leg.ended_at_ms).collect();
            if let Some(last) = ends.and_then(|ends| ends.into_iter().max()) {
                return Ok(Some(last));
            }
        }
        if self.event.event == Kind::Ended {
            return Ok(Some(self.at_ms));
        }
        let is_first = matches!(self.part, Part::Caller | Part::Called(_));
        let Some(callee) = self.callee.filter(|_| !is_first) else {
            return Ok(row.ended_at_ms);
        };
        // The end may have been told before anything that brought the call to this user.
        let whole = call::Entity::find()
            .filter(call::COLUMN.user_id.eq(callee))
            .filter(call::COLUMN.sip_call_id.eq(row.sip_call_id.as_str()))
            .filter(call::COLUMN.direction.eq(words::word(Direction::Incoming)))
            .one(self.change)
            .await?;
        Ok(whole.and_then(|whole| whole.ended_at_ms))
    }

    /// The legs of a user to whom the call came by another.
    async fn legs(&self, row: &call::Model) -> Result<Vec<call_leg::Model>, DbErr> {
        if matches!(self.part, Part::Caller | Part::Called(_)) {
            return Ok(Vec::new());
        }
        call_leg::Entity::find()
            .filter(call_leg::COLUMN.call_id.eq(row.id))
            .filter(call_leg::COLUMN.organisation_id.eq(row.organisation_id))
            .all(self.change)
            .await
    }

    async fn leg(&self, row: &call::Model, led_to: &Leg) -> Result<(), DbErr> {
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
                kind: words::word(led_to.kind),
                label: led_to.label.clone(),
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
