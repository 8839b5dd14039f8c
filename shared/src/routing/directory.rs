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

/// What must be known about a colleague.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Whether and how his phones ring: devices, calls, guests, do not disturb, call waiting, whether
    /// he is shown, and as an assistant where his calls go. What else he has set may be missing.
    Phones,
    /// Everything: the call visits him.
    Whole,
}

/// Who is behind a number.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// A user of the organisation, as far as was asked.
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
    fn behind(&self, number: &TypedNumber, depth: Depth) -> Entry<'_>;
    /// A colleague, as far as his phones go.
    fn colleague(&self, user: UserId) -> Entry<'_>;
}

/// What can be told of a number by its form alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blank(pub Network);

impl Directory for Blank {
    fn network(&self) -> &Network {
        &self.0
    }

    fn behind(&self, number: &TypedNumber, _depth: Depth) -> Entry<'_> {
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
