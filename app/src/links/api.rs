use belroute_shared::{
    email_addresses::OpenEmailConfirmation,
    security::{Administrators, ForgottenPassword, OpenLink},
    session::NewPassword,
};

use crate::{http, http::HttpError};

/// What a link was mailed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A new user's first password.
    Invitation,
    /// A password in place of a forgotten one.
    Reset,
}

impl Kind {
    fn path(self, token: &str) -> String {
        let token = js_sys::encode_uri_component(token);
        match self {
            Self::Invitation => format!("/v1/invitations/{token}"),
            Self::Reset => format!("/v1/passwordResets/{token}"),
        }
    }
}

pub(super) async fn show(kind: Kind, token: &str) -> Result<OpenLink, HttpError> {
    http::get(&kind.path(token)).await
}

pub(super) async fn use_up(kind: Kind, token: &str, new: &NewPassword) -> Result<(), HttpError> {
    http::send(&kind.path(token), new).await
}

pub(super) async fn administrators(token: &str) -> Result<Administrators, HttpError> {
    let path = Kind::Invitation.path(token);
    http::get(&format!("{path}/administrators")).await
}

/// The answer is the same whoever asks, and for whom.
pub(super) async fn ask(who: &ForgottenPassword) -> Result<(), HttpError> {
    http::send("/v1/passwordResets", who).await
}

pub(super) async fn show_confirmation(token: &str) -> Result<OpenEmailConfirmation, HttpError> {
    http::get(&confirmation(token)).await
}

pub(super) async fn confirm(token: &str) -> Result<(), HttpError> {
    http::post_empty(&confirmation(token)).await
}

fn confirmation(token: &str) -> String {
    format!(
        "/v1/emailConfirmations/{}",
        js_sys::encode_uri_component(token)
    )
}
