//! Puts profiles together. Each table is asked once, however many users are wanted.

use std::collections::{BTreeSet, HashMap};

use belroute_shared::{
    devices::DeviceKind,
    ids::{OrganisationId, ScheduleId, UserId},
    number::{Extension, PhoneNumber},
    routing::{
        directory::Depth,
        profile::{Assistant, Executive, HostPhone, Profile, ReachableDevice, Rules, Settings},
    },
    rule::RuleFeature,
    schedules::{Schedule, ScheduleLevel},
    settings::{Setting as _, call_forwarding::CallForwarding},
};
use sea_orm::{
    Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::Query,
};
use uuid::Uuid;

use super::{Calls, address, answered_calls};
use crate::{
    clock::moment,
    directory::full_name,
    entity::{
        device, executive_assistant, hoteling_stay, number, organisation, registration,
        rule_schedule, schedule, setting, user, user_grant,
    },
    settings::{
        rules,
        store::{self as settings, read},
    },
    state::AppState,
    words, zone,
};

/// The profiles of users of one organisation, as deep as is wanted.
pub(crate) async fn list(
    state: &AppState,
    organisation: &organisation::Model,
    users: &[user::Model],
    calls: Calls,
    depth: Depth,
) -> Result<Vec<Profile>, DbErr> {
    let db = &state.db.read;
    let owners: Vec<UserId> = users.iter().map(|row| UserId(row.id)).collect();
    let now_ms = state.clock.now_ms();
    // All at once: the engine waits for the answer.
    let (settings, numbers, grants, stays, devices, schedules, assistants, active) = tokio::try_join!(
        settings::list(db, &owners, depth),
        numbers(db, &owners, depth),
        grants(db, &owners, depth),
        stays(db, &owners, now_ms),
        devices(db, &owners, organisation.id, now_ms),
        schedules(db, &owners, depth),
        assistants(db, &owners, organisation, depth),
        async {
            match calls {
                Calls::Counted => {
                    answered_calls(db, OrganisationId(organisation.id), &owners).await
                }
                Calls::Told => Ok(Vec::new()),
            }
        },
    )?;
    let mut own_settings: HashMap<Uuid, OwnSettings> = owners
        .iter()
        .map(|owner| (owner.0, OwnSettings::of_rows(&settings, owner.0)))
        .collect();
    let hosts = hosts(db, &stays, &owners).await?;
    let found = Found {
        organisation,
        media: state.config.media_server.as_deref(),
        numbers,
        grants,
        stays,
        active,
        devices,
        schedules,
        assistants,
        hosts,
    };
    let profiles = users.iter().map(|row| {
        let own_settings = own_settings.remove(&row.id).unwrap_or_default();
        found.profile(row, own_settings)
    });
    profiles.collect()
}

/// What a user has set.
#[derive(Default)]
struct OwnSettings {
    settings: Settings,
    rules: Rules,
    /// As an executive, without his assistants.
    executive: Executive,
    forwarding_changed_at_ms: Option<i64>,
}

impl OwnSettings {
    fn of_rows(rows: &[setting::Model], owner: Uuid) -> Self {
        let own = || rows.iter().filter(|row| row.user_id == owner);
        let mut executive = Executive::default();
        let mut forwarding_changed_at_ms = None;
        for row in own() {
            match row.name.as_str() {
                CallForwarding::NAME => forwarding_changed_at_ms = Some(row.changed_at_ms),
                "executiveCallFiltering" => executive.filtering = read(row),
                "executiveAlert" => executive.alert = read(row),
                "executiveScreening" => executive.screening = read(row),
                _ => {}
            }
        }
        Self {
            settings: settings::of_rows(own()),
            rules: rules::of_rows(own()),
            executive,
            forwarding_changed_at_ms,
        }
    }

    /// The schedules that the rules name.
    fn schedules(&self) -> impl Iterator<Item = ScheduleId> {
        let rules = RuleFeature::ALL.into_iter();
        let rules = rules.flat_map(|feature| self.rules.of(feature));
        rules.filter_map(|rule| rule.schedule)
    }
}

/// Everything that was found, of all users together.
struct Found<'a> {
    organisation: &'a organisation::Model,
    media: Option<&'a str>,
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
    fn profile(&self, user: &user::Model, own_settings: OwnSettings) -> Result<Profile, DbErr> {
        let extension = Extension::new(user.extension.clone())
            .map_err(|code| DbErr::Custom(format!("an extension in the database: {code:?}")))?;
        let has = |kind: &str| {
            let mut grants = self.grants.iter();
            grants.any(|row| row.user_id == user.id && row.kind == kind)
        };
        let named: BTreeSet<ScheduleId> = own_settings.schedules().collect();
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
            settings: own_settings.settings,
            rules: own_settings.rules,
            schedules: self
                .schedules
                .iter()
                .filter(|it| named.contains(&it.id))
                .cloned()
                .collect(),
            forwarding_changed_at: own_settings.forwarding_changed_at_ms.map(moment),
            guest_at: self.guest_at(user),
            has_guest: self.stays.iter().any(|row| row.host_id == user.id),
            executive: has("executive").then(|| Executive {
                assistants: self.assistants(user),
                ..own_settings.executive
            }),
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

    fn assistants(&self, user: &user::Model) -> Vec<Assistant> {
        let own = self.assistants.iter();
        own.filter(|(row, _)| row.executive_id == user.id)
            .filter_map(|(row, assistant)| {
                Some(Assistant {
                    user: UserId(assistant.id),
                    name: full_name(assistant),
                    extension: Extension::new(assistant.extension.clone()).ok()?,
                    is_opted_in: row.is_opted_in,
                })
            })
            .collect()
    }
}

fn ids(owners: &[UserId]) -> impl Iterator<Item = Uuid> {
    owners.iter().map(|owner| owner.0)
}

async fn numbers(
    db: &impl ConnectionTrait,
    owners: &[UserId],
    depth: Depth,
) -> Result<Vec<number::Model>, DbErr> {
    if depth < Depth::Whole {
        return Ok(Vec::new());
    }
    number::Entity::find()
        .filter(number::COLUMN.user_id.is_in(ids(owners)))
        .order_by_asc(number::Column::Number)
        .all(db)
        .await
}

async fn grants(
    db: &impl ConnectionTrait,
    owners: &[UserId],
    depth: Depth,
) -> Result<Vec<user_grant::Model>, DbErr> {
    if depth < Depth::Whole {
        return Ok(Vec::new());
    }
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

/// Devices that the engine can reach, by user, in the order of their names; also those of hosts,
/// because a guest is called there too.
async fn devices(
    db: &impl ConnectionTrait,
    owners: &[UserId],
    organisation: Uuid,
    now_ms: i64,
) -> Result<HashMap<Uuid, Vec<ReachableDevice>>, DbErr> {
    let hosts = Query::select()
        .column(hoteling_stay::Column::HostId)
        .from(hoteling_stay::Entity)
        .and_where(hoteling_stay::COLUMN.guest_id.is_in(ids(owners)))
        .take();
    let registered = Query::select()
        .column(registration::Column::DeviceId)
        .from(registration::Entity)
        .cond_where(
            Condition::any()
                .add(registration::COLUMN.user_id.is_in(ids(owners)))
                .add(registration::COLUMN.user_id.in_subquery(hosts)),
        )
        .and_where(registration::COLUMN.organisation_id.eq(organisation))
        .and_where(registration::COLUMN.expires_at_ms.gt(now_ms))
        .take();
    let known = device::Entity::find()
        .filter(device::COLUMN.id.in_subquery(registered))
        .order_by_asc(device::Column::Name)
        .all(db)
        .await?;
    let mut reachable: HashMap<Uuid, Vec<ReachableDevice>> = HashMap::new();
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
    owners: &[UserId],
    depth: Depth,
) -> Result<Vec<Schedule>, DbErr> {
    if depth < Depth::Whole {
        return Ok(Vec::new());
    }
    let named = Query::select()
        .column(rule_schedule::Column::ScheduleId)
        .from(rule_schedule::Entity)
        .and_where(rule_schedule::COLUMN.user_id.is_in(ids(owners)))
        .take();
    let rows = schedule::Entity::find()
        .filter(schedule::COLUMN.id.in_subquery(named))
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

/// The assistants of users who are executives, in the order in which they ring.
async fn assistants(
    db: &impl ConnectionTrait,
    owners: &[UserId],
    organisation: &organisation::Model,
    depth: Depth,
) -> Result<Vec<(executive_assistant::Model, user::Model)>, DbErr> {
    if depth < Depth::Whole {
        return Ok(Vec::new());
    }
    let assistant = executive_assistant::Entity::belongs_to(user::Entity)
        .from(executive_assistant::Column::AssistantId)
        .to(user::Column::Id);
    let rows = executive_assistant::Entity::find()
        .join(JoinType::InnerJoin, assistant.into())
        .select_also(user::Entity)
        .filter(executive_assistant::COLUMN.executive_id.is_in(ids(owners)))
        .filter(user::COLUMN.organisation_id.eq(organisation.id))
        .order_by_asc(executive_assistant::Column::Position)
        .all(db)
        .await?;
    let both = rows.into_iter().map(|(row, user)| Some((row, user?)));
    Ok(both.flatten().collect())
}
