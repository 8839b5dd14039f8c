//! The one function that decides.
//!
//! A call visits a user and goes past his stops in their order; the first that turns it away, sends
//! it elsewhere or lets it ring decides. A call that is sent on to a colleague visits him next. What
//! is to happen when nobody answers is decided at once as well: a plan holds plans.
//!
//! | file | stops |
//! |---|---|
//! | `admission` | who gets through: block lists, anonymous callers, rejected, accepted |
//! | `elsewhere` | sent elsewhere at once: chosen callers, everybody, mailbox, do not disturb |
//! | `executive` | assistants take the call |
//! | `ring` | what rings, and what is tried after that |
//! | `forward` | where a forward leads, and what follows when nobody answers |
//! | `journey` | what a call has behind it |

mod admission;
mod elsewhere;
mod executive;
mod forward;
mod journey;
mod legs;
mod ring;
#[cfg(test)]
pub(super) mod tests;
mod visit;

use jiff::Timestamp;

use super::{call::IncomingCall, directory::Directory, plan::Plan, profile::Profile, trace::Trace};
use crate::ids::UserId;
use journey::Journey;

pub use admission::blocked;

/// How often a call may be sent on; one more time ends it.
pub const MOST_REDIRECTIONS: u8 = 5;

/// What happens to a call, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What the engine is told.
    pub plan: Plan,
    /// Every stop, in order, at each user whom the call visits.
    pub trace: Trace,
    /// The users whose rules want a mail about this call. Those whom it may only reach after
    /// somebody did not answer are not among them.
    pub notify: Vec<UserId>,
}

/// Decides about one call.
///
/// Total: any profile, directory and call give a decision, in a time that their size bounds, and
/// exactly one stop of each trace decides.
pub fn decide(
    profile: &Profile,
    directory: &impl Directory,
    call: &IncomingCall,
    now: Timestamp,
) -> Decision {
    let mut walk = Walk {
        directory,
        call,
        now,
        notify: Vec::new(),
    };
    let (plan, trace) = walk.visit(profile, Journey::begin(call.redirections));
    Decision {
        plan,
        trace,
        notify: walk.notify,
    }
}

/// What stays the same at every user whom a call visits.
struct Walk<'a, D> {
    directory: &'a D,
    call: &'a IncomingCall,
    now: Timestamp,
    notify: Vec<UserId>,
}
