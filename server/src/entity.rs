//! The tables as Rust. Entities never leave the server: stores turn them into shared types.

pub mod call;
pub mod call_event;
pub mod call_fact;
pub mod call_leg;
pub mod caller_id;
pub mod caller_id_grant;
pub mod contact;
pub mod contact_number;
pub mod device;
pub mod dial_plan;
pub mod favourite;
pub mod number;
pub mod organisation;
pub mod pairing;
pub mod registration;
pub mod session;
pub mod sign_in_failure;
pub mod token;
pub mod user;
pub mod user_grant;
