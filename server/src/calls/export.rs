//! The calls that somebody looks for as a file that a spreadsheet opens.

use axum::{extract::State, response::Response};
use belroute_shared::{
    account::Language,
    calls::{Call, Direction, MOST_EXPORTED, Outcome, Via},
    error::ErrorBody,
};
use jiff::{Timestamp, tz::TimeZone};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    shown::Beside,
    store,
    wanted::{Asked, Filters, Wanted},
};
use crate::{
    account::{language_of, store as account},
    error::{ApiError, ApiResult},
    json::Query,
    session::Session,
    spreadsheet::Sheet,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(export))
}

/// The calls that fit, as CSV in UTF-8 with a first row in the user's language; at most 10,000.
///
/// They are read at once, so that calls that arrive meanwhile shift nothing.
#[utoipa::path(get, path = "/v1/calls/export", tag = "calls", params(Filters),
    responses((status = 200, content_type = "text/csv", body = String),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
#[tracing::instrument(skip_all, fields(user.id = %session.user))]
async fn export(
    State(state): State<AppState>,
    session: Session,
    Query(pairs): Query<Vec<(String, String)>>,
) -> ApiResult<Response> {
    let query = Asked::read_whole(&pairs)?;
    let wanted = Wanted::of(&state, session, query).await?;
    let db = &state.db.read;
    let owner = account::find(db, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    let rows = store::list(db, session.user, &wanted, None, MOST_EXPORTED).await?;
    let beside = Beside::of(db, session, &rows).await?;
    let zone = TimeZone::get(&owner.organisation.time_zone).unwrap_or(TimeZone::UTC);
    let words = Words(language_of(&owner.user.language));
    let mut sheet = Sheet::new(words.head())?;
    for row in &rows {
        sheet.add(words.row(beside.call(row), &zone))?;
    }
    sheet.answer("calls.csv")
}

/// What a file says, in one language.
struct Words(Language);

impl Words {
    fn either(&self, dutch: &'static str, english: &'static str) -> &'static str {
        match self.0 {
            Language::Nl => dutch,
            Language::En => english,
        }
    }

    fn head(&self) -> [&'static str; 10] {
        [
            self.either("Wanneer", "When"),
            self.either("Richting", "Direction"),
            self.either("Uitkomst", "Outcome"),
            self.either("Naam", "Name"),
            self.either("Nummer", "Number"),
            self.either("Lijn", "Line"),
            self.either("Gesprekstijd", "Talk time"),
            self.either("Beltijd", "Ring time"),
            self.either("Opgenomen door", "Answered by"),
            self.either("Doorgestuurd naar", "Forwarded to"),
        ]
    }

    fn row(&self, call: Call, zone: &TimeZone) -> [String; 10] {
        let name = match call.party.name {
            Some(name) => name,
            None if call.party.is_anonymous => self.either("Anoniem", "Anonymous").to_owned(),
            None => String::new(),
        };
        [
            moment(call.started_at, zone),
            self.direction(call.direction).to_owned(),
            self.outcome(call.outcome).to_owned(),
            name,
            call.party.number.unwrap_or_default(),
            self.line(&call.via),
            call.talk_seconds.map(duration).unwrap_or_default(),
            call.ring_seconds.map(duration).unwrap_or_default(),
            call.answered_by.unwrap_or_default(),
            call.forwarded_to.unwrap_or_default(),
        ]
    }

    fn direction(&self, direction: Direction) -> &'static str {
        match direction {
            Direction::Incoming => self.either("Inkomend", "Incoming"),
            Direction::Outgoing => self.either("Uitgaand", "Outgoing"),
        }
    }

    fn outcome(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Ringing => self.either("Gaat over", "Ringing"),
            Outcome::Talking => self.either("In gesprek", "In a call"),
            Outcome::Answered => self.either("Opgenomen", "Answered"),
            Outcome::Missed => self.either("Gemist", "Missed"),
            Outcome::AnsweredElsewhere => {
                self.either("Opgenomen door een collega", "Answered by a colleague")
            }
            Outcome::Forwarded => self.either("Doorgestuurd", "Forwarded"),
            Outcome::Voicemail => self.either("Voicemail", "Voicemail"),
            Outcome::Declined => self.either("Geweigerd", "Declined"),
            Outcome::Busy => self.either("Bezet", "Busy"),
            Outcome::Blocked => self.either("Geblokkeerd", "Blocked"),
            Outcome::Cancelled => self.either("Afgebroken", "Cancelled"),
            Outcome::Failed => self.either("Mislukt", "Failed"),
        }
    }

    fn line(&self, via: &Via) -> String {
        match via {
            Via::Internal => self.either("Intern", "Internal").to_owned(),
            Via::Anonymous => self.either("Anoniem", "Anonymous").to_owned(),
            Via::Direct { number } => number.clone(),
            Via::Line { label, number } if label == number => number.clone(),
            Via::Line { label, number } => format!("{label} ({number})"),
        }
    }
}

/// `2026-11-24 09:05:00`, as the organisation's clocks show it.
fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone())
        .strftime("%Y-%m-%d %H:%M:%S")
        .to_string()
}

/// `0:01:05`, which spreadsheets reckon with.
fn duration(seconds: u32) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    format!("{}:{:02}:{seconds:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_as_spreadsheets_read_them() {
        assert_eq!(duration(0), "0:00:00");
        assert_eq!(duration(65), "0:01:05");
        assert_eq!(duration(3 * 3600 + 59 * 60 + 59), "3:59:59");
    }

    #[test]
    fn moments_are_those_of_the_clock_on_the_wall() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let at = "2026-07-01T22:05:09.7Z".parse().unwrap();
        assert_eq!(moment(at, &zone), "2026-07-02 00:05:09");
    }
}
