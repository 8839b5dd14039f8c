//! The call that asks for a decision.

use crate::ids::UserId;

/// Who calls. Of a call that was sent on, who called first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// A user of the same organisation.
    pub is_internal: bool,
    /// Which one.
    pub user: Option<UserId>,
    /// His name, where it is known.
    pub name: Option<String>,
    /// His numbers in E.164 form, and his extension: a colleague is matched by any of his numbers,
    /// whichever he calls from. The number that is shown comes first.
    pub numbers: Vec<String>,
    /// He asked the network to withhold his number.
    pub is_anonymous: bool,
    /// No number was delivered at all.
    pub is_unavailable: bool,
}

impl Caller {
    /// Somebody outside with a number.
    pub fn outside(number: &str) -> Self {
        Self {
            numbers: vec![number.to_owned()],
            ..Self::default()
        }
    }

    /// A colleague by his extension.
    pub fn colleague(extension: &str) -> Self {
        Self {
            is_internal: true,
            numbers: vec![extension.to_owned()],
            ..Self::default()
        }
    }
}

/// A call to a user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingCall {
    /// Who calls.
    pub caller: Caller,
    /// The number or extension that was called.
    pub called: Option<String>,
    /// A hunt group, queue or another service offers the call, and takes it back.
    pub is_offered_by_group: bool,
    /// Answered calls that the user has at this moment, by the engine's count; `None` where the
    /// engine was not asked: then the profile's own count holds.
    pub active_calls: Option<u16>,
    /// Whether the engine has a registration of the user; it knows better than our list, which
    /// may lag behind. `None` where the engine was not asked, as in the browser.
    pub is_registered: Option<bool>,
    /// Whether the caller is on the company's block list; `None` for colleagues, and where nobody
    /// calls, as in the browser.
    pub is_blocked: Option<bool>,
    /// How often the call was sent on before it came to us.
    pub redirections: u8,
}
