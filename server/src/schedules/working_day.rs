//! How long the working day that goes on now still takes.
//!
//! A user can have several business hours in force at once: the office's, those of one duty, those
//! in which he can be called at all. Nothing says which of them is his day. The one that ends first
//! is taken: what was to last for the day then ends while he is still there to see it, and not after
//! he has gone; the moment is shown before anybody chooses it. One that never ends is no day.

use belroute_shared::{
    ids::{OrganisationId, UserId},
    schedules::{Schedule, ScheduleType, Standing, standing},
    zone::Zone,
};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DbErr};

use super::store::{self, Owner};
use crate::{entity::organisation, zone};

/// When the business hours in force now are over, a user's own before the company's; `None` where
/// there are none.
pub(crate) async fn ends_at(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: &organisation::Model,
    now: Timestamp,
) -> Result<Option<Timestamp>, DbErr> {
    let zone = zone::of(&organisation.time_zone);
    let id = OrganisationId(organisation.id);
    for owner in [Owner::Person(id, owner), Owner::Company(id)] {
        let schedules = store::list_whole(db, owner).await?;
        let end = first_end(&schedules, &zone, now);
        if end.is_some() {
            return Ok(end);
        }
    }
    Ok(None)
}

fn first_end(schedules: &[Schedule], zone: &Zone, now: Timestamp) -> Option<Timestamp> {
    let local = zone.local(now);
    schedules
        .iter()
        .filter(|schedule| schedule.kind == ScheduleType::BusinessHours)
        .filter_map(|schedule| match standing(&schedule.events, local) {
            Standing::InForce { until } => zone.moment(until?),
            Standing::Ahead { .. } | Standing::Over => None,
        })
        // In the hour that comes twice in autumn an end is read as that of the first time.
        .filter(|end| *end > now)
        .min()
}
