//! What a call has behind it when it comes to a user.

use super::MOST_REDIRECTIONS;
use crate::{ids::UserId, routing::plan::Diversion, typed_number::TypedNumber};

/// Somebody or something that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tried {
    /// A user of the organisation.
    Colleague(UserId),
    /// A number, or the extension of somebody who is not known here.
    Number(TypedNumber),
    /// The phone of a host, by its address.
    Phone(String),
}

/// The way of a call up to now. Each branch of a plan goes on with its own.
#[derive(Clone, Debug)]
pub(super) struct Journey {
    /// How often it was sent on.
    pub(super) redirections: u8,
    /// Who has sent it on.
    redirected_by: Vec<UserId>,
    /// Whom and what it has rung, or is about to.
    tried: Vec<Tried>,
    /// Who sent it on last, told to the next.
    pub(super) diversion: Option<Diversion>,
    /// The caller is not told who answers.
    pub(super) hides_answerer: bool,
    /// Whether it comes here in any case, not only when somebody else does not answer.
    pub(super) is_certain: bool,
    /// Whether this is the user who was called.
    pub(super) is_first: bool,
}

impl Journey {
    /// A call that has just arrived.
    pub(super) fn begin(redirections: u8) -> Self {
        Self {
            redirections,
            redirected_by: Vec::new(),
            tried: Vec::new(),
            diversion: None,
            hides_answerer: false,
            is_certain: true,
            is_first: true,
        }
    }

    /// Sent on by a user.
    pub(super) fn sent_on(
        &self,
        by: UserId,
        diversion: Diversion,
        hides_answerer: bool,
        is_certain: bool,
    ) -> Self {
        let mut next = self.clone();
        next.redirections = next.redirections.saturating_add(1);
        next.redirected_by.push(by);
        next.diversion = Some(diversion);
        next.hides_answerer |= hides_answerer;
        next.is_certain &= is_certain;
        next.is_first = false;
        next
    }

    pub(super) fn is_too_long(&self) -> bool {
        self.redirections > MOST_REDIRECTIONS
    }

    /// Whether a user has sent the call on before.
    pub(super) fn was_sent_on_by(&self, user: UserId) -> bool {
        self.redirected_by.contains(&user)
    }

    /// Whether something rang before, or the user has sent the call on.
    pub(super) fn has_tried(&self, what: &Tried) -> bool {
        let has_redirected = matches!(what, Tried::Colleague(user) if self.was_sent_on_by(*user));
        has_redirected || self.tried.contains(what)
    }

    /// Notes that something is about to ring.
    pub(super) fn note(&mut self, what: Tried) {
        self.tried.push(what);
    }
}
