//! The phonebook and the company's contacts: what is looked for, their pages, and the file of them.

use std::net::SocketAddr;

use anyhow::Result;

use super::{PAGES, REQUESTS, hundredth, time};
use crate::http::Connection;

/// The section of the company in the phonebook, where everybody turns its pages.
const SECTION: &str = "/v1/phonebook?kind=company&max=50";
/// The same contacts where they are looked after.
const LIST: &str = "/v1/company/contacts?max=50";
const FILE: &str = "/v1/company/contacts/export";
/// Beginnings of names, whole names, numbers of both kinds, and more than one word.
const SEARCHED: [&str; 8] = [
    "a",
    "an",
    "anna",
    "visser",
    "020",
    "+4477009",
    "2041",
    "bakker%20d",
];
/// Files of ten thousand rows.
const FILES: usize = 20;

/// Prints how long each of them takes.
pub(super) fn contacts(panel: SocketAddr, bearer: &str) -> Result<()> {
    let mut connection = Connection::open(panel, bearer)?;
    let (section, _) = hundredth(&mut connection, SECTION, |answer| {
        let page = answer.json()?;
        let next = page["sections"][0]["next"].as_str();
        Ok(next.map(|cursor| format!("{SECTION}&cursor={cursor}")))
    })?;
    let (list, _) = hundredth(&mut connection, LIST, |answer| Ok(answer.next.clone()))?;
    let searched = |of: &str| SEARCHED.map(|query| format!("{of}query={query}"));
    let mut tell =
        |name: &str, requests, paths: &[String]| time(&mut connection, name, requests, paths);
    let in_section = searched("/v1/phonebook?");
    tell("phonebook search", REQUESTS, &in_section)?;
    tell("phonebook, first page", REQUESTS, &[SECTION.to_owned()])?;
    tell(&format!("phonebook, page {PAGES}"), REQUESTS, &[section])?;
    let in_list = searched("/v1/company/contacts?max=50&");
    tell("contacts, searched", REQUESTS, &in_list)?;
    tell("contacts, first page", REQUESTS, &[LIST.to_owned()])?;
    tell(&format!("contacts, page {PAGES}"), REQUESTS, &[list])?;
    tell("contacts as a file", FILES, &[FILE.to_owned()])
}
