//! Who is in the world.

use std::collections::HashMap;

use argon2::{Algorithm, Argon2, Params, Version, password_hash::PasswordHasher as _};
use belroute_server::{
    database::Database,
    entity::{
        caller_id_grant, contact, contact_number, device, dial_plan, number, user, user_grant,
    },
    organisations::{self, NewOrganisation, NewUser},
};
use belroute_shared::search::fold;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::NotSet, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, Set,
};
use uuid::Uuid;

use super::{MEMORY_KIB, PASSWORD, World, engine::username, key};

/// Alice's own number.
pub(crate) const ALICE: &str = "+442079460041";
/// Bob's own number.
pub(crate) const BOB: &str = "+442079460042";
/// The number of the queue called Sales; Alice may show it.
pub(crate) const SALES: &str = "+442079460000";
/// The number of the hunt group called Planning; Alice may show it.
pub(crate) const PLANNING: &str = "+442079460003";
/// The number of the whole company; Alice may show it, and who has no own number does.
pub(crate) const COMPANY: &str = "+442079460010";
/// Eve's own number, in the other organisation.
pub(crate) const EVE: &str = "+442079460941";
/// Somebody outside whom nobody knows.
pub(crate) const OUTSIDE: &str = "+447700900123";

/// What every test can count on.
#[derive(Clone)]
pub(crate) struct Seed {
    pub(crate) alpha: Uuid,
    pub(crate) beta: Uuid,
    /// The queue at 2000.
    pub(crate) sales: Uuid,
    /// The hunt group at 2001.
    pub(crate) planning: Uuid,
    users: HashMap<&'static str, user::Model>,
}

impl Seed {
    pub(crate) fn user(&self, name: &str) -> &user::Model {
        &self.users[name]
    }
}

struct Person {
    first_name: &'static str,
    last_name: &'static str,
    extension: &'static str,
    direct_number: Option<&'static str>,
}

const fn person(
    first_name: &'static str,
    last_name: &'static str,
    extension: &'static str,
    direct_number: Option<&'static str>,
) -> Person {
    Person {
        first_name,
        last_name,
        extension,
        direct_number,
    }
}

// Eve has Alice's extension, and Frank one that nobody at Alpha has.
const ALPHA: [Person; 3] = [
    person("Alice", "Müller", "1001", Some(ALICE)),
    person("Bob", "de Vries", "1002", Some(BOB)),
    person("Dana", "", "1003", None),
];
const BETA: [Person; 2] = [
    person("Eve", "Muller", "1001", Some(EVE)),
    person("Frank", "Stranger", "5001", None),
];

/// Fills an empty database: Alpha with Alice, Bob and Dana; Beta with Eve and Frank.
pub(super) async fn fill(db: &Database) -> Seed {
    let change = db.begin().await.unwrap();
    let hash = cheap_hash();
    let mut users = HashMap::new();
    let alpha = organisation(&change, "Alpha", Some(COMPANY), &ALPHA, &hash, &mut users).await;
    let beta = organisation(&change, "Beta", None, &BETA, &hash, &mut users).await;
    let sales = plan(&change, alpha, "queue", "Sales", "2000").await;
    let planning = plan(&change, alpha, "huntGroup", "Planning", "2001").await;
    for (public, label, plan) in [
        (SALES, "Sales", Some(sales)),
        (PLANNING, "Planning", Some(planning)),
        (COMPANY, "Company", None),
    ] {
        give_number(&change, alpha, public, label, None, plan).await;
    }
    let alice = users["alice"].id;
    allow(&change, alpha, alice, SALES, "callQueue", Some(sales), 1).await;
    let group = Some(planning);
    allow(&change, alpha, alice, PLANNING, "huntGroup", group, 2).await;
    allow(&change, alpha, alice, COMPANY, "additional", None, 3).await;
    give_mailbox(&change, &users["bob"]).await;
    change.commit().await.unwrap();
    Seed {
        alpha,
        beta,
        sales,
        planning,
        users,
    }
}

async fn organisation(
    db: &impl ConnectionTrait,
    name: &str,
    default_number: Option<&str>,
    people: &'static [Person],
    password_hash: &str,
    users: &mut HashMap<&'static str, user::Model>,
) -> Uuid {
    let domain = format!("{}.test", name.to_lowercase());
    let new = NewOrganisation {
        name: name.to_owned(),
        sip_domain: domain.clone(),
        country: "NL".to_owned(),
        time_zone: "Europe/Amsterdam".to_owned(),
        default_number: default_number.map(str::to_owned),
        is_demo: false,
    };
    let now_ms = World::NOON.as_millisecond();
    let organisation = organisations::insert(db, new, now_ms).await.unwrap();
    let mut relaxed = organisation.clone().into_active_model();
    relaxed.requires_second_factor = Set(false);
    relaxed.update(db).await.unwrap();
    for person in people {
        let login = person.first_name.to_lowercase();
        let new = NewUser {
            first_name: person.first_name,
            last_name: person.last_name,
            login: Some(&login),
            email: &format!("{login}@{domain}"),
            extension: person.extension,
            password_hash: Some(password_hash.to_owned()),
            is_administrator: person.first_name == "Dana",
            language: "en",
        };
        let user = organisations::user_row(&organisation, new, person.direct_number, now_ms)
            .unwrap()
            .insert(db)
            .await
            .unwrap();
        if let Some(direct) = person.direct_number {
            give_number(
                db,
                user.organisation_id,
                direct,
                "Direct",
                Some(user.id),
                None,
            )
            .await;
        }
        users.insert(login.leak(), user);
    }
    organisation.id
}

async fn plan(
    db: &impl ConnectionTrait,
    organisation_id: Uuid,
    kind: &str,
    name: &str,
    extension: &str,
) -> Uuid {
    let id = Uuid::now_v7();
    dial_plan::ActiveModel {
        id: Set(id),
        organisation_id: Set(organisation_id),
        kind: Set(kind.to_owned()),
        name: Set(name.to_owned()),
        extension: Set(extension.to_owned()),
        name_key: Set(fold(name)),
        search_key: Set(format!("{} {extension}", fold(name))),
    }
    .insert(db)
    .await
    .unwrap();
    id
}

async fn give_number(
    db: &impl ConnectionTrait,
    organisation_id: Uuid,
    public: &str,
    label: &str,
    user_id: Option<Uuid>,
    dial_plan_id: Option<Uuid>,
) {
    number::ActiveModel {
        number: Set(public.to_owned()),
        organisation_id: Set(organisation_id),
        user_id: Set(user_id),
        dial_plan_id: Set(dial_plan_id),
        label: Set(label.to_owned()),
    }
    .insert(db)
    .await
    .unwrap();
}

async fn allow(
    db: &impl ConnectionTrait,
    organisation_id: Uuid,
    user_id: Uuid,
    public: &str,
    kind: &str,
    dial_plan_id: Option<Uuid>,
    position: i32,
) {
    let label = match public {
        SALES => "Sales",
        PLANNING => "Planning",
        _ => "Company",
    };
    caller_id_grant::ActiveModel {
        user_id: Set(user_id),
        organisation_id: Set(organisation_id),
        number: Set(public.to_owned()),
        kind: Set(kind.to_owned()),
        dial_plan_id: Set(dial_plan_id),
        label: Set(label.to_owned()),
        is_default: Set(false),
        position: Set(position),
    }
    .insert(db)
    .await
    .unwrap();
}

async fn give_mailbox(db: &impl ConnectionTrait, user: &user::Model) {
    user_grant::ActiveModel {
        user_id: Set(user.id),
        organisation_id: Set(user.organisation_id),
        kind: Set("mailbox".to_owned()),
        granted_at_ms: Set(World::NOON.as_millisecond()),
    }
    .insert(db)
    .await
    .unwrap();
}

/// Adds a contact: of the company, or of one user when an owner is given.
///
/// The keys are those that the server makes for a number of the Netherlands.
pub(crate) async fn add_contact(
    db: &impl ConnectionTrait,
    organisation_id: Uuid,
    owner_id: Option<Uuid>,
    name: &str,
    public: &str,
) -> Uuid {
    let id = Uuid::now_v7();
    let digits = public.trim_start_matches('+');
    let national = digits.strip_prefix("31").unwrap_or(digits);
    contact::ActiveModel {
        sequence: NotSet,
        id: Set(id),
        organisation_id: Set(organisation_id),
        owner_id: Set(owner_id),
        name: Set(name.to_owned()),
        first_name: Set(None),
        last_name: Set(None),
        company: Set(None),
        email: Set(None),
        note: Set(None),
        name_key: Set(fold(name)),
        search_key: Set(format!("{} {digits} 0{national}", fold(name))),
    }
    .insert(db)
    .await
    .unwrap();
    contact_number::ActiveModel {
        contact_id: Set(id),
        position: Set(0),
        organisation_id: Set(organisation_id),
        owner_id: Set(owner_id),
        number: Set(public.to_owned()),
        label: Set(Some("mobile".to_owned())),
    }
    .insert(db)
    .await
    .unwrap();
    id
}

/// Gives the user of an address a device, unless he has it. Nobody knows a password for it.
pub(super) async fn add_device(
    db: &impl ConnectionTrait,
    seed: &Seed,
    address: &str,
    name: &str,
) -> Uuid {
    let (extension, domain) = address.split_once('@').unwrap();
    let owner = seed
        .users
        .values()
        .find(|user| user.extension == extension && user.email.ends_with(domain))
        .unwrap();
    let username = username(address, name);
    let known = device::Entity::find().filter(device::COLUMN.username.eq(username.as_str()));
    if let Some(row) = known.one(db).await.unwrap() {
        return row.id;
    }
    let row = device::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(owner.organisation_id),
        user_id: Set(owner.id),
        name: Set(name.to_owned()),
        kind: Set("desk".to_owned()),
        username: Set(username),
        ha1_sha256: Set(None),
        ha1_md5: Set(None),
        can_disconnect: Set(true),
        last_seen_at_ms: Set(None),
        created_at_ms: Set(World::NOON.as_millisecond()),
    };
    row.insert(db).await.unwrap().id
}

/// A hash that takes no time, because every test signs in. The server reads its cost from it.
fn cheap_hash() -> String {
    let cheap = Params::new(MEMORY_KIB, 2, 1, None).unwrap();
    let pepper = key().pepper();
    Argon2::new_with_secret(&pepper, Algorithm::Argon2id, Version::V0x13, cheap)
        .unwrap()
        .hash_password(PASSWORD.as_bytes())
        .unwrap()
        .to_string()
}
