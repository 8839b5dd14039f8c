//! The list of calls: its pages, what is looked for in it, and the file of it.

use std::net::SocketAddr;

use anyhow::{Result, ensure};

use super::{
    REQUESTS,
    load::{Timings, one_by_one},
};
use crate::http::Connection;

const FIRST: &str = "/v1/calls?max=50";
/// How far somebody turns pages before he narrows the list down.
const PAGES: usize = 100;
/// Narrowed down in every way, alone and together.
const FILTERED: [&str; 8] = [
    "outcome=voicemail",
    "outcome=declined&filter=outgoing",
    "via=internal",
    "via=anonymous",
    "longerThan=300",
    "period=lastMonth",
    "filter=incoming&outcome=busy&period=last30Days",
    "order=oldest&outcome=missed",
];
/// Names and numbers, known and not.
const SEARCHED: [&str; 6] = [
    "anna",
    "visser",
    "user%201500",
    "7700900",
    "020",
    "nobody-is-called-so",
];
/// Files of thousands of rows.
const FILES: usize = 50;

/// Prints how long each of them takes.
pub(super) fn history(panel: SocketAddr, bearer: &str) -> Result<()> {
    let mut connection = Connection::open(panel, bearer)?;
    let mut last = FIRST.to_owned();
    let mut pages = 1;
    while pages < PAGES {
        let Some(next) = connection.get(&last)?.next else {
            break;
        };
        (last, pages) = (next, pages + 1);
    }
    let mut series = |requests, path: &dyn Fn(usize) -> String| -> Result<Timings> {
        one_by_one(requests, |number| {
            let path = path(number);
            let status = connection.get(&path)?.status;
            ensure!(status == 200, "{path} was answered with {status}");
            Ok(())
        })
    };
    series(REQUESTS, &|_| FIRST.to_owned())?.tell("history, first page");
    series(REQUESTS, &|_| last.clone())?.tell(&format!("history, page {pages}"));
    let filtered = |number: usize| format!("{FIRST}&{}", FILTERED[number % FILTERED.len()]);
    series(REQUESTS, &filtered)?.tell("history, filtered");
    let searched = |number: usize| format!("{FIRST}&query={}", SEARCHED[number % SEARCHED.len()]);
    series(REQUESTS, &searched)?.tell("history, searched");
    series(FILES, &|_| "/v1/calls/export".to_owned())?.tell("history as a file");
    Ok(())
}
