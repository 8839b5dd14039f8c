//! Whose turn it is: fetching, saving, and which answers still count.

use std::future::Future;

use leptos::prelude::*;

use crate::in_turn::InTurn;

/// What was asked for and what came of it.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    /// Counts what was asked for, to fetch again what was asked for meanwhile.
    asked: u32,
    /// Up to where that has been answered.
    answered: u32,
    /// Counts what an answer under way cannot know of: such an answer is dropped.
    version: u32,
    /// How many saves are under way.
    saves: u32,
    is_running: bool,
}

impl State {
    /// Whether a fetch has to begin; from then on it runs.
    fn begins(&mut self) -> bool {
        let begins = !self.is_running && self.is_wanted();
        self.is_running |= begins;
        begins
    }

    fn is_wanted(&self) -> bool {
        self.saves == 0 && self.asked != self.answered
    }

    fn counts(&self, turn: Turn) -> bool {
        self.version == turn.version
    }

    /// Whether the next fetch has to follow at once.
    fn end(&mut self, turn: Turn) -> bool {
        if self.counts(turn) {
            self.answered = turn.asked;
        }
        self.is_running = self.is_wanted();
        self.is_running
    }
}

/// One fetch, as things stood when it began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn {
    asked: u32,
    version: u32,
}

/// The turns of one fetched value. The page may have gone before an answer, and everything with it:
/// then nothing begins, counts or goes on.
#[derive(Clone, Copy)]
pub(crate) struct Turns {
    state: StoredValue<State>,
    saves: InTurn,
}

impl Turns {
    pub(crate) fn new() -> Self {
        Self {
            state: StoredValue::new(State::default()),
            saves: InTurn::new(),
        }
    }

    /// Asks for the value. Whether a fetch has to begin.
    pub(crate) fn ask(self) -> bool {
        self.change(|it| {
            it.asked += 1;
            it.begins()
        })
    }

    /// Whether it was ever asked for.
    pub(crate) fn is_used(self) -> bool {
        self.change(|it| it.asked > 0)
    }

    /// Makes an answer that is under way worthless.
    pub(crate) fn outdate(self) {
        self.change(|it| {
            it.version += 1;
            true
        });
    }

    /// Saves after what is being saved already. Until the last save is over nothing is fetched; then
    /// `go_on` is called if a fetch has waited for it.
    pub(crate) fn saving<R>(
        self,
        save: impl Future<Output = R>,
        go_on: impl FnOnce(),
    ) -> impl Future<Output = R> {
        self.begin_save();
        let save = self.saves.after_others(save);
        async move {
            let answer = save.await;
            if self.end_save() {
                go_on();
            }
            answer
        }
    }

    fn begin_save(self) {
        self.change(|it| {
            it.saves += 1;
            it.version += 1;
            true
        });
    }

    fn end_save(self) -> bool {
        self.change(|it| {
            it.saves -= 1;
            it.begins()
        })
    }

    pub(crate) fn begin(self) -> Option<Turn> {
        self.state.try_with_value(|it| Turn {
            asked: it.asked,
            version: it.version,
        })
    }

    /// Whether the answer is of what holds now.
    pub(crate) fn counts(self, turn: Turn) -> bool {
        self.change(|it| it.counts(turn))
    }

    /// Ends a fetch. Whether the next one has to follow at once.
    pub(crate) fn end(self, turn: Turn) -> bool {
        self.change(|it| it.end(turn))
    }

    fn change(self, change: impl FnOnce(&mut State) -> bool) -> bool {
        self.state.try_update_value(change).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_meanwhile_is_fetched_once_more_whatever_it_was() {
        Owner::new().with(|| {
            let turns = Turns::new();
            assert!(turns.ask());
            let first = turns.begin().unwrap();
            assert!(!turns.ask() && !turns.ask());
            assert!(turns.counts(first));
            assert!(turns.end(first));
            let second = turns.begin().unwrap();
            assert!(!turns.end(second));
            assert!(turns.ask());
        });
    }

    #[test]
    fn an_answer_from_before_a_change_is_dropped_and_fetched_again() {
        Owner::new().with(|| {
            let turns = Turns::new();
            turns.ask();
            let old = turns.begin().unwrap();
            turns.outdate();
            assert!(!turns.counts(old));
            assert!(turns.end(old));
            let new = turns.begin().unwrap();
            assert!(turns.counts(new));
            assert!(!turns.end(new));
        });
    }

    #[test]
    fn while_something_is_saved_nothing_is_fetched_and_afterwards_what_was_missed() {
        Owner::new().with(|| {
            let turns = Turns::new();
            turns.ask();
            let old = turns.begin().unwrap();
            turns.begin_save();
            turns.begin_save();
            assert!(!turns.counts(old));
            assert!(!turns.end(old));
            assert!(!turns.ask());
            assert!(!turns.end_save());
            assert!(turns.end_save());
            let new = turns.begin().unwrap();
            assert!(turns.counts(new));
            assert!(!turns.end(new));
        });
    }

    #[test]
    fn a_save_that_nobody_asked_anything_during_fetches_nothing() {
        Owner::new().with(|| {
            let turns = Turns::new();
            turns.begin_save();
            assert!(!turns.end_save());
            assert!(!turns.is_used());
        });
    }

    #[test]
    fn a_page_that_has_gone_fetches_nothing_more() {
        let owner = Owner::new();
        let (turns, turn) = owner.with(|| {
            let turns = Turns::new();
            turns.ask();
            (turns, turns.begin().unwrap())
        });
        owner.cleanup();
        assert!(turns.begin().is_none());
        assert!(!turns.counts(turn) && !turns.end(turn) && !turns.ask());
    }
}
