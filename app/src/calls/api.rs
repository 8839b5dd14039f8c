use belroute_shared::{
    calls::{Call, CallDetails, CallFilter, CallLine, CallLines, CallOrder, CallQuery, Calls},
    ids::CallId,
};

use serde::Deserialize;
use serde_json::json;

use crate::{http, http::HttpError, paths};

const CALLS: &str = "/v1/calls";
const MEMBER: &str = "/v1/telephony/calls/members/me";

/// Calls, newest first, and where older ones are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Listed {
    pub(super) order: CallOrder,
    pub(super) calls: Vec<Call>,
    pub(super) new_missed: u32,
    pub(super) next: Option<String>,
}

pub(super) async fn list(filter: CallFilter, max: u32) -> Result<Listed, HttpError> {
    let filter = (filter != CallFilter::All).then(|| ("filter", filter.word().to_owned()));
    let max = ("max", max.to_string());
    list_part(&paths::request(CALLS, [max].into_iter().chain(filter))).await
}

/// The first part of what is looked for.
pub(super) async fn find(query: &CallQuery, max: u32) -> Result<Listed, HttpError> {
    let max = ("max", max.to_string());
    let pairs = [max].into_iter().chain(query.pairs());
    let listed = list_part(&paths::request(CALLS, pairs)).await?;
    Ok(Listed {
        order: query.order,
        ..listed
    })
}

/// Where the browser gets all of it as a file.
pub(super) fn export(query: &CallQuery) -> String {
    paths::request(&format!("{CALLS}/export"), query.pairs())
}

/// The lines that calls have used.
pub(super) async fn lines() -> Result<Vec<CallLine>, HttpError> {
    let lines: CallLines = http::get(&format!("{CALLS}/lines")).await?;
    Ok(lines.lines)
}

/// The part of a list that an earlier part led to.
pub(super) async fn list_part(address: &str) -> Result<Listed, HttpError> {
    let part = http::get_part::<Calls>(address).await?;
    Ok(Listed {
        order: CallOrder::default(),
        calls: part.content.calls,
        new_missed: part.content.new_missed,
        next: part.next,
    })
}

pub(super) async fn show(id: CallId) -> Result<CallDetails, HttpError> {
    http::get(&format!("{CALLS}/{id}")).await
}

/// Takes a call off the list.
pub(super) async fn hide(id: CallId) -> Result<(), HttpError> {
    http::delete(&format!("{CALLS}/{id}")).await
}

/// Puts it back.
pub(super) async fn restore(id: CallId) -> Result<(), HttpError> {
    http::post_empty(&format!("{CALLS}/{id}/restore")).await
}

/// Places a call, and gives the name that it can be ended by.
pub(super) async fn dial(number: &str, call_as: Option<&str>) -> Result<String, HttpError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Dialled {
        call_id: String,
    }
    let mut wanted = json!({ "destination": number });
    if let Some(shown) = call_as {
        wanted["callAs"] = shown.into();
    }
    let placed: Dialled = http::post(&format!("{MEMBER}/dial"), &wanted).await?;
    Ok(placed.call_id)
}

/// Ends a call that was placed here.
pub(super) async fn hang_up(call: &str) -> Result<(), HttpError> {
    http::send(&format!("{MEMBER}/hangup"), &json!({ "callId": call })).await
}

/// Blocks a number for the user.
pub(super) async fn block(number: &str) -> Result<(), HttpError> {
    http::send(
        "/v1/telephony/config/people/me/settings/callBlock/numbers",
        &json!({ "phoneNumber": number }),
    )
    .await
}

pub(super) async fn mark_seen(id: CallId) -> Result<(), HttpError> {
    http::put_empty(&format!("{CALLS}/{id}/seen")).await
}

pub(super) async fn mark_all_seen() -> Result<(), HttpError> {
    http::post_empty(&format!("{CALLS}/seen")).await
}

impl Listed {
    /// Takes a call out.
    pub(super) fn remove(&mut self, id: CallId) {
        self.calls.retain(|call| call.id != id);
    }

    /// Puts a call back where it was, unless it is there again.
    pub(super) fn put_back(&mut self, call: Call) {
        let place = (call.started_at, call.id);
        let order = self.order;
        let comes_first = |it: &Call| match order {
            CallOrder::NewestFirst => (it.started_at, it.id) > place,
            CallOrder::OldestFirst => (it.started_at, it.id) < place,
        };
        if self.calls.iter().all(|it| it.id != call.id) {
            let at = self.calls.iter().take_while(|it| comes_first(it)).count();
            self.calls.insert(at, call);
        }
    }

    /// The first part, fetched again, in front of the others that were shown with it.
    pub(super) fn keep_older(before: Option<&Self>, mut fresh: Self) -> Self {
        let (Some(before), Some(last)) = (before, fresh.calls.last()) else {
            return fresh;
        };
        if fresh.next.is_none() {
            return fresh;
        }
        let edge = (last.started_at, last.id);
        let order = fresh.order;
        let older = before.calls.iter().filter(|call| {
            let place = (call.started_at, call.id);
            match order {
                CallOrder::NewestFirst => place < edge,
                CallOrder::OldestFirst => place > edge,
            }
        });
        let first_part = fresh.calls.len();
        fresh.calls.extend(older.cloned());
        if fresh.calls.len() > first_part {
            fresh.next.clone_from(&before.next);
        }
        fresh
    }
}
