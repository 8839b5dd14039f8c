//! Telephone numbers as people of the organisation's country write them, and who has them, which
//! only the server knows.

use std::collections::{HashMap, HashSet};

use belroute_shared::{
    live::LiveEvent,
    number::{LookedUpNumber, Numbers},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{http, live::Live, paths};

/// So many numbers are asked for in one request.
const MOST: usize = 100;

/// The numbers that a part of the page has asked for, each of them once.
#[derive(Clone, Copy)]
pub struct WrittenNumbers {
    known: RwSignal<HashMap<String, LookedUpNumber>>,
    asked: StoredValue<HashSet<String>>,
    wanted: StoredValue<Vec<String>>,
}

impl WrittenNumbers {
    /// Offers them to everything below.
    pub fn provide(live: Live) -> Self {
        let numbers = Self {
            known: RwSignal::default(),
            asked: StoredValue::default(),
            wanted: StoredValue::default(),
        };
        live.on(move |event| {
            // Names may have changed. What is known stays on the page until the answer comes.
            if matches!(event, LiveEvent::Phonebook | LiveEvent::Resync) {
                let asked = numbers.asked.try_update_value(std::mem::take);
                for number in asked.unwrap_or_default() {
                    numbers.want(&number);
                }
            }
        });
        provide_context(numbers);
        numbers
    }

    /// Those of this page.
    pub fn get() -> Self {
        expect_context()
    }

    /// A number as people write it; as it is kept, until the server has said so.
    pub fn of(self, number: &str) -> String {
        let known = self.looked_up(number).map(|it| it.display);
        known.unwrap_or_else(|| number.to_owned())
    }

    /// Who has a number, by name; the number where nobody in the phonebook has it.
    pub fn who(self, number: &str) -> String {
        match self.looked_up(number) {
            Some(LookedUpNumber {
                name: Some(name), ..
            }) => name,
            Some(found) => found.display,
            None => number.to_owned(),
        }
    }

    /// All that the server makes of a number, once it has answered.
    pub fn looked_up(self, number: &str) -> Option<LookedUpNumber> {
        let known = self.known.with(|known| known.get(number).cloned());
        if known.is_none() {
            self.want(number);
        }
        known
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
            let found = found.into_iter().map(|found| (found.typed.clone(), found));
            let _ = self.known.try_update(|known| known.extend(found));
        }
    }
}
