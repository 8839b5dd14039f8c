use belroute_shared::{
    devices::{Devices, NewDevice, Pairing, PairingState, Provisioning},
    ids::{DeviceId, PairingId},
};

use crate::{http, http::HttpError};

const DEVICES: &str = "/v1/account/devices";

pub(super) async fn list() -> Result<Devices, HttpError> {
    http::get(DEVICES).await
}

pub(super) async fn remove(id: DeviceId) -> Result<(), HttpError> {
    http::delete(&format!("{DEVICES}/{id}")).await
}

/// A phone that is set up by hand.
pub(super) async fn create(new: &NewDevice) -> Result<Provisioning, HttpError> {
    http::post(DEVICES, new).await
}

/// A new password for a device; the old one is worth nothing any more.
pub(super) async fn renew(id: DeviceId) -> Result<Provisioning, HttpError> {
    let path = format!("{DEVICES}/{id}/credentials");
    http::post(&path, &serde_json::json!({})).await
}

/// A new code. An earlier one that nobody used is spent.
pub(super) async fn create_pairing() -> Result<Pairing, HttpError> {
    http::post(&format!("{DEVICES}/pairings"), &serde_json::json!({})).await
}

pub(super) async fn show_pairing(id: PairingId) -> Result<PairingState, HttpError> {
    http::get(&format!("{DEVICES}/pairings/{id}")).await
}

/// Uses a code up. The code is the right to do so; nobody has to be signed in.
pub(super) async fn redeem(code: &str, app: &NewDevice) -> Result<Provisioning, HttpError> {
    http::post(&format!("/v1/pairings/{code}"), app).await
}
