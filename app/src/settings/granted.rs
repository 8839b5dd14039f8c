//! Rows about what an administrator has given, and which are absent where he has not.

use leptos::prelude::*;

use super::{
    part::{Kept, Part},
    state::{State, of_setting},
};

/// The state of something that is only there once the server has told of it.
pub(super) fn of_granted<S: Kept>(part: &'static Part<S>) -> Signal<Option<State>> {
    let state = of_setting(part);
    Signal::derive(move || Some(state.get().unwrap_or_else(State::absent)))
}
