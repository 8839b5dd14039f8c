use belroute_shared::{
    company::feature_access::{FeatureAccess, UserFeatureAccess},
    features::{Access, Feature, OutgoingPermission},
    ids::UserId,
};
use serde::Serialize;

use crate::http::{self, HttpError};

const OF_ALL: &str = "/v1/company/featureAccess";
pub(super) const WHO_DIFFERS: &str = "/v1/company/featureAccess/users";

/// A change of one feature: the others keep their value.
#[derive(Serialize)]
struct Change<T: Serialize> {
    features: std::collections::BTreeMap<Feature, T>,
}

#[derive(Serialize)]
struct Own {
    own: Option<Access>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Permission {
    outgoing_permission: OutgoingPermission,
}

fn one<T: Serialize>(feature: Feature, value: T) -> Change<T> {
    Change {
        features: [(feature, value)].into(),
    }
}

fn of_user(id: UserId) -> String {
    format!("/v1/company/users/{id}/featureAccess")
}

pub(super) async fn show() -> Result<FeatureAccess, HttpError> {
    http::get(OF_ALL).await
}

pub(super) async fn replace(feature: Feature, access: Access) -> Result<(), HttpError> {
    http::put(OF_ALL, &one(feature, access)).await
}

pub(super) async fn show_of_user(id: UserId) -> Result<UserFeatureAccess, HttpError> {
    http::get(&of_user(id)).await
}

pub(super) async fn replace_of_user(
    id: UserId,
    feature: Feature,
    own: Option<Access>,
) -> Result<(), HttpError> {
    http::put(&of_user(id), &one(feature, Own { own })).await
}

pub(super) async fn replace_permission(
    id: UserId,
    outgoing_permission: OutgoingPermission,
) -> Result<(), HttpError> {
    let permission = Permission {
        outgoing_permission,
    };
    http::put(&of_user(id), &permission).await
}
