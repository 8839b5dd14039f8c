//! What the page about a user's route asks beside his profile: what `decide` in the browser cannot
//! know by itself, because it has the settings of one user alone.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{instant, number::Extension, routing::call::Caller};

/// `GET /v1/route/callers?number=…`: somebody whose call is to be tried, as a live call of his would
/// be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TriedCaller {
    /// A colleague, whichever of his numbers was typed.
    pub is_internal: bool,
    /// First and last name of a colleague. Of callers from outside a call has no name; who they are
    /// in the phonebook, `GET /v1/numbers` tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// His numbers in E.164 form and his extension, all of which rules are held against. The one
    /// that is shown comes first: of a colleague his extension. Never empty.
    pub numbers: Vec<String>,
    /// The first of them as people of the organisation's country write it.
    pub display: String,
    /// Whether the company's block list has him; absent for colleagues, who are on no such list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_blocked: Option<bool>,
}

impl TriedCaller {
    /// Who calls, for `decide`. He shows his number: whether a colleague hides it as a rule is his
    /// own affair, and not told.
    pub fn caller(&self) -> Caller {
        Caller {
            is_internal: self.is_internal,
            name: self.name.clone(),
            numbers: self.numbers.clone(),
            ..Caller::default()
        }
    }
}

/// `GET /v1/route/workingDay`: how long the working day that goes on now still takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WorkingDay {
    /// When it is over: the first moment that the business hours in force now no longer have. The
    /// user's own schedules come before the company's; where several of one level are in force, the
    /// one that ends first. Absent when none is in force, or none that ever ends.
    #[serde(
        default,
        deserialize_with = "instant::optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ends_at: Option<Timestamp>,
}

/// `GET /v1/route/chain`: whom a call from outside comes to, because one sends it on to the next.
///
/// Each user sees his own settings alone, and so nobody of a circle sees that it is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RouteChain {
    /// Somewhere on its way, be it only when somebody does not answer, the call comes back to
    /// somebody who has sent it on before, or is sent on too often. It is ended there.
    pub is_loop: bool,
    /// Who sends it on, in order, and at last who has it. The first is the user himself.
    ///
    /// Of a loop the last is where the call is ended; in a circle he stands among those before him
    /// as well. Of no loop these are the people to whom every call goes at once; none where the
    /// user's calls go to no colleague at once. Behind a colleague who does not want to be told who
    /// answers what he sends on nobody is named.
    pub people: Vec<ChainedPerson>,
}

/// Somebody to whom a call is sent on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChainedPerson {
    /// First and last name.
    pub name: String,
    /// His internal number.
    pub extension: Extension,
}
