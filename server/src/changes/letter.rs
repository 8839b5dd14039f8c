//! One mail a day, at most, about what others changed in somebody's account and settings.

use std::collections::{BTreeMap, HashSet};

use belroute_shared::audit::Action;
use jiff::{
    Zoned,
    civil::{Date, time},
    tz::TimeZone,
};
use uuid::Uuid;

use super::store::{self, Untold};
use crate::{
    account,
    clock::moment,
    entity::{organisation, user},
    error::ApiResult,
    mail::{self, Change, Letter},
    numbers::Country,
    state::AppState,
    words,
};

/// What the mail tells of. Invitations, temporary passwords and taken factors have mails of their
/// own, and who only looked at a panel has changed nothing.
const TOLD: [Action; 16] = [
    Action::UserChanged,
    Action::UserDisabled,
    Action::UserEnabled,
    Action::SettingChanged,
    Action::NumberMade,
    Action::NumberChanged,
    Action::NumberRemoved,
    Action::HostChanged,
    Action::GuestReleased,
    Action::RecordingChanged,
    Action::PinSet,
    Action::GreetingSet,
    Action::GreetingRemoved,
    Action::PictureSet,
    Action::PictureRemoved,
    Action::MailboxShared,
];

/// The mail goes out at this hour of the organisation, with everything until midnight.
const HOUR: i8 = 7;
/// What happened longer ago, because no server ran meanwhile, is no longer told.
const OLDEST_MS: i64 = 7 * 24 * 3600 * 1000;
/// Changes that are read in one go; whoever does not fit has his turn in the next round.
const MOST: u64 = 2000;

/// Queues the mails of today that are not queued yet.
///
/// # Errors
/// The database's.
pub async fn mail_changes(state: &AppState) -> anyhow::Result<()> {
    let now_ms = state.clock.now_ms();
    let mut zones: BTreeMap<String, Vec<organisation::Model>> = BTreeMap::new();
    for row in store::list_organisations(&state.db.read).await? {
        zones.entry(row.time_zone.clone()).or_default().push(row);
    }
    for (zone, organisations) in zones {
        let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
        let now = moment(now_ms).to_zoned(zone);
        if now.time() >= time(HOUR, 0, 0, 0) {
            mail_zone(state, &now, &organisations)
                .await
                .map_err(anyhow::Error::from)?;
        }
    }
    Ok(())
}

/// Queues the mails for organisations whose day is the same.
async fn mail_zone(
    state: &AppState,
    now: &Zoned,
    organisations: &[organisation::Model],
) -> ApiResult<()> {
    let midnight = now.start_of_day().map_err(anyhow::Error::from)?;
    let until_ms = midnight.timestamp().as_millisecond();
    let ids: Vec<Uuid> = organisations.iter().map(|row| row.id).collect();
    let from_ms = until_ms - OLDEST_MS;
    let db = &state.db.read;
    let untold = store::list_untold(db, &ids, &TOLD, from_ms, until_ms, MOST).await?;
    let by_user = complete(untold);
    if by_user.is_empty() {
        return Ok(());
    }
    let users: Vec<Uuid> = by_user.keys().copied().collect();
    let users = store::list_users(db, &users).await?;
    let in_use = account::store::list_in_use(db, &users).await?;
    let change = state.db.begin().await?;
    for user in users.iter().filter(|user| reads_mail(user, &in_use)) {
        let organisation = organisations
            .iter()
            .find(|row| row.id == user.organisation_id);
        let country = Country::of(organisation.map_or("", |row| row.country.as_str()));
        let changes: Vec<Change> = by_user[&user.id]
            .iter()
            .map(|untold| told(untold, country))
            .collect();
        let letter = Letter::ChangesByOthers { changes: &changes };
        let key = key(user, now.date());
        mail::queue(&change, state, user, &key, letter).await?;
    }
    store::save_told(&change, &users, until_ms).await?;
    change.commit().await?;
    state.mail.wake();
    Ok(())
}

/// Changes of each user. Where there were more than could be read, the last user may miss some: he
/// is left for the next round.
fn complete(untold: Vec<Untold>) -> BTreeMap<Uuid, Vec<Untold>> {
    let is_cut = u64::try_from(untold.len()).is_ok_and(|read| read >= MOST);
    let last = untold.last().map(|row| row.user_id);
    let mut by_user: BTreeMap<Uuid, Vec<Untold>> = BTreeMap::new();
    for row in untold {
        by_user.entry(row.user_id).or_default().push(row);
    }
    if let Some(last) = last.filter(|_| is_cut && by_user.len() > 1) {
        by_user.remove(&last);
    }
    by_user
}

/// Who was only invited has not seen his account yet, and who is shut out cannot look at it.
fn reads_mail(user: &user::Model, in_use: &HashSet<Uuid>) -> bool {
    user.disabled_at_ms.is_none() && in_use.contains(&user.id)
}

fn told(untold: &Untold, country: Country) -> Change {
    Change {
        by: untold.actor_name.clone(),
        action: words::of_word(&untold.action).unwrap_or(Action::Unknown),
        object: country.display(&untold.object),
        times: untold.times,
    }
}

fn key(user: &user::Model, day: Date) -> String {
    format!("changes by others {} {day}", user.id)
}
