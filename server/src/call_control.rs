//! The engine's side: it asks what to do with a call, and tells what happened.
//!
//! The contract is JSON over HTTP on a listener of its own, version 1: a question for each call
//! (`POST /v1/call-control/route`), answered with a plan; events (`POST /v1/call-control/events`),
//! taken in once each, in any order; what a device's credentials are checked with (`POST
//! /v1/call-control/credentials`); and how many messages wait for somebody
//! (`POST /v1/call-control/message-waiting`). The media server asks there too (`script`).

pub(crate) mod address;
mod apply;
mod behind;
mod callers;
pub(crate) mod chain;
mod codes;
pub(crate) mod engine;
mod house;
pub(crate) mod intake;
pub mod light;
mod listener;
mod lived;
mod media;
mod notices;
mod outcome;
pub(crate) mod parties;
mod place;
mod registrations;
mod route;
mod rows;
mod script;
mod seats;
mod seen;
pub(crate) mod tried;
mod way;
pub mod wire;

pub(crate) use listener::answer;
pub use listener::router;
pub(crate) use notices::who;
