//! The list of calls: its pages, what is looked for in it, and the file of it.

use std::net::SocketAddr;

use anyhow::Result;

use super::{REQUESTS, hundredth, time};
use crate::http::Connection;

const FIRST: &str = "/v1/calls?max=50";
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
    let (last, pages) = hundredth(&mut connection, FIRST, |answer| Ok(answer.next.clone()))?;
    let filtered = FILTERED.map(|by| format!("{FIRST}&{by}"));
    let searched = SEARCHED.map(|query| format!("{FIRST}&query={query}"));
    let mut tell =
        |name: &str, requests, paths: &[String]| time(&mut connection, name, requests, paths);
    tell("history, first page", REQUESTS, &[FIRST.to_owned()])?;
    tell(&format!("history, page {pages}"), REQUESTS, &[last])?;
    tell("history, filtered", REQUESTS, &filtered)?;
    tell("history, searched", REQUESTS, &searched)?;
    tell("history as a file", FILES, &["/v1/calls/export".to_owned()])
}
