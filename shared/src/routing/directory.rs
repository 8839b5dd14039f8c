//! Who is behind the numbers that a route leads to.

use super::profile::Profile;
use crate::{ids::UserId, typed_number::TypedNumber};

/// Hosts that plans lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// The organisation's SIP domain.
    pub domain: String,
    /// Host and port of the trunk.
    pub trunk: String,
    /// Host and port of the media server; without one nothing is said or asked in a call.
    pub media: Option<String>,
}

/// Who is behind a number.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// A user of the organisation.
    Colleague(&'a Profile),
    /// A user whose settings are not known here: in the browser, which has its own alone, and at
    /// the server before they are fetched.
    Closed,
    /// A dial plan; another service runs it.
    DialPlan,
    /// A public number outside the organisation.
    Outside,
    /// Nobody.
    Nobody,
}

/// Looks numbers and colleagues up.
pub trait Directory {
    /// Where plans lead to.
    fn network(&self) -> &Network;
    /// Who is behind a stored number.
    fn behind(&self, number: &TypedNumber) -> Entry<'_>;
    /// A colleague.
    fn colleague(&self, user: UserId) -> Entry<'_>;
}

/// What can be told of a number by its form alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blank(pub Network);

impl Directory for Blank {
    fn network(&self) -> &Network {
        &self.0
    }

    fn behind(&self, number: &TypedNumber) -> Entry<'_> {
        if number.as_str().starts_with('+') {
            Entry::Outside
        } else {
            Entry::Closed
        }
    }

    fn colleague(&self, _user: UserId) -> Entry<'_> {
        Entry::Closed
    }
}
