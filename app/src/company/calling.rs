//! What the organisation decides about its telephones: groups, phones for guests, recording, codes.

mod codes;
mod groups;
mod hosts;
mod page;
mod recording;
mod section;

pub(super) use groups::{GroupPage, NewGroupPage};
pub(super) use hosts::GuestsCard;
pub(super) use page::CallingPage;
pub(super) use recording::RecordingCard;
