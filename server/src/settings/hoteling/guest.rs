//! Sitting down at somebody's phone, and leaving it.

use belroute_shared::{
    error::{Code, FieldError},
    ids::UserId,
    settings::{
        Setting as _,
        hoteling::{HotelingGuest, HotelingHost, ShownHotelingGuest},
    },
};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::Value;

use super::{store, tell};
use crate::{
    audit::Told,
    colleagues,
    entity::hoteling_stay,
    error::{ApiError, ApiResult},
    etag::{self, IfMatch},
    session::Session,
    settings::{Change, store as settings},
    state::AppState,
};

/// What a guest has decided, and at whose phone he sits.
pub(super) async fn shown(
    db: &impl ConnectionTrait,
    session: Session,
    now_ms: i64,
) -> ApiResult<ShownHotelingGuest> {
    let (user, organisation) = (session.user, session.organisation);
    let guest = settings::find::<HotelingGuest>(db, user).await?.value;
    let mut shown = ShownHotelingGuest {
        guest,
        ..ShownHotelingGuest::default()
    };
    let Some(stay) = store::find_stay(db, organisation, user, now_ms).await? else {
        return Ok(shown);
    };
    let mut people = colleagues::list(db, organisation, [stay.host_id]).await?;
    let Some(host) = people.remove(&stay.host_id) else {
        return Ok(shown);
    };
    let settings = store::find_host(db, organisation, host.id()).await?;
    shown.guest.host_id = Some(host.id());
    shown.host_extension = host.extension();
    shown.host_phone_number = host.direct_number;
    shown.host_location = colleagues::location(db, organisation).await?;
    shown.host_first_name = Some(host.user.first_name);
    shown.host_last_name = Some(host.user.last_name);
    shown.host_association_limit_hours = Some(settings.association_limit_hours);
    shown.host_enforced_association_limit_enabled = Some(settings.enforce_association_limit);
    Ok(shown)
}

/// Does what a guest wants, and gives what to tell of it, and the new tag of what he reads.
pub(super) async fn replaced(
    state: &AppState,
    session: Session,
    seen: &IfMatch,
    patch: Value,
) -> ApiResult<(Told, etag::Header)> {
    let change = Change::begin(state, session, HotelingGuest::FEATURE).await?;
    let (db, now_ms) = (&change.db, change.now.as_millisecond());
    let before = shown(db, session, now_ms).await?;
    seen.check_content(&before)?;
    let wanted = wanted(&change, &before.guest, patch).await?;
    let stay = store::find_stay(db, session.organisation, session.user, now_ms).await?;
    let next = match wanted.host_id {
        Some(host) => Some(seated(&change, &wanted, host, stay.as_ref()).await?),
        None => None,
    };
    if let Some(stay) = stay.as_ref().filter(|_| next.is_none()) {
        store::end_stay(db, stay).await?;
    }
    // Where he sits has a table of its own.
    change
        .save(&HotelingGuest {
            host_id: None,
            ..wanted
        })
        .await?;
    let after = shown(db, session, now_ms).await?;
    let tag = etag::of_content(&after)?;
    if after == before && next == stay {
        return Ok((Told::default(), etag::header(tag)));
    }
    let told = change
        .finish(HotelingGuest::NAME, &logged(&before), &logged(&after))
        .await?;
    for stay in stay.iter().chain(&next) {
        tell(state, stay);
    }
    Ok((told, etag::header(tag)))
}

/// What the log keeps of it: it is read by people, also when the host has gone since.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logged {
    #[serde(flatten)]
    guest: HotelingGuest,
    host: Option<String>,
}

fn logged(shown: &ShownHotelingGuest) -> Logged {
    let last = shown.host_last_name.as_deref().unwrap_or_default();
    let name = |first: &String| format!("{first} {last}").trim().to_owned();
    Logged {
        guest: HotelingGuest {
            host_id: None,
            ..shown.guest
        },
        host: shown.host_first_name.as_ref().map(name),
    }
}

/// What a patch makes of what the guest has decided. Who may no longer be a guest, and names no other
/// host than the one he has, leaves him.
async fn wanted(
    change: &Change<'_>,
    before: &HotelingGuest,
    mut patch: Value,
) -> ApiResult<HotelingGuest> {
    let is_off = patch.get("enabled") == Some(&Value::Bool(false));
    let host = before.host_id.map(|host| Value::String(host.to_string()));
    if let Value::Object(fields) = &mut patch
        && is_off
        && fields
            .get("hostId")
            .is_none_or(|named| Some(named) == host.as_ref())
    {
        fields.insert("hostId".to_owned(), Value::Null);
    }
    change.judged(before, patch).await
}

/// The stay of a guest at a host: the one that there is, with its end set anew, or another one that
/// begins now.
async fn seated(
    change: &Change<'_>,
    wanted: &HotelingGuest,
    host: UserId,
    stay: Option<&hoteling_stay::Model>,
) -> ApiResult<hoteling_stay::Model> {
    let (db, now_ms) = (&change.db, change.now.as_millisecond());
    let (guest, organisation) = (change.session.user, change.session.organisation);
    let settings = store::hold_host(db, organisation, host).await?;
    if let Some(stay) = stay.filter(|stay| stay.host_id == host.0) {
        wanted.check_against(&settings.unwrap_or_default())?;
        let ends_at_ms =
            store::ends_at_ms(stay.started_at_ms, wanted, settings.unwrap_or_default());
        if ends_at_ms != stay.ends_at_ms {
            store::save_end(db, stay, ends_at_ms).await?;
        }
        return Ok(hoteling_stay::Model {
            ends_at_ms,
            ..stay.clone()
        });
    }
    let offered = settings.filter(|settings| settings.is_active && host != guest);
    let settings: HotelingHost =
        offered.ok_or_else(|| ApiError::field("hostId", Code::NotOffered))?;
    let others = store::list_stays(db, organisation, &[host], now_ms).await?;
    if !others.is_empty() {
        return Err(FieldError::new("hostId", Code::Taken).into());
    }
    wanted.check_against(&settings)?;
    let next = hoteling_stay::Model {
        host_id: host.0,
        guest_id: guest.0,
        organisation_id: organisation.0,
        started_at_ms: now_ms,
        ends_at_ms: store::ends_at_ms(now_ms, wanted, settings),
    };
    store::begin_stay(db, next.clone()).await?;
    Ok(next)
}
