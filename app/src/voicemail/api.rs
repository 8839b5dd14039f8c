use belroute_shared::{
    ids::{UserId, VoiceMessageId},
    voicemail::{
        ForwardMessage, Mailbox, MarkMessages, MessageFilter, VoiceMessage, VoiceMessages,
    },
};

use crate::{http, http::HttpError, paths};

const MESSAGES: &str = "/v1/voiceMessages";
/// What the API that ours follows has as well stands where it has it.
const TELEPHONY: &str = "/v1/telephony/voiceMessages";

/// Messages, newest first, and where older ones are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Listed {
    pub(super) messages: Vec<VoiceMessage>,
    pub(super) mailboxes: Vec<Mailbox>,
    pub(super) new_messages: u32,
    pub(super) can_download: bool,
    pub(super) can_forward: bool,
    pub(super) next: Option<String>,
}

impl Listed {
    /// The first part, fetched again, in front of the older ones that were shown with it.
    pub(super) fn keep_older(before: Option<&Self>, mut fresh: Self) -> Self {
        let (Some(before), Some(last)) = (before, fresh.messages.last()) else {
            return fresh;
        };
        if fresh.next.is_none() {
            return fresh;
        }
        let edge = (last.created_at, last.id);
        let older = before.messages.iter();
        let older = older.filter(|it| (it.created_at, it.id) < edge);
        let first_part = fresh.messages.len();
        fresh.messages.extend(older.cloned());
        if fresh.messages.len() > first_part {
            fresh.next.clone_from(&before.next);
        }
        fresh
    }

    /// One of them.
    pub(super) fn message(&self, id: VoiceMessageId) -> Option<&VoiceMessage> {
        self.messages.iter().find(|it| it.id == id)
    }
}

pub(super) async fn list(
    filter: MessageFilter,
    mailbox: Option<UserId>,
    max: u32,
) -> Result<Listed, HttpError> {
    let max = ("max", max.to_string());
    let filter = (filter != MessageFilter::All).then(|| ("filter", filter.word().to_owned()));
    let mailbox = mailbox.map(|it| ("mailbox", it.to_string()));
    let query = [max].into_iter().chain(filter).chain(mailbox);
    list_part(&paths::request(MESSAGES, query)).await
}

/// The part of a list that an earlier part led to.
pub(super) async fn list_part(address: &str) -> Result<Listed, HttpError> {
    let part = http::get_part::<VoiceMessages>(address).await?;
    let content = part.content;
    Ok(Listed {
        messages: content.messages,
        mailboxes: content.mailboxes,
        new_messages: content.new_messages,
        can_download: content.can_download,
        can_forward: content.can_forward,
        next: part.next,
    })
}

pub(super) async fn mark(id: VoiceMessageId, is_read: bool) -> Result<(), HttpError> {
    let what = if is_read {
        "markAsRead"
    } else {
        "markAsUnread"
    };
    let body = MarkMessages {
        message_id: Some(id),
        ..MarkMessages::default()
    };
    http::send(&format!("{TELEPHONY}/{what}"), &body).await
}

pub(super) async fn keep(id: VoiceMessageId, is_kept: bool) -> Result<(), HttpError> {
    let path = format!("{MESSAGES}/{id}/kept");
    if is_kept {
        http::put_empty(&path).await
    } else {
        http::delete(&path).await
    }
}

pub(super) async fn delete(id: VoiceMessageId) -> Result<(), HttpError> {
    http::delete(&format!("{TELEPHONY}/{id}")).await
}

/// Takes a deletion back.
pub(super) async fn restore(id: VoiceMessageId) -> Result<(), HttpError> {
    http::post_empty(&format!("{MESSAGES}/{id}/restore")).await
}

pub(super) async fn forward(id: VoiceMessageId, body: ForwardMessage) -> Result<(), HttpError> {
    http::send(&format!("{MESSAGES}/{id}/forward"), &body).await
}

/// Where its sound is.
pub(super) fn sound(id: VoiceMessageId) -> String {
    format!("{MESSAGES}/{id}/audio")
}

/// Where its sound is, to be saved as a file.
pub(super) fn file(id: VoiceMessageId) -> String {
    format!("{MESSAGES}/{id}/audio?download=true")
}
