//! Passkeys. They are asked for a key that finds itself, so that nobody types a name, and for a
//! proof of the user on the device: with it a passkey is both factors at once.

use std::sync::Arc;

use anyhow::Context as _;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use belroute_shared::error::Code;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder, WebauthnError,
};

use crate::{
    directory::full_name,
    entity::{second_factor, user},
    error::{ApiError, ApiResult},
    state::AppState,
};

mod endpoints;
pub(crate) mod questions;

pub(super) use endpoints::router;

/// What the credentials are sealed for.
const PURPOSE: &str = "passkey";
/// What browsers call us.
const NAME: &str = "Belroute";

/// Who this server is to passkeys: the host and the origin of its public address.
#[derive(Clone, Debug)]
pub struct RelyingParty(Option<Arc<Webauthn>>);

impl RelyingParty {
    /// The one at an address. There are no passkeys for one whose host is a number.
    pub(crate) fn at(public_url: &str) -> Self {
        let origin = Url::parse(public_url).ok();
        let party = origin.as_ref().and_then(|origin| {
            WebauthnBuilder::new(origin.domain()?, origin)
                .and_then(|builder| builder.rp_name(NAME).build())
                .ok()
        });
        Self(party.map(Arc::new))
    }

    fn get(&self) -> ApiResult<&Webauthn> {
        self.0
            .as_deref()
            .ok_or(ApiError::Conflict(Code::PasskeysImpossible))
    }
}

/// A question for a browser, and what has to be known when its answer comes.
pub(crate) struct Asked {
    pub(crate) options: Value,
    pub(crate) state: String,
}

/// Asks for a new passkey. One that the user has on this device already is not made again.
fn ask_new(
    state: &AppState,
    user: &user::Model,
    known: &[second_factor::Model],
) -> ApiResult<Asked> {
    let known = known
        .iter()
        .filter_map(|factor| factor.credential_id.as_deref())
        .filter_map(|id| URL_SAFE_NO_PAD.decode(id).ok())
        .collect();
    let (question, waiting) = state
        .relying_party
        .get()?
        .start_passkey_registration(user.id, &user.email, &full_name(user), Some(known))
        .context("no question for a new passkey")?;
    let mut options = to_json(&question.public_key)?;
    let selection = &mut options["authenticatorSelection"];
    selection["residentKey"] = json!("required");
    selection["requireResidentKey"] = json!(true);
    Ok(Asked {
        options,
        state: to_text(&waiting)?,
    })
}

/// A credential as it is kept.
struct Kept {
    id: String,
    sealed: String,
}

/// What a browser has made, if it answers the question.
fn check_new(state: &AppState, waiting: &str, made: Value) -> ApiResult<Kept> {
    let refused = || ApiError::field("credential", Code::PasskeyRefused);
    let made: RegisterPublicKeyCredential = serde_json::from_value(made).map_err(|_| refused())?;
    let waiting: PasskeyRegistration =
        serde_json::from_str(waiting).context("a question that cannot be read")?;
    let passkey = state
        .relying_party
        .get()?
        .finish_passkey_registration(&made, &waiting)
        .map_err(|error| {
            tracing::debug!("a new passkey was refused: {error}");
            refused()
        })?;
    Ok(Kept {
        id: URL_SAFE_NO_PAD.encode(passkey.cred_id()),
        sealed: seal(state, &passkey)?,
    })
}

/// Asks for a passkey: for one of these, or for any that the browser knows.
pub(crate) fn ask(state: &AppState, of: &[second_factor::Model]) -> ApiResult<Asked> {
    let (question, waiting) = state
        .relying_party
        .get()?
        .start_discoverable_authentication()
        .context("no question for a passkey")?;
    let mut options = to_json(&question.public_key)?;
    options["allowCredentials"] = of
        .iter()
        .filter_map(|factor| factor.credential_id.as_deref())
        .map(|id| json!({ "type": "public-key", "id": id }))
        .collect();
    Ok(Asked {
        options,
        state: to_text(&waiting)?,
    })
}

/// What a browser has answered.
pub(crate) struct Answer(PublicKeyCredential);

impl Answer {
    /// Reads it.
    pub(crate) fn read(answer: Value) -> ApiResult<Self> {
        serde_json::from_value(answer)
            .map(Self)
            .map_err(|_| ApiError::field("credential", Code::Malformed))
    }

    /// Which credential it is of, as the database names it.
    pub(crate) fn credential_id(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.get_credential_id())
    }

    /// Whether it says that it is of this user. Only one that was asked for by its name may leave
    /// that out.
    pub(crate) fn is_of(&self, user: &user::Model) -> Option<bool> {
        let said = self.0.get_user_unique_id()?;
        Some(said == user.id.as_bytes())
    }
}

/// What comes of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is right. The credential is kept as this from now on, if it has changed.
    Right(Option<String>),
    /// It is right, and of a moment before one that we have seen: there may be a copy of the key.
    WentBack,
    /// It is wrong.
    Wrong,
}

/// Whether an answer is right for a passkey.
pub(crate) fn check(
    state: &AppState,
    factor: &second_factor::Model,
    waiting: &str,
    answer: &Answer,
) -> ApiResult<Verdict> {
    let kept = state.key.open(PURPOSE, &factor.sealed_key)?;
    let mut passkey: Passkey =
        serde_json::from_str(&kept).context("a stored passkey cannot be read")?;
    let waiting: DiscoverableAuthentication =
        serde_json::from_str(waiting).context("a question that cannot be read")?;
    let outcome = state
        .relying_party
        .get()?
        .finish_discoverable_authentication_v2(&answer.0, waiting, &passkey);
    match outcome {
        Ok(right) => {
            // The counter, and whether the key is backed up somewhere.
            let has_changed = passkey.update_credential(&right) == Some(true);
            let changed = has_changed.then(|| seal(state, &passkey)).transpose()?;
            Ok(Verdict::Right(changed))
        }
        Err(WebauthnError::CredentialPossibleCompromise) => Ok(Verdict::WentBack),
        Err(error) => {
            tracing::debug!("a passkey was refused: {error}");
            Ok(Verdict::Wrong)
        }
    }
}

fn seal(state: &AppState, passkey: &Passkey) -> ApiResult<String> {
    Ok(state.key.seal(PURPOSE, &to_text(passkey)?)?)
}

fn to_json(value: &impl serde::Serialize) -> anyhow::Result<Value> {
    serde_json::to_value(value).context("what passkeys are asked cannot be written")
}

fn to_text(value: &impl serde::Serialize) -> anyhow::Result<String> {
    serde_json::to_string(value).context("what passkeys are asked cannot be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_made_for_names_and_not_for_numbers() {
        for (address, is_possible) in [
            ("https://panel.example.nl", true),
            ("http://localhost:8080", true),
            ("https://192.0.2.1", false),
            ("http://[::1]:8080", false),
        ] {
            let party = RelyingParty::at(address);
            assert_eq!(party.get().is_ok(), is_possible, "{address}");
        }
    }
}
