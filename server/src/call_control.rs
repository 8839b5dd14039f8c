//! The engine's side: it asks what to do with a call, and tells what happened.
//!
//! The contract is JSON over HTTP on a listener of its own, version 1: a question for each call
//! (`POST /v1/call-control/route`), answered with a plan; events (`POST /v1/call-control/events`),
//! taken in once each, in any order; and what a device's credentials are checked with (`POST
//! /v1/call-control/credentials`).

pub(crate) mod address;
mod apply;
mod behind;
mod callers;
mod codes;
pub(crate) mod engine;
mod house;
pub(crate) mod intake;
mod listener;
mod lived;
mod notices;
mod outcome;
pub(crate) mod parties;
mod place;
mod registrations;
mod route;
mod rows;
mod seats;
mod way;
pub mod wire;

pub use listener::router;
