use belroute_shared::{
    calls::{Call, CallDetails, CallFilter, Calls},
    ids::CallId,
};

use crate::{http, http::HttpError, paths};

const CALLS: &str = "/v1/calls";

/// Calls, newest first, and where older ones are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Listed {
    pub(super) calls: Vec<Call>,
    pub(super) new_missed: u32,
    pub(super) next: Option<String>,
}

pub(super) async fn list(filter: CallFilter, max: u32) -> Result<Listed, HttpError> {
    let filter = (filter != CallFilter::All).then(|| ("filter", filter.word().to_owned()));
    let max = ("max", max.to_string());
    list_part(&paths::request(CALLS, [max].into_iter().chain(filter))).await
}

/// The part of a list that an earlier part led to.
pub(super) async fn list_part(address: &str) -> Result<Listed, HttpError> {
    let part = http::get_part::<Calls>(address).await?;
    Ok(Listed {
        calls: part.content.calls,
        new_missed: part.content.new_missed,
        next: part.next,
    })
}

pub(super) async fn show(id: CallId) -> Result<CallDetails, HttpError> {
    http::get(&format!("{CALLS}/{id}")).await
}

pub(super) async fn mark_seen(id: CallId) -> Result<(), HttpError> {
    http::put_empty(&format!("{CALLS}/{id}/seen")).await
}

pub(super) async fn mark_all_seen() -> Result<(), HttpError> {
    http::post_empty(&format!("{CALLS}/seen")).await
}

impl Listed {
    /// The first part, fetched again, in front of the older ones that were shown with it.
    pub(super) fn keep_older(before: Option<&Self>, mut fresh: Self) -> Self {
        let (Some(before), Some(last)) = (before, fresh.calls.last()) else {
            return fresh;
        };
        if fresh.next.is_none() {
            return fresh;
        }
        let edge = (last.started_at, last.id);
        let older = before
            .calls
            .iter()
            .filter(|call| (call.started_at, call.id) < edge);
        let first_part = fresh.calls.len();
        fresh.calls.extend(older.cloned());
        if fresh.calls.len() > first_part {
            fresh.next.clone_from(&before.next);
        }
        fresh
    }
}
