use belroute_shared::{civil::read_date, routing::profile::Profile};
use jiff::civil::{Date, DateTime};
use leptos::prelude::*;

use crate::{clock::Minute, intl, route::MyRoute};

/// What the clock on the organisation's wall shows, renewed as the minutes go by; `None` until the
/// zone is known.
pub(super) fn local_now() -> Memo<Option<DateTime>> {
    let route = MyRoute::get();
    Memo::new(move |_| {
        let moment = route.now();
        let zone = |profile: Option<&Profile>| profile.map(|it| it.zone.local(moment));
        route.profile().with(zone)
    })
}

/// Today by that clock; by the browser's own tables of zones until the rule is known.
pub(super) fn today() -> Memo<Date> {
    let (now, minute) = (local_now(), Minute::signal());
    Memo::new(move |_| {
        let known = now.get().map(DateTime::date);
        let key = || read_date(&intl::day_key(minute.get()));
        known.or_else(key).unwrap_or(Date::ZERO)
    })
}
