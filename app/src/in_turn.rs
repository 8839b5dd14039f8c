//! Saves of one thing, one after the other.

use std::future::Future;

use futures::channel::oneshot;
use leptos::prelude::*;

/// Lets saves through one at a time, in the order in which they were made, so that what was pressed
/// last is what the server keeps.
#[derive(Clone, Copy)]
pub struct InTurn {
    /// Comes to an end with the save that was made last.
    last: StoredValue<Option<oneshot::Receiver<()>>>,
}

impl InTurn {
    /// Nothing is being saved.
    pub fn new() -> Self {
        Self {
            last: StoredValue::new(None),
        }
    }

    /// The save, once those before it are over. Its place is taken now, so it has to be awaited. It
    /// needs nothing of the page that has made it, which may be gone when its turn comes.
    pub fn after_others<R>(self, save: impl Future<Output = R>) -> impl Future<Output = R> {
        let (done, over) = oneshot::channel();
        let before = self.last.try_update_value(|last| last.replace(over));
        async move {
            if let Some(before) = before.flatten() {
                // Nothing is ever sent: whoever is through lets go of the other end.
                let _ = before.await;
            }
            let answer = save.await;
            drop(done);
            answer
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, rc::Rc};

    use futures::{executor::LocalPool, task::LocalSpawnExt as _};

    use super::*;

    #[test]
    fn the_second_begins_when_the_first_is_over_even_if_the_page_has_gone() {
        let owner = Owner::new();
        let seen = Rc::new(RefCell::new(Vec::new()));
        let (answer_first, first_answer) = oneshot::channel::<()>();
        let mut pool = LocalPool::new();
        let saves = owner.with(|| {
            let in_turn = InTurn::new();
            let first = {
                let seen = Rc::clone(&seen);
                in_turn.after_others(async move {
                    seen.borrow_mut().push("first begins");
                    let _ = first_answer.await;
                    seen.borrow_mut().push("first is over");
                })
            };
            let second = {
                let seen = Rc::clone(&seen);
                in_turn.after_others(async move { seen.borrow_mut().push("second begins") })
            };
            (first, second)
        });
        // Whichever is looked at first.
        pool.spawner().spawn_local(saves.1).unwrap();
        pool.spawner().spawn_local(saves.0).unwrap();
        pool.run_until_stalled();
        assert_eq!(*seen.borrow(), ["first begins"]);
        owner.cleanup();
        answer_first.send(()).unwrap();
        pool.run();
        assert_eq!(
            *seen.borrow(),
            ["first begins", "first is over", "second begins"]
        );
    }
}
