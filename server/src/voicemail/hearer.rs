//! Who hears which mailboxes.

use std::collections::HashMap;

use axum::{extract::FromRequestParts, http::request::Parts};
use belroute_shared::{
    error::Code,
    features::Feature,
    ids::{OrganisationId, UserId},
};
use uuid::Uuid;

use super::sharing;
use crate::{
    error::{ApiError, ApiResult},
    features,
    session::Session,
    state::AppState,
};

/// Somebody who hears mailboxes: he himself, never who has opened his panel.
#[derive(Clone, Debug)]
pub(crate) struct Hearer {
    pub(crate) session: Session,
    /// Whose mailboxes he hears: his own first, if he has one.
    pub(crate) mailboxes: Vec<Uuid>,
    /// He may save sounds as files.
    pub(crate) can_download: bool,
}

impl Hearer {
    /// His organisation.
    pub(crate) fn organisation(&self) -> OrganisationId {
        self.session.organisation
    }

    /// The same with one of his mailboxes alone: that of the user who is named, or his own.
    pub(super) fn only(mut self, mailbox: Option<UserId>) -> ApiResult<Self> {
        let wanted = mailbox.unwrap_or(self.session.user).0;
        if mailbox.is_some() && !self.mailboxes.contains(&wanted) {
            return Err(ApiError::NotFound);
        }
        self.mailboxes.retain(|id| *id == wanted);
        Ok(self)
    }
}

impl FromRequestParts<AppState> for Hearer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let session = Session::from_request_parts(parts, state).await?;
        let (db, user, organisation) = (&state.db.read, session.user, session.organisation);
        let asked = [Feature::Voicemail, Feature::VoicemailDownload];
        let [is_shown, can_download] =
            features::store::are_shown(db, user, organisation, asked).await?;
        let mailboxes = sharing::list_heard(db, user, organisation).await?;
        if !is_shown || mailboxes.is_empty() {
            return Err(ApiError::NotGranted(Code::FeatureNotGranted));
        }
        Ok(Self {
            session,
            mailboxes,
            can_download,
        })
    }
}

/// How many messages a mailbox has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) new: u32,
    pub(crate) old: u32,
    pub(crate) new_urgent: u32,
    pub(crate) old_urgent: u32,
}

impl Counts {
    /// Those of several mailboxes together.
    pub(super) fn sum(all: &HashMap<Uuid, Self>) -> Self {
        all.values().fold(Self::default(), |sum, it| Self {
            new: sum.new + it.new,
            old: sum.old + it.old,
            new_urgent: sum.new_urgent + it.new_urgent,
            old_urgent: sum.old_urgent + it.old_urgent,
        })
    }
}
