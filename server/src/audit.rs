//! Who did what. Every line is written in the transaction of the change that it tells of, and says
//! never a password or a code.

pub(crate) mod days;
pub(crate) mod list;
mod told;

use std::net::IpAddr;

use belroute_shared::{
    audit::Action,
    ids::{AuditLineId, OrganisationId, UserId},
};
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait as _, Set};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    directory::full_name,
    entity::{audit, user},
    session::Session,
    words::word,
};

pub(crate) use told::Told;

/// How long lines are kept, in days: thirteen months.
pub(crate) const KEPT_DAYS: i64 = 396;

/// Who does something.
#[derive(Clone, Debug)]
pub struct Actor {
    /// May no longer exist when the line is read; the name that he had stays.
    id: Option<UserId>,
    name: String,
    address: Option<IpAddr>,
}

impl Actor {
    /// A user, and where he asks from.
    pub(crate) fn of(user: &user::Model, address: Option<IpAddr>) -> Self {
        Self {
            id: Some(UserId(user.id)),
            name: full_name(user),
            address,
        }
    }

    /// Whoever may use the command line.
    pub fn command_line() -> Self {
        Self {
            id: None,
            name: "command line".to_owned(),
            address: None,
        }
    }

    /// Somebody who has not said who he is.
    pub(crate) fn nobody() -> Self {
        Self {
            id: None,
            name: String::new(),
            address: None,
        }
    }

    /// The same, who came from somewhere.
    pub(crate) fn stranger(address: IpAddr) -> Self {
        Self {
            address: Some(address),
            ..Self::nobody()
        }
    }

    /// First and last name, as in the log.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Writes a line, and gives its id.
    pub(crate) async fn write(
        &self,
        db: &impl ConnectionTrait,
        line: Line,
        now_ms: i64,
    ) -> Result<AuditLineId, DbErr> {
        let id = Uuid::now_v7();
        audit::ActiveModel {
            id: Set(id),
            organisation_id: Set(line.organisation.0),
            user_id: Set(line.user.map(|user| user.0)),
            actor_id: Set(self.id.map(|actor| actor.0)),
            actor_name: Set(self.name.clone()),
            action: Set(word(line.action)),
            object: Set(line.object),
            before: Set(line.before),
            after: Set(line.after),
            address: Set(self.address.map(|address| address.to_string())),
            at_ms: Set(now_ms),
        }
        .insert(db)
        .await?;
        Ok(AuditLineId(id))
    }
}

/// What was done, and to what.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    organisation: OrganisationId,
    /// Whose account or setting it is.
    user: Option<UserId>,
    action: Action,
    /// What it was done to; empty when the action says it.
    object: String,
    before: Option<String>,
    after: Option<String>,
}

impl Line {
    /// Of something that belongs to an organisation.
    pub(crate) fn of(organisation: OrganisationId, action: Action) -> Self {
        Self {
            organisation,
            user: None,
            action,
            object: String::new(),
            before: None,
            after: None,
        }
    }

    /// About a user's account or settings.
    pub(crate) fn about(user: &user::Model, action: Action) -> Self {
        Self {
            user: Some(UserId(user.id)),
            ..Self::of(OrganisationId(user.organisation_id), action)
        }
    }

    /// The user whose account or setting it touches, where it touches one.
    pub(crate) fn touching(self, user: Option<UserId>) -> Self {
        Self { user, ..self }
    }

    /// Names what it was done to.
    pub(crate) fn to(self, object: impl Into<String>) -> Self {
        Self {
            object: object.into(),
            ..self
        }
    }

    /// What it was, and what it is.
    pub(crate) fn changed(
        self,
        before: Option<&impl Serialize>,
        after: Option<&impl Serialize>,
    ) -> Self {
        Self {
            before: before.and_then(|it| serde_json::to_string(it).ok()),
            after: after.and_then(|it| serde_json::to_string(it).ok()),
            ..self
        }
    }
}

/// A line about a user's own account, written by himself.
pub(crate) async fn write_own(
    db: &impl ConnectionTrait,
    user: &user::Model,
    action: Action,
    object: impl Into<String>,
    address: Option<IpAddr>,
    now_ms: i64,
) -> Result<(), DbErr> {
    let line = Line::about(user, action).to(object);
    Actor::of(user, address).write(db, line, now_ms).await?;
    Ok(())
}

/// A setting at a user's panel was changed, by himself or by who has opened it. Gives what the answer
/// is to tell of it.
pub(crate) async fn write_setting(
    db: &impl ConnectionTrait,
    session: Session,
    setting: &str,
    before: &impl Serialize,
    after: &impl Serialize,
    now_ms: i64,
) -> Result<Told, DbErr> {
    let actor = session.opened_by.unwrap_or(session.user);
    let Some(actor) = user::Entity::find_by_id(actor.0).one(db).await? else {
        return Ok(Told::default());
    };
    let line = Line {
        user: Some(session.user),
        ..Line::of(session.organisation, Action::SettingChanged)
    };
    let line = line.to(setting).changed(Some(before), Some(after));
    let id = Actor::of(&actor, None).write(db, line, now_ms).await?;
    Ok(Told::of(id))
}
