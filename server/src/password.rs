//! Passwords that users choose.

mod setting;

use belroute_shared::password::{BrokenRule, PasswordPolicy, Person, check};

pub(crate) use setting::{How, new_hash, save, step};

/// Every rule that a password breaks.
fn refusals(policy: &PasswordPolicy, person: &Person, text: &str) -> Vec<BrokenRule> {
    check(policy, person, text)
}
