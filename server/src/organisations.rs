//! Making organisations and users from the command line.

use belroute_shared::number::Extension;
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, Set};
use uuid::Uuid;

use crate::{
    clock::Clock,
    database::Database,
    entity::{organisation, user},
    numbers,
    phonebook::keys,
    sealing::Key,
    session::{password, store},
};

/// What an organisation is made of.
pub struct NewOrganisation {
    /// Its name.
    pub name: String,
    /// The domain of its SIP addresses, unique over the installation.
    pub sip_domain: String,
    /// ISO 3166 code of its country.
    pub country: String,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// Number shown by users who have none of their own.
    pub default_number: Option<String>,
    /// Whether its calls are made up.
    pub is_demo: bool,
}

/// What a user is made of.
pub struct NewUser<'a> {
    /// First name.
    pub first_name: &'a str,
    /// Last name; may be empty.
    pub last_name: &'a str,
    /// Login name, if he has one beside his address.
    pub login: Option<&'a str>,
    /// E-mail address.
    pub email: &'a str,
    /// Internal number.
    pub extension: &'a str,
    /// PHC string of his password; `None`: he cannot sign in yet.
    pub password_hash: Option<String>,
    /// Whether he may use the company panel.
    pub is_administrator: bool,
    /// Language of the panel.
    pub language: &'a str,
}

/// Makes an organisation.
pub async fn insert(
    db: &impl ConnectionTrait,
    new: NewOrganisation,
    now_ms: i64,
) -> Result<organisation::Model, DbErr> {
    organisation::ActiveModel {
        id: Set(Uuid::now_v7()),
        name: Set(new.name),
        sip_domain: Set(new.sip_domain.to_lowercase()),
        country: Set(new.country),
        time_zone: Set(new.time_zone),
        default_number: Set(new.default_number),
        is_demo: Set(new.is_demo),
        town: Set(None),
        password_policy: Set(None),
        requires_second_factor: Set(!new.is_demo),
        can_remember_browser: Set(true),
        idle_minutes: Set(60),
        longest_minutes: Set(12 * 60),
        created_at_ms: Set(now_ms),
    }
    .insert(db)
    .await
}

/// The organisation of a SIP domain.
///
/// # Errors
/// The database's.
pub async fn find(
    db: &impl ConnectionTrait,
    sip_domain: &str,
) -> Result<Option<organisation::Model>, DbErr> {
    organisation::Entity::find()
        .filter(
            organisation::COLUMN
                .sip_domain
                .eq(sip_domain.trim().to_lowercase()),
        )
        .one(db)
        .await
}

/// A user's row, ready to be written.
///
/// # Errors
/// The extension is none.
pub fn user_row(
    organisation: &organisation::Model,
    new: NewUser<'_>,
    direct_number: Option<&str>,
    now_ms: i64,
) -> anyhow::Result<user::ActiveModel> {
    let extension = Extension::new(new.extension)
        .map_err(|_| anyhow::anyhow!("{} is not an extension", new.extension))?;
    let name = format!("{} {}", new.first_name, new.last_name);
    let words = [name.as_str(), new.email, new.extension];
    Ok(user::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(organisation.id),
        login: Set(new.login.map(str::to_lowercase)),
        email: Set(new.email.to_lowercase()),
        first_name: Set(new.first_name.to_owned()),
        last_name: Set(new.last_name.to_owned()),
        extension: Set(extension.into()),
        password_set_at_ms: Set(new.password_hash.is_some().then_some(now_ms)),
        password_hash: Set(new.password_hash),
        must_change_password: Set(false),
        temporary_until_ms: Set(None),
        factor_version: Set(0),
        has_stored_codes: Set(true),
        role: Set(if new.is_administrator {
            "administrator"
        } else {
            "user"
        }
        .to_owned()),
        language: Set(new.language.to_owned()),
        theme: Set("system".to_owned()),
        capacity: Set(3),
        outgoing_permission: Set("ALL".to_owned()),
        name_key: Set(keys::name_key(&name)),
        search_key: Set(keys::search_key(words, direct_number)),
        disabled_at_ms: Set(None),
        created_at_ms: Set(now_ms),
    })
}

/// Makes an organisation with one administrator, whose password is given.
pub async fn create(
    db: &Database,
    key: &Key,
    clock: &Clock,
    new: NewOrganisation,
    mut administrator: NewUser<'_>,
    password: &str,
) -> anyhow::Result<()> {
    jiff::tz::TimeZone::get(&new.time_zone)
        .map_err(|_| anyhow::anyhow!("there is no time zone {}", new.time_zone))?;
    anyhow::ensure!(
        numbers::Country::is_known(&new.country),
        "there is no country {}",
        new.country
    );
    administrator.password_hash = Some(password::hash_now(key, password)?);
    administrator.is_administrator = true;
    let change = db.begin().await?;
    let organisation = insert(&change, new, clock.now_ms()).await?;
    user_row(&organisation, administrator, None, clock.now_ms())?
        .insert(&change)
        .await?;
    change.commit().await?;
    Ok(())
}

/// Makes a personal access token for the user of an e-mail address.
pub async fn create_token(db: &Database, clock: &Clock, email: &str) -> anyhow::Result<String> {
    let change = db.begin().await?;
    let owner = user_of_email(&change, email).await?;
    let token = store::insert_token(&change, &owner, "command line", clock.now_ms()).await?;
    change.commit().await?;
    Ok(token)
}

/// The user of an e-mail address.
pub(crate) async fn user_of_email(
    db: &impl ConnectionTrait,
    email: &str,
) -> anyhow::Result<user::Model> {
    user::Entity::find()
        .filter(user::COLUMN.email.eq(email.trim().to_lowercase()))
        .one(db)
        .await?
        .ok_or_else(|| anyhow::anyhow!("there is no user with the address {email}"))
}
