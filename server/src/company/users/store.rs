//! People in the database, for their administrators.

use std::collections::{HashMap, HashSet};

use belroute_shared::{
    account::Language,
    company::users::{CompanyUser, Grant, Role, UserSettings, UserStatus},
    error::{Code, FieldError},
    ids::{OrganisationId, UserId},
    number::{Extension, PhoneNumber},
    people::Names,
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, Set,
};
use uuid::Uuid;

use super::grants;
use crate::{
    account,
    clock::moment,
    company::{
        extensions,
        paging::{After, by_name},
        search_keys,
    },
    email_addresses,
    entity::{browser, caller_id_grant, number, organisation, second_factor, user, user_grant},
    phonebook::keys,
    words,
};

/// Users of an organisation by name, behind a cursor.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    query: &str,
    after: Option<&After>,
    rows: u64,
) -> Result<Vec<user::Model>, DbErr> {
    let mut wanted = user::Entity::find().filter(user::COLUMN.organisation_id.eq(organisation.0));
    for part in keys::parts(query) {
        wanted = wanted.filter(user::COLUMN.search_key.contains(part));
    }
    let (name, id) = (user::Column::NameKey, user::Column::Id);
    by_name(wanted, name, id, after, rows).all(db).await
}

/// A user of the organisation.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: UserId,
) -> Result<Option<user::Model>, DbErr> {
    user::Entity::find_by_id(id.0)
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await
}

/// Whether there is such a user in another organisation: for the audit log alone.
pub(super) async fn is_stranger(db: &impl ConnectionTrait, id: UserId) -> Result<bool, DbErr> {
    Ok(user::Entity::find_by_id(id.0).one(db).await?.is_some())
}

/// A user by e-mail address, with his organisation: for the command line.
///
/// # Errors
/// The database's.
pub async fn find_by_email(
    db: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<(user::Model, organisation::Model)>, DbErr> {
    let user = user::Entity::find()
        .filter(user::COLUMN.email.eq(email.trim().to_lowercase()))
        .one(db)
        .await?;
    let Some(user) = user else { return Ok(None) };
    let organisation = organisation::Entity::find_by_id(user.organisation_id)
        .one(db)
        .await?;
    Ok(organisation.map(|organisation| (user, organisation)))
}

/// Users with everything that stands beside them, in the order given: a few queries for all.
pub(super) async fn shown(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    rows: Vec<user::Model>,
) -> Result<Vec<CompanyUser>, DbErr> {
    let ids = || rows.iter().map(|row| row.id);
    let mut grants: HashMap<Uuid, Vec<_>> = HashMap::new();
    for row in user_grant::Entity::find()
        .filter(user_grant::COLUMN.organisation_id.eq(organisation.0))
        .filter(user_grant::COLUMN.user_id.is_in(ids()))
        .all(db)
        .await?
    {
        grants
            .entry(row.user_id)
            .or_default()
            .extend(words::of_word::<Grant>(&row.kind));
    }
    let mut callers: HashMap<Uuid, Vec<PhoneNumber>> = HashMap::new();
    for row in caller_id_grant::Entity::find()
        .filter(caller_id_grant::COLUMN.organisation_id.eq(organisation.0))
        .filter(caller_id_grant::COLUMN.user_id.is_in(ids()))
        .order_by_asc(caller_id_grant::Column::Position)
        .all(db)
        .await?
    {
        callers
            .entry(row.user_id)
            .or_default()
            .extend(PhoneNumber::new(row.number));
    }
    let mut direct: HashMap<Uuid, PhoneNumber> = HashMap::new();
    for row in number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(organisation.0))
        .filter(number::COLUMN.user_id.is_in(ids()))
        .order_by_asc(number::Column::Number)
        .all(db)
        .await?
    {
        if let (Some(owner), Ok(number)) = (row.user_id, PhoneNumber::new(row.number)) {
            direct.entry(owner).or_insert(number);
        }
    }
    let with_factor: HashSet<Uuid> = second_factor::Entity::find()
        .filter(second_factor::COLUMN.organisation_id.eq(organisation.0))
        .filter(second_factor::COLUMN.user_id.is_in(ids()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.user_id)
        .collect();
    let mut signed_in: HashMap<Uuid, i64> = HashMap::new();
    for row in browser::Entity::find()
        .filter(browser::COLUMN.organisation_id.eq(organisation.0))
        .filter(browser::COLUMN.user_id.is_in(ids()))
        .all(db)
        .await?
    {
        let last = signed_in.entry(row.user_id).or_default();
        *last = row.last_sign_in_at_ms.max(*last);
    }
    let in_use = account::store::list_in_use(db, &rows).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let mut found = grants.remove(&row.id).unwrap_or_default();
            found.sort_unstable();
            Some(CompanyUser {
                id: UserId(row.id),
                status: status(&row, &in_use),
                direct_number: direct.remove(&row.id),
                has_second_factor: with_factor.contains(&row.id),
                last_signed_in_at: signed_in.remove(&row.id).map(moment),
                settings: UserSettings {
                    extension: Extension::new(row.extension).ok()?,
                    role: words::of_word(&row.role).unwrap_or_default(),
                    language: Language::of_tag(&row.language).unwrap_or_default(),
                    grants: found,
                    caller_numbers: callers.remove(&row.id).unwrap_or_default(),
                    first_name: row.first_name,
                    last_name: row.last_name,
                    email: row.email,
                    login: row.login,
                },
            })
        })
        .collect())
}

fn status(row: &user::Model, in_use: &HashSet<Uuid>) -> UserStatus {
    if row.disabled_at_ms.is_some() {
        UserStatus::Disabled
    } else if in_use.contains(&row.id) {
        UserStatus::Active
    } else {
        UserStatus::Invited
    }
}

/// Makes a user who has no password yet.
///
/// # Errors
/// The database's; among them that an address, login name or internal number is taken.
pub async fn insert(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    settings: &UserSettings,
    now_ms: i64,
) -> anyhow::Result<user::Model> {
    let new = crate::organisations::NewUser {
        first_name: &settings.first_name,
        last_name: &settings.last_name,
        login: settings.login.as_deref(),
        email: &settings.email,
        extension: settings.extension.as_str(),
        password_hash: None,
        is_administrator: settings.role == Role::Administrator,
        language: settings.language.tag(),
    };
    let row = crate::organisations::user_row(organisation, new, None, now_ms)?;
    let row = row.insert(db).await?;
    grants::save(db, &row, settings, now_ms).await?;
    Ok(row)
}

/// Saves what the administrator decided.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    row: &user::Model,
    settings: &UserSettings,
    now_ms: i64,
) -> Result<(), DbErr> {
    let mut changed = row.clone().into_active_model();
    set_names(&mut changed, &settings.first_name, &settings.last_name);
    changed.email = Set(settings.email.clone());
    changed.login = Set(settings.login.clone());
    changed.extension = Set(settings.extension.as_str().to_owned());
    changed.role = Set(words::word(settings.role));
    changed.language = Set(settings.language.tag().to_owned());
    changed.update(db).await?;
    email_addresses::store::delete_by_address(db, UserId(row.id), &settings.email).await?;
    let organisation = OrganisationId(row.organisation_id);
    search_keys::make_users(db, organisation, [UserId(row.id)]).await?;
    grants::save(db, row, settings, now_ms).await
}

/// Gives a user other names, and makes anew what he is found by.
pub(crate) async fn rename(
    db: &impl ConnectionTrait,
    row: &user::Model,
    names: &Names,
) -> Result<(), DbErr> {
    let mut changed = row.clone().into_active_model();
    set_names(&mut changed, &names.first_name, &names.last_name);
    changed.update(db).await?;
    let organisation = OrganisationId(row.organisation_id);
    search_keys::make_users(db, organisation, [UserId(row.id)]).await
}

/// Both names, and the key by which lists are in their order.
fn set_names(changed: &mut user::ActiveModel, first: &str, last: &str) {
    changed.first_name = Set(first.to_owned());
    changed.last_name = Set(last.to_owned());
    changed.name_key = Set(keys::name_key(&format!("{first} {last}")));
}

/// Gives a user another address to sign in with, by which he is found as well.
pub(crate) async fn change_email(
    db: &impl ConnectionTrait,
    row: &user::Model,
    email: &str,
) -> Result<user::Model, DbErr> {
    let mut changed = row.clone().into_active_model();
    changed.email = Set(email.to_owned());
    let changed = changed.update(db).await?;
    let organisation = OrganisationId(row.organisation_id);
    search_keys::make_users(db, organisation, [UserId(row.id)]).await?;
    Ok(changed)
}

/// What of the settings somebody else has already, or is not the organisation's.
pub(super) async fn conflicts(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    settings: &UserSettings,
    except: Option<UserId>,
) -> Result<Vec<FieldError>, DbErr> {
    let except = except.map_or(Uuid::nil(), |id| id.0);
    let mut broken = Vec::new();
    let others = || user::Entity::find().filter(user::COLUMN.id.ne(except));
    let email = others().filter(user::COLUMN.email.eq(settings.email.as_str()));
    if email.one(db).await?.is_some() {
        broken.push(FieldError::new("email", Code::Taken));
    }
    if let Some(login) = &settings.login {
        let login = others().filter(user::COLUMN.login.eq(login.as_str()));
        if login.one(db).await?.is_some() {
            broken.push(FieldError::new("login", Code::Taken));
        }
    }
    if extensions::is_taken(db, organisation, &settings.extension, except).await? {
        broken.push(FieldError::new("extension", Code::Taken));
    }
    let wanted: Vec<&str> = settings
        .caller_numbers
        .iter()
        .map(PhoneNumber::as_str)
        .collect();
    let own = number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(organisation.0))
        .filter(number::COLUMN.number.is_in(wanted.iter().copied()))
        .all(db)
        .await?;
    if own.len() != wanted.len() {
        broken.push(FieldError::new("callerNumbers", Code::NumberNotAllowed));
    }
    Ok(broken)
}
