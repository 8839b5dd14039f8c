//! What happens to a call: one pure function, used for live calls, for the sentence on the
//! dashboard, for trying settings that are not saved, and in tests.
//!
//! [`decide`](decide::decide) takes a [`Profile`](profile::Profile), a
//! [`Directory`](directory::Directory) of colleagues, a call and the moment, and gives a
//! [`Plan`](plan::Plan) for the engine together with a [`Trace`](trace::Trace) of every stop. The
//! two can never disagree because they come out of the same walk.

pub mod call;
pub mod decide;
pub mod directory;
pub mod explain;
pub mod health;
pub mod lanes;
pub mod outlook;
pub mod overruled;
pub mod plan;
pub mod profile;
pub mod trace;
