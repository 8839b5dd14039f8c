//! Telephone numbers as people of the organisation's country write them, which only the server
//! knows.

use std::collections::{HashMap, HashSet};

use belroute_shared::number::Numbers;
use leptos::{prelude::*, task::spawn_local};

use crate::{http, paths};

/// So many numbers are asked for in one request.
const MOST: usize = 100;

/// The numbers that a part of the page has asked for, each of them once.
#[derive(Clone, Copy)]
pub struct WrittenNumbers {
    known: RwSignal<HashMap<String, String>>,
    asked: StoredValue<HashSet<String>>,
    wanted: StoredValue<Vec<String>>,
}

impl WrittenNumbers {
    /// Offers them to everything below.
    pub fn provide() -> Self {
        let numbers = Self {
            known: RwSignal::default(),
            asked: StoredValue::default(),
            wanted: StoredValue::default(),
        };
        provide_context(numbers);
        numbers
    }

    /// Those of this part of the page.
    pub fn get() -> Self {
        expect_context()
    }

    /// A number as people write it; as it is kept, until the server has said so.
    pub fn of(self, number: &str) -> String {
        let known = self.known.with(|known| known.get(number).cloned());
        known.unwrap_or_else(|| {
            self.want(number);
            number.to_owned()
        })
    }

    fn want(self, number: &str) {
        let add = |asked: &mut HashSet<String>| asked.insert(number.to_owned());
        if self.asked.try_update_value(add) != Some(true) {
            return;
        }
        let add = |wanted: &mut Vec<String>| {
            wanted.push(number.to_owned());
            wanted.len() == 1
        };
        if self.wanted.try_update_value(add) == Some(true) {
            // What is being drawn wants further ones: all of them are asked for together.
            spawn_local(self.ask());
        }
    }

    async fn ask(self) {
        let wanted = self.wanted.try_update_value(std::mem::take);
        for some in wanted.unwrap_or_default().chunks(MOST) {
            let query = some.iter().map(|number| ("number", number.clone()));
            let answer = http::get::<Numbers>(&paths::request("/v1/numbers", query)).await;
            // Without an answer they are still good to be read.
            let found = answer.unwrap_or_default().numbers;
            let found = found.into_iter().map(|found| (found.typed, found.display));
            let _ = self.known.try_update(|known| known.extend(found));
        }
    }
}
