//! What a request says about the calls that it wants, with everything looked up that the database is
//! asked with.

use belroute_shared::{
    calls::{CallFilter, CallQuery, Days, Period},
    error::{Code, FieldError},
    ids::{OrganisationId, UserId},
    paging::Paging,
};
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait as _};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use crate::{
    cursor::Cursor,
    directory::Directory,
    entity::organisation,
    error::{ApiError, ApiResult},
    phonebook::keys,
    session::Session,
    state::AppState,
};

/// What the list and the file take, for the description of the endpoints. [`CallQuery`] reads it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "described here, read by `CallQuery`")]
pub(super) struct Filters {
    /// Which way they went, or only the missed ones.
    #[param(value_type = Option<CallFilter>)]
    filter: Option<String>,
    /// Words of the name that is shown, or a part of the number.
    query: Option<String>,
    /// What became of them: any outcome of a call that is over.
    outcome: Option<String>,
    /// `today`, `yesterday`, `thisWeek`, `last7Days`, `last30Days`, `thisMonth` or `lastMonth`, by
    /// the clocks of the organisation; not together with `from` or `until`.
    period: Option<String>,
    /// The first day.
    #[param(format = Date)]
    from: Option<String>,
    /// The last day.
    #[param(format = Date)]
    until: Option<String>,
    /// The line that they used: a number, `internal` or `anonymous`; `/v1/calls/lines` has them all.
    via: Option<String>,
    /// Only those whose caller left a message that is still there. Not in an opened panel.
    voicemail: Option<bool>,
    /// Only those with more seconds of talk, at most a day.
    longer_than: Option<u32>,
    /// `newest` or `oldest` first.
    order: Option<String>,
}

/// What a request says, taken apart.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) query: CallQuery,
    pub(super) paging: Paging,
    pub(super) after: Option<Cursor>,
}

impl Asked {
    /// Reads what stands behind the `?`; everything that nobody offers is refused.
    pub(super) fn read(pairs: &[(String, String)]) -> ApiResult<Self> {
        let mut asked = Self::default();
        let mut refused = Vec::new();
        let mut rest = Vec::new();
        for (name, value) in pairs {
            match name.as_str() {
                "max" => match value.parse() {
                    Ok(max) => asked.paging.max = Some(max),
                    Err(_) => refused.push(FieldError::new("max", Code::Malformed)),
                },
                "cursor" => match Cursor::read(value) {
                    Some(cursor) => asked.after = Some(cursor),
                    None => refused.push(FieldError::new("cursor", Code::BadCursor)),
                },
                name => rest.push((name, value.as_str())),
            }
        }
        let (query, others) = CallQuery::read(rest);
        refused.extend(others);
        if refused.is_empty() {
            asked.query = query;
            Ok(asked)
        } else {
            Err(ApiError::Invalid(refused))
        }
    }

    /// The same for a file, which has no parts.
    pub(super) fn read_whole(pairs: &[(String, String)]) -> ApiResult<CallQuery> {
        let (query, refused) =
            CallQuery::read(pairs.iter().map(|(name, it)| (name.as_str(), it.as_str())));
        if refused.is_empty() {
            Ok(query)
        } else {
            Err(ApiError::Invalid(refused))
        }
    }
}

/// What the database is asked for.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// What was asked for. Its days have become moments.
    pub(super) query: CallQuery,
    pub(super) from_ms: Option<i64>,
    pub(super) before_ms: Option<i64>,
    /// The other sides that the words fit; absent where no words were given.
    pub(super) numbers: Option<Vec<String>>,
}

impl Wanted {
    /// All calls of one kind.
    pub(crate) fn all(filter: CallFilter) -> Self {
        Self {
            query: CallQuery {
                filter,
                ..CallQuery::default()
            },
            ..Self::default()
        }
    }

    /// Looks up what a query means. Days that have a name become those that they are now, so that
    /// the next part of a list is of the same days after midnight.
    pub(super) async fn of(
        state: &AppState,
        session: Session,
        mut query: CallQuery,
    ) -> ApiResult<Self> {
        // Messages are nobody's business but the user's.
        if query.has_message && session.opened_by.is_some() {
            return Err(ApiError::NotGranted(Code::OpenedPanel));
        }
        let db = &state.db.read;
        let (mut from_ms, mut before_ms) = (None, None);
        if query.days != Days::Any {
            let zone = zone(db, session.organisation).await?;
            let (from, until) = match query.days {
                Days::Any => (None, None),
                Days::Of(period) => named(period, today(state.clock.now(), &zone)),
                Days::Own { from, until } => (from, until),
            };
            let begins = |field, day: Option<Date>, later: i8| {
                let begins = day.map(|day| begin(day, later, &zone));
                let refused = || ApiError::field(field, Code::NotOffered);
                begins.map(|it| it.ok_or_else(refused)).transpose()
            };
            from_ms = begins("from", from, 0)?;
            before_ms = begins("until", until, 1)?;
            query.days = Days::Own { from, until };
        }
        let numbers = match query.text.trim() {
            "" => None,
            text => Some(found(db, session.organisation, session.user, text).await?),
        };
        Ok(Self {
            query,
            from_ms,
            before_ms,
            numbers,
        })
    }
}

async fn zone(db: &impl ConnectionTrait, organisation: OrganisationId) -> Result<TimeZone, DbErr> {
    let row = organisation::Entity::find_by_id(organisation.0)
        .one(db)
        .await?;
    let zone = row.and_then(|row| TimeZone::get(&row.time_zone).ok());
    Ok(zone.unwrap_or(TimeZone::UTC))
}

fn today(now: Timestamp, zone: &TimeZone) -> Date {
    now.to_zoned(zone.clone()).date()
}

/// When a day begins that comes so many days after another one.
fn begin(day: Date, later: i8, zone: &TimeZone) -> Option<i64> {
    let day = day.checked_add(later.days()).ok()?;
    let begins = day.to_zoned(zone.clone()).ok()?;
    Some(begins.timestamp().as_millisecond())
}

/// First and last day.
fn named(period: Period, today: Date) -> (Option<Date>, Option<Date>) {
    let back = |days: i64| today.checked_sub(days.days()).ok();
    let weekday = i64::from(today.weekday().to_monday_zero_offset());
    match period {
        Period::Today => (Some(today), Some(today)),
        Period::Yesterday => (back(1), back(1)),
        Period::ThisWeek => (back(weekday), Some(today)),
        Period::Last7Days => (back(6), Some(today)),
        Period::Last30Days => (back(29), Some(today)),
        Period::ThisMonth => (Some(today.first_of_month()), Some(today)),
        Period::LastMonth => {
            let last = today.first_of_month().yesterday().ok();
            (last.map(Date::first_of_month), last)
        }
    }
}

/// The numbers of the user's calls that words fit: their names as they are shown to him, and
/// themselves in each form in which they are typed.
async fn found(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    owner: UserId,
    text: &str,
) -> Result<Vec<String>, DbErr> {
    let parts = keys::parts(text);
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let mut numbers = store::list_numbers(db, owner).await?;
    let names = Directory::of_numbers(db, organisation, owner, &numbers).await?;
    numbers.retain(|number| {
        let key = keys::search_key(names.name(number), [number.as_str()]);
        parts.iter().all(|part| key.contains(part))
    });
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_with_a_name_are_counted_from_today() {
        // A Sunday at the end of a winter month.
        let today = date(2026, 3, 1);
        let expected = [
            (Period::Today, "2026-03-01", "2026-03-01"),
            (Period::Yesterday, "2026-02-28", "2026-02-28"),
            (Period::ThisWeek, "2026-02-23", "2026-03-01"),
            (Period::Last7Days, "2026-02-23", "2026-03-01"),
            (Period::Last30Days, "2026-01-31", "2026-03-01"),
            (Period::ThisMonth, "2026-03-01", "2026-03-01"),
            (Period::LastMonth, "2026-02-01", "2026-02-28"),
        ];
        for (period, from, until) in expected {
            let (first, last) = named(period, today);
            assert_eq!(first.unwrap().to_string(), from, "{period:?}");
            assert_eq!(last.unwrap().to_string(), until, "{period:?}");
        }
    }

    #[test]
    fn the_day_of_the_change_of_clocks_has_its_own_length() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let day = date(2026, 3, 29);
        let hours = (begin(day, 1, &zone).unwrap() - begin(day, 0, &zone).unwrap()) / 3_600_000;
        assert_eq!(hours, 23);
        assert_eq!(begin(Date::MAX, 1, &zone), None);
    }
}
