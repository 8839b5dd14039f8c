//! Setting up a second factor: the same parts while signing in and in the account.

mod codes;
mod set_up;

pub use codes::KeepCodes;
pub use set_up::AuthenticatorSetUp;
