//! Putting a message into the mailbox that it was spoken for.

use belroute_shared::{error::Code, ids::OrganisationId, voicemail::Reason};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, Set, sea_query::OnConflict,
};
use uuid::Uuid;

use super::sharing;
use crate::{
    entity::{call, call_fact, recording, user, voice_message},
    error::{ApiError, ApiResult},
    media::wire::{self, Meta},
    sounds::Sound,
    words,
};

/// For so long a call may become known after its message: the engine keeps its events while the
/// panel is away.
const UNKNOWN_MS: i64 = 3600 * 1000;

/// Whether a recording was taken in before.
pub(super) async fn is_taken(db: &impl ConnectionTrait, meta: &Meta) -> Result<bool, DbErr> {
    let taken = recording::Entity::find_by_id(meta.id).one(db).await?;
    Ok(taken.is_some())
}

/// Marks a recording as taken in; whether it was new.
pub(super) async fn insert_recording(
    change: &DatabaseTransaction,
    meta: &Meta,
    organisation: OrganisationId,
    now_ms: i64,
) -> Result<bool, DbErr> {
    let row = recording::ActiveModel {
        id: Set(meta.id),
        organisation_id: Set(organisation.0),
        taken_at_ms: Set(now_ms),
    };
    let once = OnConflict::column(recording::Column::Id)
        .do_nothing()
        .to_owned();
    let inserted = recording::Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(change)
        .await?;
    Ok(inserted > 0)
}

/// Whose mailbox it is for. The media server names it as it was told, or, when the panel was away,
/// by the internal number that it has in plans.
pub(super) async fn owner(
    db: &impl ConnectionTrait,
    meta: &Meta,
    now_ms: i64,
) -> ApiResult<user::Model> {
    let named = match meta.mailbox.parse::<Uuid>() {
        Ok(id) => user::Entity::find_by_id(id).one(db).await?,
        Err(_) => at_extension(db, meta, now_ms).await?,
    };
    let gone = || ApiError::Conflict(Code::NoMailbox);
    let owner = named.ok_or_else(gone)?;
    let organisation = OrganisationId(owner.organisation_id);
    let there = sharing::list_existing(db, organisation, &[owner.id]).await?;
    if there.is_empty() {
        return Err(gone());
    }
    Ok(owner)
}

async fn at_extension(
    db: &impl ConnectionTrait,
    meta: &Meta,
    now_ms: i64,
) -> ApiResult<Option<user::Model>> {
    let same = user::Entity::find().filter(user::COLUMN.extension.eq(meta.mailbox.as_str()));
    let mut same = same.all(db).await?;
    if let Some(organisation) = organisation(db, meta).await? {
        same.retain(|row| row.organisation_id == organisation);
    } else if same.len() > 1 {
        // Another organisation has the same internal number.
        if meta.started.ms() > now_ms - UNKNOWN_MS {
            let reason = anyhow::anyhow!("the call of a recording is not known yet");
            return Err(ApiError::Unavailable(reason));
        }
        return Ok(None);
    }
    Ok(same.pop())
}

/// The organisation that the call came to.
async fn organisation(db: &impl ConnectionTrait, meta: &Meta) -> Result<Option<Uuid>, DbErr> {
    if let Some(fact) = fact(db, meta).await? {
        return Ok(Some(fact.organisation_id));
    }
    let row = call::Entity::find()
        .filter(call::COLUMN.sip_call_id.eq(meta.sip_call_id.as_str()))
        .one(db)
        .await?;
    Ok(row.map(|row| row.organisation_id))
}

async fn fact(db: &impl ConnectionTrait, meta: &Meta) -> Result<Option<call_fact::Model>, DbErr> {
    if let Some(id) = meta.call {
        let known = call_fact::Entity::find_by_id(id).one(db).await?;
        if known.is_some() {
            return Ok(known);
        }
    }
    call_fact::Entity::find()
        .filter(call_fact::COLUMN.sip_call_id.eq(meta.sip_call_id.as_str()))
        .order_by_desc(call_fact::Column::AtMs)
        .one(db)
        .await
}

/// Puts the message into the mailbox.
pub(super) async fn insert_message(
    change: &DatabaseTransaction,
    meta: &Meta,
    owner: &user::Model,
    (caller, sound): (&Caller, &Sound),
    now_ms: i64,
) -> Result<voice_message::Model, DbErr> {
    let row = voice_message::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(owner.organisation_id),
        mailbox_id: Set(owner.id),
        sound: Set(sound.sha256.clone()),
        sip_call_id: Set(Some(meta.sip_call_id.clone())),
        caller_number: Set(caller.number.clone()),
        is_anonymous: Set(caller.is_anonymous),
        reason: Set(words::word(reason(meta.reason))),
        // A clock that goes wrong must not put a message above all that come later.
        created_at_ms: Set(meta.started.ms().clamp(0, now_ms)),
        is_read: Set(false),
        read_at_ms: Set(None),
        is_urgent: Set(false),
        is_kept: Set(false),
        forwarded_by: Set(None),
        comment: Set(None),
        deleted_at_ms: Set(None),
    };
    row.insert(change).await
}

/// Who left a message.
pub(super) struct Caller {
    pub(super) number: Option<String>,
    pub(super) is_anonymous: bool,
}

/// Who left it, as the list of calls has him, else as it was asked about, else as he named himself.
pub(super) async fn caller(
    db: &impl ConnectionTrait,
    meta: &Meta,
    owner: &user::Model,
) -> Result<Caller, DbErr> {
    let row = call::Entity::find()
        .filter(call::COLUMN.user_id.eq(owner.id))
        .filter(call::COLUMN.sip_call_id.eq(meta.sip_call_id.as_str()))
        .one(db)
        .await?;
    if let Some(row) = row {
        return Ok(Caller {
            number: row.other_number,
            is_anonymous: row.is_anonymous,
        });
    }
    let fact = fact(db, meta).await?;
    if let Some(fact) = fact.filter(|it| it.organisation_id == owner.organisation_id) {
        let is_hidden_colleague = fact.caller_id.is_some() && fact.is_shown_hidden;
        let is_anonymous = fact.is_anonymous || is_hidden_colleague;
        return Ok(Caller {
            number: fact.caller_number.filter(|_| !is_anonymous),
            is_anonymous,
        });
    }
    let number = meta.from.number.as_str();
    let is_number = number.starts_with('+') || number.bytes().all(|byte| byte.is_ascii_digit());
    let is_named = is_number && (1..=32).contains(&number.len());
    Ok(Caller {
        number: is_named.then(|| number.to_owned()),
        is_anonymous: number.is_empty() || number.eq_ignore_ascii_case("anonymous"),
    })
}

fn reason(reason: wire::Reason) -> Reason {
    match reason {
        wire::Reason::Busy => Reason::Busy,
        wire::Reason::NoAnswer => Reason::NoAnswer,
        wire::Reason::All => Reason::All,
        wire::Reason::Unreachable => Reason::Unreachable,
        wire::Reason::Unknown => Reason::Unknown,
    }
}
