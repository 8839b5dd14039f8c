//! Puts profiles together. Each table is asked once, however many users are wanted.

use std::collections::{BTreeSet, HashMap};

use belroute_shared::{
    devices::DeviceKind,
    ids::{OrganisationId, ScheduleId, UserId},
    number::{Extension, PhoneNumber},
    routing::profile::{Assistant, Executive, HostPhone, Profile, ReachableDevice},
    schedules::{Schedule, ScheduleLevel},
};
use sea_orm::{Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::{Calls, address, answered_calls};
use crate::{
    directory::full_name,
    entity::{
        device, executive_assistant, hoteling_stay, number, organisation, registration, rule,
        schedule, setting, user, user_grant,
    },
    settings::{
        rules,
        store::{self as settings, read},
    },
    state::AppState,
    words, zone,
};

/// The profiles of users of one organisation.
pub(crate) async fn list(
    state: &AppState,
    organisation: &organisation::Model,
    users: &[user::Model],
    calls: Calls,
) -> Result<Vec<Profile>, DbErr> {
    let db = &state.db.read;
    let owners: Vec<UserId> = users.iter().map(|row| UserId(row.id)).collect();
    let now_ms = state.clock.now_ms();
    let (settings, rules, numbers, grants, stays, active) = tokio::try_join!(
        settings::list(db, &owners),
        rules::list_all(db, &owners),
        numbers(db, &owners),
        grants(db, &owners),
        stays(db, &owners, now_ms),
        async {
            match calls {
                Calls::Counted => answered_calls(db, OrganisationId(organisation.id)).await,
                Calls::Told => Ok(Vec::new()),
            }
        },
    )?;
    // A guest is also called at the phone of his host.
    let with_hosts = owners
        .iter()
        .map(|owner| owner.0)
        .chain(stays.iter().map(|row| row.host_id));
    let (devices, schedules, assistants) = tokio::try_join!(
        devices(db, with_hosts.collect(), organisation.id, now_ms),
        schedules(db, &rules),
        assistants(db, &grants, organisation),
    )?;
    let hosts = hosts(db, &stays, &owners).await?;
    let found = Found {
        organisation,
        media: state.config.media_server.as_deref(),
        settings,
        rules,
        numbers,
        grants,
        stays,
        active,
        devices,
        schedules,
        assistants,
        hosts,
    };
    users.iter().map(|row| found.profile(row)).collect()
}

/// Everything that was found, of all users together.
struct Found<'a> {
    organisation: &'a organisation::Model,
    media: Option<&'a str>,
    settings: Vec<setting::Model>,
    rules: Vec<rule::Model>,
    numbers: Vec<number::Model>,
    grants: Vec<user_grant::Model>,
    stays: Vec<hoteling_stay::Model>,
    active: Vec<UserId>,
    devices: HashMap<Uuid, Vec<ReachableDevice>>,
    schedules: Vec<Schedule>,
    assistants: Vec<(executive_assistant::Model, user::Model)>,
    hosts: HashMap<Uuid, user::Model>,
}

impl Found<'_> {
    fn profile(&self, user: &user::Model) -> Result<Profile, DbErr> {
        let extension = Extension::new(user.extension.clone())
            .map_err(|code| DbErr::Custom(format!("an extension in the database: {code:?}")))?;
        let has = |kind: &str| {
            let mut grants = self.grants.iter();
            grants.any(|row| row.user_id == user.id && row.kind == kind)
        };
        let own_settings = || self.settings.iter().filter(|row| row.user_id == user.id);
        let own_rules = || self.rules.iter().filter(|row| row.user_id == user.id);
        let named: BTreeSet<ScheduleId> = own_rules()
            .filter_map(|row| row.schedule_id.map(ScheduleId))
            .collect();
        let mailbox = self.media.filter(|_| has("mailbox"));
        let active = self.active.iter().filter(|owner| owner.0 == user.id);
        Ok(Profile {
            user: UserId(user.id),
            name: full_name(user),
            numbers: self
                .numbers
                .iter()
                .filter(|row| row.user_id == Some(user.id))
                .filter_map(|row| PhoneNumber::new(row.number.clone()).ok())
                .collect(),
            address: address(user, self.organisation),
            devices: self.devices.get(&user.id).cloned().unwrap_or_default(),
            active_calls: u16::try_from(active.count()).unwrap_or(u16::MAX),
            mailbox: mailbox.map(|server| format!("sip:vm-{extension}@{server}")),
            extension,
            capacity: u16::try_from(user.capacity).unwrap_or(1),
            zone: zone::of(&self.organisation.time_zone),
            settings: settings::of_rows(own_settings()),
            rules: rules::of_rows(own_rules()),
            schedules: self
                .schedules
                .iter()
                .filter(|it| named.contains(&it.id))
                .cloned()
                .collect(),
            guest_at: self.guest_at(user),
            has_guest: self.stays.iter().any(|row| row.host_id == user.id),
            executive: has("executive").then(|| self.executive(user, own_settings())),
        })
    }

    fn guest_at(&self, user: &user::Model) -> Option<HostPhone> {
        let stay = self.stays.iter().find(|row| row.guest_id == user.id)?;
        let host = self.hosts.get(&stay.host_id)?;
        Some(HostPhone {
            address: address(host, self.organisation),
            name: full_name(host),
            is_registered: self.devices.contains_key(&host.id),
        })
    }

    fn executive<'a>(
        &self,
        user: &user::Model,
        settings: impl Iterator<Item = &'a setting::Model>,
    ) -> Executive {
        let mut executive = Executive::default();
        for row in settings {
            match row.name.as_str() {
                "executiveCallFiltering" => executive.filtering = read(row),
                "executiveAlert" => executive.alert = read(row),
                "executiveScreening" => executive.screening = read(row),
                _ => {}
            }
        }
        let own = self.assistants.iter();
        let own = own.filter(|(row, _)| row.executive_id == user.id);
        executive.assistants = own
            .filter_map(|(row, assistant)| {
                Some(Assistant {
                    user: UserId(assistant.id),
                    name: full_name(assistant),
                    extension: Extension::new(assistant.extension.clone()).ok()?,
                    is_opted_in: row.is_opted_in,
                })
            })
            .collect();
        executive
    }
}

fn ids(owners: &[UserId]) -> impl Iterator<Item = Uuid> {
    owners.iter().map(|owner| owner.0)
}

async fn numbers(
    db: &impl ConnectionTrait,
    owners: &[UserId],
) -> Result<Vec<number::Model>, DbErr> {
    number::Entity::find()
        .filter(number::COLUMN.user_id.is_in(ids(owners)))
        .order_by_asc(number::Column::Number)
        .all(db)
        .await
}

async fn grants(
    db: &impl ConnectionTrait,
    owners: &[UserId],
) -> Result<Vec<user_grant::Model>, DbErr> {
    user_grant::Entity::find()
        .filter(user_grant::COLUMN.user_id.is_in(ids(owners)))
        .all(db)
        .await
}

/// Stays of which a user is the guest or the host, and that are not over.
async fn stays(
    db: &impl ConnectionTrait,
    owners: &[UserId],
    now_ms: i64,
) -> Result<Vec<hoteling_stay::Model>, DbErr> {
    let takes_part = Condition::any()
        .add(hoteling_stay::COLUMN.guest_id.is_in(ids(owners)))
        .add(hoteling_stay::COLUMN.host_id.is_in(ids(owners)));
    let goes_on = Condition::any()
        .add(hoteling_stay::COLUMN.ends_at_ms.is_null())
        .add(hoteling_stay::COLUMN.ends_at_ms.gt(now_ms));
    hoteling_stay::Entity::find()
        .filter(takes_part)
        .filter(goes_on)
        .all(db)
        .await
}

async fn hosts(
    db: &impl ConnectionTrait,
    stays: &[hoteling_stay::Model],
    owners: &[UserId],
) -> Result<HashMap<Uuid, user::Model>, DbErr> {
    let wanted: Vec<Uuid> = stays
        .iter()
        .filter(|row| owners.contains(&UserId(row.guest_id)))
        .map(|row| row.host_id)
        .collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = user::Entity::find()
        .filter(user::COLUMN.id.is_in(wanted))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Devices that the engine can reach, by user, in the order of their names.
async fn devices(
    db: &impl ConnectionTrait,
    users: Vec<Uuid>,
    organisation: Uuid,
    now_ms: i64,
) -> Result<HashMap<Uuid, Vec<ReachableDevice>>, DbErr> {
    let registered = registration::Entity::find()
        .filter(registration::COLUMN.user_id.is_in(users))
        .filter(registration::COLUMN.organisation_id.eq(organisation))
        .filter(registration::COLUMN.expires_at_ms.gt(now_ms))
        .all(db)
        .await?;
    let mut reachable: HashMap<Uuid, Vec<ReachableDevice>> = HashMap::new();
    if registered.is_empty() {
        return Ok(reachable);
    }
    let known = device::Entity::find()
        .filter(
            device::COLUMN
                .id
                .is_in(registered.iter().map(|row| row.device_id)),
        )
        .order_by_asc(device::Column::Name)
        .all(db)
        .await?;
    for row in known {
        let device = ReachableDevice {
            kind: words::of_word(&row.kind).unwrap_or(DeviceKind::Desk),
            name: row.name,
        };
        reachable.entry(row.user_id).or_default().push(device);
    }
    Ok(reachable)
}

/// The schedules that rules name.
async fn schedules(
    db: &impl ConnectionTrait,
    rules: &[rule::Model],
) -> Result<Vec<Schedule>, DbErr> {
    let wanted: BTreeSet<Uuid> = rules.iter().filter_map(|row| row.schedule_id).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let rows = schedule::Entity::find()
        .filter(schedule::COLUMN.id.is_in(wanted))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Schedule {
                id: ScheduleId(row.id),
                name: row.name,
                kind: words::of_word(&row.kind)?,
                level: if row.user_id.is_some() {
                    ScheduleLevel::People
                } else {
                    ScheduleLevel::Location
                },
                events: serde_json::from_str(&row.events).ok()?,
            })
        })
        .collect())
}

/// The assistants of the executives among the users, in the order in which they ring.
async fn assistants(
    db: &impl ConnectionTrait,
    grants: &[user_grant::Model],
    organisation: &organisation::Model,
) -> Result<Vec<(executive_assistant::Model, user::Model)>, DbErr> {
    let executives: Vec<Uuid> = grants
        .iter()
        .filter(|row| row.kind == "executive")
        .map(|row| row.user_id)
        .collect();
    if executives.is_empty() {
        return Ok(Vec::new());
    }
    let rows = executive_assistant::Entity::find()
        .filter(executive_assistant::COLUMN.executive_id.is_in(executives))
        .filter(
            executive_assistant::COLUMN
                .organisation_id
                .eq(organisation.id),
        )
        .order_by_asc(executive_assistant::Column::Position)
        .all(db)
        .await?;
    let people: HashMap<Uuid, user::Model> = user::Entity::find()
        .filter(
            user::COLUMN
                .id
                .is_in(rows.iter().map(|row| row.assistant_id)),
        )
        .filter(user::COLUMN.organisation_id.eq(organisation.id))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let assistant = people.get(&row.assistant_id)?.clone();
            Some((row, assistant))
        })
        .collect())
}
