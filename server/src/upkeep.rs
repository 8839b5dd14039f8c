//! What has to be done now and then, without anybody asking.

use std::{collections::BTreeMap, time::Duration};

use belroute_shared::{
    calls::Outcome,
    ids::{OrganisationId, UserId},
    live::LiveEvent,
};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    audit::KEPT_DAYS,
    changes,
    clock::moment,
    entity::{
        account_link, audit, browser, call, call_event, call_fact, dialled_code, mail, pairing,
        registration, session, sign_in, sign_in_failure,
    },
    opened_panels, presence,
    second_factors::passkeys::questions,
    settings::{ends, hoteling},
    single_sign_on,
    state::AppState,
    voicemail, words,
};

/// How often registrations that ran out are looked for.
const OFTEN: Duration = Duration::from_secs(15);
/// The rest is done once in so many rounds: every ten minutes.
const SELDOM: u32 = 40;

const HOUR_MS: i64 = 3600 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// Links that ended, and mails that were sent, are told of for so long.
const LINKS_MS: i64 = 30 * DAY_MS;
/// A browser that nobody signed in with for so long is not known any more.
const BROWSERS_MS: i64 = 400 * DAY_MS;
/// An engine that was away for longer than this sends nothing that we still wait for.
const EVENTS_MS: i64 = 7 * DAY_MS;
/// The engine ends a call after six hours by itself; one that is older was left behind by an
/// engine that died.
const LONGEST_CALL_MS: i64 = 6 * HOUR_MS + HOUR_MS / 6;

/// Does it until the server stops.
pub fn start(state: AppState) {
    ends::start(state.clone());
    tokio::spawn(async move {
        let mut timer = tokio::time::interval(OFTEN);
        let mut round: u32 = 0;
        loop {
            timer.tick().await;
            let now_ms = state.clock.now_ms();
            let done = async {
                expire_registrations(&state, now_ms).await?;
                end_stays(&state, now_ms).await?;
                if round.is_multiple_of(SELDOM) {
                    end_left_behind(&state, now_ms).await?;
                    forget(&state, now_ms).await?;
                    clear_mailboxes(&state, now_ms).await?;
                    changes::mail_changes(&state).await?;
                }
                Ok::<(), anyhow::Error>(())
            };
            if let Err(error) = done.await {
                tracing::warn!("upkeep failed and is tried again: {error:#}");
            }
            round = round.wrapping_add(1);
        }
    });
}

/// Marks registrations that ran out without a word, and tells who is gone. The rows stay for a day,
/// so that an event which comes late does not bring a device back.
///
/// # Errors
/// The database's.
pub async fn expire_registrations(state: &AppState, now_ms: i64) -> Result<(), DbErr> {
    let over = registration::Entity::find()
        .filter(registration::COLUMN.expires_at_ms.gt(0))
        .filter(registration::COLUMN.expires_at_ms.lte(now_ms))
        .limit(1000)
        .all(&state.db.read)
        .await?;
    if over.is_empty() {
        return Ok(());
    }
    let change = state.db.begin().await?;
    registration::Entity::update_many()
        .col_expr(registration::Column::ExpiresAtMs, Expr::value(0_i64))
        .filter(registration::COLUMN.expires_at_ms.lte(now_ms))
        .exec(&change)
        .await?;
    change.commit().await?;
    let gone = over.iter().map(|row| (row.organisation_id, row.user_id));
    tell(state, gone, LiveEvent::Devices, now_ms).await
}

/// Takes away the guests whose time at somebody's phone is over, and tells them and their hosts.
///
/// # Errors
/// The database's.
pub async fn end_stays(state: &AppState, now_ms: i64) -> Result<(), DbErr> {
    hoteling::end_over(state, now_ms).await
}

/// Switches off what has ended by itself: do not disturb, forwards.
///
/// # Errors
/// The database's.
pub async fn end_settings(state: &AppState, now_ms: i64) -> Result<(), DbErr> {
    ends::end_over(state, moment(now_ms)).await
}

/// Ends calls that nobody will ever end.
///
/// # Errors
/// The database's.
pub async fn end_left_behind(state: &AppState, now_ms: i64) -> Result<(), DbErr> {
    let oldest_ms = now_ms - LONGEST_CALL_MS;
    let left = call::Entity::find()
        .filter(call::COLUMN.ended_at_ms.is_null())
        .filter(call::COLUMN.started_at_ms.lt(oldest_ms))
        .limit(1000)
        .all(&state.db.read)
        .await?;
    if left.is_empty() {
        return Ok(());
    }
    let change = state.db.begin().await?;
    call::Entity::update_many()
        // How long it really took nobody knows; it does not count as talk.
        .col_expr(
            call::Column::EndedAtMs,
            Expr::col(call::Column::StartedAtMs),
        )
        .col_expr(call::Column::AnsweredAtMs, Expr::value(None::<i64>))
        .col_expr(
            call::Column::Outcome,
            Expr::value(words::word(Outcome::Failed)),
        )
        .filter(call::COLUMN.id.is_in(left.iter().map(|row| row.id)))
        .exec(&change)
        .await?;
    change.commit().await?;
    let users = left.iter().map(|row| (row.organisation_id, row.user_id));
    tell(state, users, LiveEvent::Calls, now_ms).await
}

/// Forgets what has served its purpose.
///
/// # Errors
/// The database's.
pub async fn forget(state: &AppState, now_ms: i64) -> Result<(), DbErr> {
    let change = state.db.begin().await?;
    call_event::Entity::delete_many()
        .filter(call_event::COLUMN.at_us.lt((now_ms - EVENTS_MS) * 1000))
        .exec(&change)
        .await?;
    call_fact::Entity::delete_many()
        .filter(call_fact::COLUMN.at_ms.lt(now_ms - EVENTS_MS))
        .exec(&change)
        .await?;
    registration::Entity::delete_many()
        .filter(registration::COLUMN.expires_at_ms.eq(0))
        .filter(registration::COLUMN.updated_at_ms.lt(now_ms - DAY_MS))
        .exec(&change)
        .await?;
    // Nobody asks about the same call again after so long.
    dialled_code::Entity::delete_many()
        .filter(dialled_code::COLUMN.at_ms.lt(now_ms - DAY_MS))
        .exec(&change)
        .await?;
    session::Entity::delete_many()
        .filter(session::COLUMN.ends_at_ms.lte(now_ms))
        .exec(&change)
        .await?;
    pairing::Entity::delete_many()
        .filter(pairing::COLUMN.expires_at_ms.lt(now_ms - DAY_MS))
        .exec(&change)
        .await?;
    // A day without a failure clears the record of an identifier, unless it is shut.
    sign_in_failure::Entity::delete_many()
        .filter(sign_in_failure::COLUMN.failed_at_ms.lt(now_ms - DAY_MS))
        .filter(sign_in_failure::COLUMN.wait_until_ms.lt(i64::MAX))
        .exec(&change)
        .await?;
    forget_accounts(&change, now_ms).await?;
    change.commit().await
}

/// Takes away messages that are old or were deleted, and their sounds.
///
/// # Errors
/// Those of the database and of the store of sounds.
pub async fn clear_mailboxes(state: &AppState, now_ms: i64) -> anyhow::Result<()> {
    voicemail::retention::clear(state, now_ms).await
}

/// What signing in, links and mail have left behind. Links that ended stay for a while, so that
/// whoever opens one late is told why it does not work.
async fn forget_accounts(change: &impl ConnectionTrait, now_ms: i64) -> Result<(), DbErr> {
    sign_in::Entity::delete_many()
        .filter(sign_in::COLUMN.ends_at_ms.lte(now_ms))
        .exec(change)
        .await?;
    questions::delete_ended(change, now_ms).await?;
    opened_panels::delete_ended(change, now_ms).await?;
    single_sign_on::store::delete_ended(change, now_ms).await?;
    account_link::Entity::delete_many()
        .filter(account_link::COLUMN.ends_at_ms.lt(now_ms - LINKS_MS))
        .exec(change)
        .await?;
    browser::Entity::delete_many()
        .filter(browser::COLUMN.last_sign_in_at_ms.lt(now_ms - BROWSERS_MS))
        .exec(change)
        .await?;
    mail::Entity::delete_many()
        .filter(mail::COLUMN.created_at_ms.lt(now_ms - LINKS_MS))
        .filter(mail::COLUMN.sealed_message.is_null())
        .exec(change)
        .await?;
    audit::Entity::delete_many()
        .filter(audit::COLUMN.at_ms.lt(now_ms - KEPT_DAYS * DAY_MS))
        .exec(change)
        .await?;
    Ok(())
}

async fn tell(
    state: &AppState,
    users: impl Iterator<Item = (Uuid, Uuid)>,
    event: LiveEvent,
    now_ms: i64,
) -> Result<(), DbErr> {
    let mut by_organisation: BTreeMap<Uuid, Vec<UserId>> = BTreeMap::new();
    for (organisation, user) in users {
        state.live.tell(UserId(user), event.clone());
        by_organisation
            .entry(organisation)
            .or_default()
            .push(UserId(user));
    }
    for (organisation, users) in by_organisation {
        let organisation = OrganisationId(organisation);
        presence::tell(&state.db.read, &state.live, organisation, &users, now_ms).await?;
    }
    Ok(())
}
