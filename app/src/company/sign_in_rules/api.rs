use belroute_shared::company::{
    identity_provider::{IdentityProviderShown, NewIdentityProvider, TriedProvider},
    sign_in_rules::SignInRules,
};

use crate::http::{self, HttpError};

const RULES: &str = "/v1/company/signInRules";
const PROVIDER: &str = "/v1/company/identityProvider";
const TRIED: &str = "/v1/company/identityProvider/test";

pub(super) async fn show() -> Result<SignInRules, HttpError> {
    http::get(RULES).await
}

pub(super) async fn replace(rules: &SignInRules) -> Result<(), HttpError> {
    http::put(RULES, rules).await
}

pub(super) async fn show_provider() -> Result<IdentityProviderShown, HttpError> {
    http::get(PROVIDER).await
}

pub(super) async fn set_provider(new: &NewIdentityProvider) -> Result<(), HttpError> {
    http::put(PROVIDER, new).await
}

pub(super) async fn remove_provider() -> Result<(), HttpError> {
    http::delete(PROVIDER).await
}

/// Lets the server ask a provider what it is.
pub(super) async fn try_provider(issuer: String) -> Result<(), HttpError> {
    http::send(TRIED, &TriedProvider { issuer }).await
}
