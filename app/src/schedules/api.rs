use belroute_shared::{
    ids::ScheduleId,
    schedules::{
        MadeSchedule, Schedule, ScheduleSettings, ScheduleType, ScheduleUses, WholeSchedules,
        import::CalendarPreview,
    },
};
use web_sys::File;

use super::owner::Owner;
use crate::{
    http::{self, HttpError, Tagged},
    paths,
};

/// Countries whose holidays the server knows.
pub(super) const COUNTRIES: [&str; 5] = ["nl", "be", "de", "uk", "us"];

/// The user's own schedules and the company's, with their events.
pub(super) async fn list() -> Result<WholeSchedules, HttpError> {
    http::get("/v1/schedules").await
}

pub(super) async fn show(
    owner: Owner,
    kind: ScheduleType,
    id: ScheduleId,
) -> Result<Tagged<Schedule>, HttpError> {
    http::get_with_tag(&owner.one(kind, id)).await
}

pub(super) async fn create(
    owner: Owner,
    settings: &ScheduleSettings,
) -> Result<MadeSchedule, HttpError> {
    http::post(owner.all(), settings).await
}

/// Changes what is still as it was seen; refused as stale otherwise.
pub(super) async fn replace(
    owner: Owner,
    seen: &Tagged<Schedule>,
    settings: &ScheduleSettings,
) -> Result<(), HttpError> {
    let Schedule { id, kind, .. } = seen.value;
    http::put_with_tag(&owner.one(kind, id), settings, seen.tag.as_deref()).await
}

pub(super) async fn remove(
    owner: Owner,
    kind: ScheduleType,
    id: ScheduleId,
) -> Result<(), HttpError> {
    http::delete(&owner.one(kind, id)).await
}

pub(super) async fn uses(
    owner: Owner,
    kind: ScheduleType,
    id: ScheduleId,
) -> Result<ScheduleUses, HttpError> {
    http::get(&owner.uses(kind, id)).await
}

/// What a calendar would bring.
pub(super) async fn preview(owner: Owner, file: &File) -> Result<CalendarPreview, HttpError> {
    http::post_file(owner.preview(), "text/calendar", file).await
}

/// National holidays of a country.
pub(super) async fn holidays(country: &str) -> Result<CalendarPreview, HttpError> {
    let country = [("country", country.to_owned())];
    http::get(&paths::request("/v1/schedules/holidays", country)).await
}
