//! Who lives a call: the caller, the called, those to whom it is sent on, and those at whose phones
//! it rings beside his.

use belroute_shared::calls::{Direction, LegKind};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use super::{
    lived::{Leg, Lived, Seen},
    outcome::Part,
    place::Place,
    rows::{First, Row, call_of},
    seen,
    way::{Onward, Way},
    wire::{Event, Kind},
};
use crate::{
    directory::full_name,
    entity::{call, call_fact, call_trace, user},
    words,
};

/// An event of a call of which this is known.
pub(super) struct Told<'a> {
    pub(super) change: &'a DatabaseTransaction,
    pub(super) event: &'a Event,
    pub(super) fact: &'a call_fact::Model,
    pub(super) at_ms: i64,
}

/// A user to whom the call came.
struct Seat {
    user: Uuid,
    /// His place on the way; `None` where his phone only rings along.
    visit: Option<usize>,
}

impl Told<'_> {
    /// Tells the user who calls. He does not care which device of the other side rang.
    pub(super) async fn to_caller(&self) -> Result<Option<Uuid>, DbErr> {
        let Some(user) = self.fact.caller_id else {
            return Ok(None);
        };
        let first = First {
            at_ms: self.at_ms,
            is_hidden: false,
        };
        let row = call_of(self.change, self.fact, user, Direction::Outgoing, first).await?;
        let row = row.model;
        let seen = Seen {
            is_blind: true,
            ..Seen::default()
        };
        self.lived(Part::Caller).apply(row, seen).await?;
        Ok(Some(user))
    }

    /// Tells everybody to whom the call came, the called user first. What it met at each of them is
    /// added to `traces`.
    pub(super) async fn to_called(
        &self,
        traces: &mut Vec<call_trace::ActiveModel>,
    ) -> Result<Vec<Uuid>, DbErr> {
        let Some(callee) = self.fact.callee_id else {
            return Ok(Vec::new());
        };
        let Event {
            target, contact, ..
        } = self.event;
        let way = Way::of(self.fact, callee);
        let place = Place::of(self.change, self.fact, &way, target, contact).await?;
        let at = place
            .as_ref()
            .and_then(|place| way.owner(place).map(|owner| (owner, place)));
        let seats = self.seats(&way, at).await?;
        for seat in &seats {
            let leg = at.and_then(|at| leg_of(&way, seat, at));
            let onward = match seat.visit.and_then(|visit| way.onward(visit, at)) {
                Some(Onward::User(user)) => self.name(user).await?,
                Some(Onward::Number(number)) => Some(number),
                None => None,
            };
            let is_root = seat.user == callee;
            let first = First {
                at_ms: self.at_ms,
                is_hidden: !is_root && way.is_hidden(),
            };
            let call = call_of(
                self.change,
                self.fact,
                seat.user,
                Direction::Incoming,
                first,
            );
            let row = call.await?;
            traces.extend(self.trace(&row));
            let part = match seat.visit {
                _ if is_root => Part::Called(way.fate(seat.visit)),
                Some(visit) => Part::SentOnTo(way.fate(Some(visit))),
                None => Part::RungAlong,
            };
            let seen = Seen {
                leg,
                onward,
                is_blind: is_root && place.is_none(),
            };
            self.lived(part).apply(row.model, seen).await?;
        }
        Ok(seats.into_iter().map(|seat| seat.user).collect())
    }

    /// What the call met at a user who hears of it for the first time.
    fn trace(&self, row: &Row) -> Option<call_trace::ActiveModel> {
        let decided = self.fact.trace.as_deref().filter(|_| row.is_new)?;
        let trace = seen::of_user(decided, row.model.user_id)?;
        Some(call_trace::ActiveModel {
            call_id: Set(row.model.id),
            organisation_id: Set(row.model.organisation_id),
            trace: Set(trace.to_owned()),
        })
    }

    fn lived(&self, part: Part) -> Lived<'_> {
        Lived {
            change: self.change,
            event: self.event,
            callee: self.fact.callee_id,
            part,
            at_ms: self.at_ms,
        }
    }

    async fn seats(&self, way: &Way, at: Option<(usize, &Place)>) -> Result<Vec<Seat>, DbErr> {
        let reached = way.reached(at.map(|(owner, _)| owner)).into_iter();
        let mut seats: Vec<Seat> = reached
            .map(|visit| Seat {
                user: way.user(visit),
                visit: Some(visit),
            })
            .collect();
        if let Some((_, Place::Phone { user, .. })) = at
            && seats.iter().all(|seat| seat.user != user.id)
        {
            seats.push(Seat {
                user: user.id,
                visit: None,
            });
        }
        if self.event.event == Kind::Ended {
            // Whoever lived a part of it that is over by now hears of the end as well.
            let rows = call::Entity::find()
                .filter(call::COLUMN.organisation_id.eq(self.fact.organisation_id))
                .filter(call::COLUMN.sip_call_id.eq(self.fact.sip_call_id.as_str()))
                .filter(call::COLUMN.direction.eq(words::word(Direction::Incoming)))
                .all(self.change)
                .await?;
            for row in rows {
                if seats.iter().all(|seat| seat.user != row.user_id) {
                    seats.push(Seat {
                        user: row.user_id,
                        visit: way.visit_of(row.user_id),
                    });
                }
            }
        }
        Ok(seats)
    }

    async fn name(&self, user: Uuid) -> Result<Option<String>, DbErr> {
        let row = user::Entity::find_by_id(user)
            .filter(user::COLUMN.organisation_id.eq(self.fact.organisation_id))
            .one(self.change)
            .await?;
        Ok(row.map(|row| full_name(&row)))
    }
}

/// What the event's leg led to, as this user would say it; `None` for one that is not of his call.
fn leg_of(way: &Way, seat: &Seat, (owner, place): (usize, &Place)) -> Option<Leg> {
    let is_beyond = match seat.visit {
        Some(visit) if way.up_to(owner).any(|it| it == visit) => way.is_beyond(visit, owner, place),
        Some(_) => return None,
        None => false,
    };
    let (kind, label) = match place {
        Place::Announcement => return None,
        Place::Phone { user, device } if user.id == seat.user => {
            (LegKind::Device, device.clone().unwrap_or_default())
        }
        // Beside somebody else's phone his own rings, and nothing else of that call.
        _ if seat.visit.is_none() => return None,
        Place::Mailbox(Some(user)) if user.id != seat.user => (LegKind::Colleague, full_name(user)),
        Place::Mailbox(_) => (LegKind::Mailbox, String::new()),
        Place::Number(number) => (LegKind::Number, number.clone()),
        Place::Phone { user, .. } => (LegKind::Colleague, full_name(user)),
    };
    Some(Leg {
        kind,
        label,
        is_beyond,
    })
}
