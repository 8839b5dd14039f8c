//! Who works in the demo organisation, and what was granted to whom.

use belroute_shared::devices::DeviceKind;
use rand::{SeedableRng as _, rngs::StdRng};
use sea_orm::{ActiveModelTrait as _, DatabaseTransaction, EntityTrait as _, Set};
use uuid::Uuid;

use super::{contacts, history};
use crate::{
    clock::Clock,
    database::Database,
    entity::{caller_id_grant, device, dial_plan, number, organisation, user, user_grant},
    organisations::{self, NewOrganisation, NewUser},
    phonebook::keys,
    sealing::Key,
    session::password,
    words,
};

/// First name, last name and internal number. The direct number ends in the same two digits.
const PEOPLE: [(&str, &str, &str); 25] = [
    ("Kim", "Vos", "2040"),
    ("Anna", "Jansen", "2041"),
    ("Zoë", "Größe", "2042"),
    ("Anouk", "Bakker", "2043"),
    ("Bas", "de Vries", "2044"),
    ("Carla", "Smit", "2045"),
    ("Daan", "Visser", "2046"),
    ("Eva", "Mulder", "2047"),
    ("Farid", "Haddad", "2048"),
    ("Gijs", "Peters", "2049"),
    ("Hanna", "de Boer", "2050"),
    ("İbrahim", "Yılmaz", "2051"),
    ("Joris", "van Dijk", "2052"),
    ("Karin", "Hendriks", "2053"),
    ("Lars", "Brouwer", "2054"),
    ("Maud", "van den Berg", "2055"),
    ("Noor", "Dekker", "2056"),
    ("Omar", "El Amrani", "2057"),
    ("Pien", "Kok", "2058"),
    ("Quinten", "Maas", "2059"),
    ("Renée", "Jacobs", "2060"),
    ("Sanne", "Schouten", "2061"),
    ("Thijs", "Willems", "2062"),
    ("Usha", "Ramdin", "2063"),
    ("Vera", "Prins", "2064"),
];

/// Name, internal number, kind and public number of the dial plans.
const PLANS: [(&str, &str, &str, Option<&str>); 8] = [
    ("Sales", "1000", "queue", Some("+442079460000")),
    ("Support", "1001", "queue", Some("+442079460001")),
    ("Main menu", "1002", "menu", Some("+442079460010")),
    ("Planning", "1003", "huntGroup", Some("+442079460003")),
    ("Administration", "1004", "huntGroup", None),
    ("Workshop", "1005", "huntGroup", None),
    ("Warehouse", "1006", "huntGroup", None),
    ("On call", "1007", "queue", Some("+442079460007")),
];

/// Numbers that Anna may show beside her own: number, label, kind, extension of its plan.
const ANNA_MAY_SHOW: [(&str, &str, &str, &str); 3] = [
    ("+442079460000", "Sales", "callQueue", "1000"),
    ("+442079460001", "Support", "callQueue", "1001"),
    ("+442079460010", "Company", "additional", "1002"),
];

/// What the demo is made of, for those who go on with it.
pub(super) struct Demo {
    pub(super) users: Vec<user::Model>,
    pub(super) outside: Vec<String>,
}

/// Writes both organisations.
pub(super) async fn fill(db: &Database, key: &Key, clock: &Clock) -> anyhow::Result<()> {
    // One hash for all: hashing twenty-five times would be felt at the first start.
    let password_hash = password::hash_now(key, super::PASSWORD)?;
    let now_ms = clock.now_ms();
    let change = db.begin().await?;
    let demo = fill_first(&change, &password_hash, now_ms).await?;
    fill_second(&change, &password_hash, now_ms).await?;
    history::fill(&change, &demo, now_ms).await?;
    change.commit().await?;
    Ok(())
}

async fn fill_first(
    db: &DatabaseTransaction,
    password_hash: &str,
    now_ms: i64,
) -> anyhow::Result<Demo> {
    let new = NewOrganisation {
        name: "Molenaar Techniek".to_owned(),
        sip_domain: "pbx.test".to_owned(),
        country: "NL".to_owned(),
        time_zone: "Europe/Amsterdam".to_owned(),
        default_number: Some("+442079460010".to_owned()),
        is_demo: true,
    };
    let organisation = organisations::insert(db, new, now_ms).await?;
    let mut users = Vec::with_capacity(PEOPLE.len());
    for (first_name, last_name, extension) in PEOPLE {
        let direct = direct_number(extension);
        let (login, email) = names(first_name, last_name, "example.nl");
        let new = NewUser {
            first_name,
            last_name,
            login: Some(&login),
            email: &email,
            extension,
            password_hash: Some(password_hash.to_owned()),
            is_administrator: extension == "2040",
            language: "nl",
        };
        let user = organisations::user_row(&organisation, new, Some(&direct), now_ms)?
            .insert(db)
            .await?;
        give_number(db, &user, &direct).await?;
        give_devices(db, &user, now_ms).await?;
        users.push(user);
    }
    let plans = fill_plans(db, &organisation).await?;
    grant(db, &users, &plans, now_ms).await?;
    let mut random = StdRng::seed_from_u64(2041);
    let outside = contacts::fill(db, organisation.id, 400, &mut random).await?;
    Ok(Demo { users, outside })
}

/// A second organisation, so that a demo also shows that neither sees the other.
async fn fill_second(
    db: &DatabaseTransaction,
    password_hash: &str,
    now_ms: i64,
) -> anyhow::Result<()> {
    let new = NewOrganisation {
        name: "Noorderlicht".to_owned(),
        sip_domain: "noord.test".to_owned(),
        country: "NL".to_owned(),
        time_zone: "Europe/Amsterdam".to_owned(),
        default_number: None,
        is_demo: true,
    };
    let organisation = organisations::insert(db, new, now_ms).await?;
    for (first_name, last_name, extension, direct) in [
        ("Olaf", "Berg", "2041", "+442079460941"),
        ("Petra", "Zand", "2042", "+442079460942"),
    ] {
        let (login, email) = names(first_name, last_name, "example.org");
        let new = NewUser {
            first_name,
            last_name,
            login: Some(&login),
            email: &email,
            extension,
            password_hash: Some(password_hash.to_owned()),
            is_administrator: extension == "2041",
            language: "en",
        };
        let user = organisations::user_row(&organisation, new, Some(direct), now_ms)?
            .insert(db)
            .await?;
        give_number(db, &user, direct).await?;
    }
    Ok(())
}

/// `a.jansen` and `a.jansen@example.nl`.
pub(super) fn names(first_name: &str, last_name: &str, domain: &str) -> (String, String) {
    let bare = |text: &str| {
        belroute_shared::search::fold(text)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
    };
    let initial: String = bare(first_name).chars().take(1).collect();
    let login = format!("{initial}.{}", bare(last_name));
    let email = format!("{login}@{domain}");
    (login, email)
}

pub(super) fn direct_number(extension: &str) -> String {
    format!("+4420794600{}", &extension[2..])
}

pub(super) async fn give_number(
    db: &DatabaseTransaction,
    user: &user::Model,
    direct: &str,
) -> anyhow::Result<()> {
    number::ActiveModel {
        number: Set(direct.to_owned()),
        organisation_id: Set(user.organisation_id),
        user_id: Set(Some(user.id)),
        dial_plan_id: Set(None),
        label: Set("Direct".to_owned()),
    }
    .insert(db)
    .await?;
    let grant = caller_id_grant::ActiveModel {
        user_id: Set(user.id),
        organisation_id: Set(user.organisation_id),
        number: Set(direct.to_owned()),
        kind: Set("additional".to_owned()),
        dial_plan_id: Set(None),
        label: Set("Direct".to_owned()),
        is_default: Set(true),
        position: Set(0),
    };
    caller_id_grant::Entity::insert(grant)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// A desk phone that the administrator placed; every third also has the app.
async fn give_devices(
    db: &DatabaseTransaction,
    user: &user::Model,
    now_ms: i64,
) -> anyhow::Result<()> {
    let has_app = user.extension.ends_with(['1', '4', '7']);
    let desk = ("Yealink T54W", DeviceKind::Desk, false);
    let app = ("Belroute app", DeviceKind::App, true);
    for (name, kind, can_disconnect) in [Some(desk), has_app.then_some(app)].into_iter().flatten() {
        device::ActiveModel {
            id: Set(Uuid::now_v7()),
            organisation_id: Set(user.organisation_id),
            user_id: Set(user.id),
            name: Set(name.to_owned()),
            kind: Set(words::word(kind)),
            username: Set(username(&user.extension, kind)),
            // Made up, so without a password: its registrations come from the demo itself.
            ha1_sha256: Set(None),
            ha1_md5: Set(None),
            can_disconnect: Set(can_disconnect),
            last_seen_at_ms: Set(None),
            created_at_ms: Set(now_ms),
        }
        .insert(db)
        .await?;
    }
    Ok(())
}

/// The user name of a demo device. Those of real devices have no hyphen.
pub(super) fn username(extension: &str, kind: DeviceKind) -> String {
    format!("demo-{extension}-{}", words::word(kind))
}

async fn fill_plans(
    db: &DatabaseTransaction,
    organisation: &organisation::Model,
) -> anyhow::Result<Vec<dial_plan::Model>> {
    let mut plans = Vec::with_capacity(PLANS.len());
    for (name, extension, kind, public) in PLANS {
        let plan = dial_plan::ActiveModel {
            id: Set(Uuid::now_v7()),
            organisation_id: Set(organisation.id),
            kind: Set(kind.to_owned()),
            name: Set(name.to_owned()),
            extension: Set(extension.to_owned()),
            name_key: Set(keys::name_key(name)),
            search_key: Set(keys::search_key([name, extension], public)),
        }
        .insert(db)
        .await?;
        if let Some(public) = public {
            number::ActiveModel {
                number: Set(public.to_owned()),
                organisation_id: Set(organisation.id),
                user_id: Set(None),
                dial_plan_id: Set(Some(plan.id)),
                label: Set(if kind == "menu" { "Company" } else { name }.to_owned()),
            }
            .insert(db)
            .await?;
        }
        plans.push(plan);
    }
    Ok(plans)
}

async fn grant(
    db: &DatabaseTransaction,
    users: &[user::Model],
    plans: &[dial_plan::Model],
    now_ms: i64,
) -> anyhow::Result<()> {
    let mailboxes = users
        .iter()
        .filter(|user| user.extension != "2044")
        .map(|user| user_grant::ActiveModel {
            user_id: Set(user.id),
            organisation_id: Set(user.organisation_id),
            kind: Set("mailbox".to_owned()),
            granted_at_ms: Set(now_ms),
        });
    user_grant::Entity::insert_many(mailboxes)
        .exec_without_returning(db)
        .await?;
    let Some(anna) = users.iter().find(|user| user.extension == "2041") else {
        return Ok(());
    };
    let numbers = ANNA_MAY_SHOW
        .into_iter()
        .zip(1..)
        .map(|(allowed, position)| {
            let (number, label, kind, extension) = allowed;
            let plan = plans.iter().find(|plan| plan.extension == extension);
            caller_id_grant::ActiveModel {
                user_id: Set(anna.id),
                organisation_id: Set(anna.organisation_id),
                number: Set(number.to_owned()),
                kind: Set(kind.to_owned()),
                dial_plan_id: Set(plan.filter(|_| kind == "callQueue").map(|plan| plan.id)),
                label: Set(label.to_owned()),
                is_default: Set(false),
                position: Set(position),
            }
        });
    caller_id_grant::Entity::insert_many(numbers)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
