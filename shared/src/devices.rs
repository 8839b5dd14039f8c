//! Phones and apps of a user, and the code that connects a new one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::{Code, FieldError},
    ids::{DeviceId, PairingId},
    instant,
};

/// How long a pairing code can be used, in seconds.
pub const PAIRING_SECONDS: i64 = 300;

/// The longest name of a device, in characters.
const LONGEST_NAME: usize = 64;

/// What kind of thing a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum DeviceKind {
    /// A phone on a desk.
    Desk,
    /// The app on a mobile phone.
    App,
    /// A program on a computer.
    Softphone,
}

/// A phone or app of the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// The device.
    pub id: DeviceId,
    /// What its owner or the device itself calls it, at most 64 characters.
    pub name: String,
    /// What it is.
    pub kind: DeviceKind,
    /// Whether the engine can reach it at this moment.
    pub is_registered: bool,
    /// When the engine last heard of it; absent if never.
    #[serde(
        default,
        deserialize_with = "instant::optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub last_seen_at: Option<Timestamp>,
    /// Whether the user may take it away; phones that the administrator placed stay.
    pub can_disconnect: bool,
}

/// `GET /v1/account/devices`: the whole list, at most 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Devices {
    /// Registered ones first, then by name.
    pub devices: Vec<Device>,
}

/// `POST /v1/account/devices/pairings`: a code for one app, as a picture and as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Pairing {
    /// The pairing, to ask how it went.
    pub id: PairingId,
    /// The address that the picture holds; opens the app when tapped on a phone.
    pub link: String,
    /// The picture: an SVG document of black squares without any script or style.
    pub qr_svg: String,
    /// After this the code is refused.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires_at: Timestamp,
}

/// `GET /v1/account/devices/pairings/{id}`: how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum PairingState {
    /// Nobody has used the code yet.
    Waiting,
    /// The code was used by this device.
    Connected {
        /// The new device.
        device: Device,
    },
    /// The five minutes are over.
    Expired,
}

/// `POST /v1/account/devices`, and what an app says of itself with `POST /v1/pairings/{code}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewDevice {
    /// Name of the device, 1 to 64 characters.
    pub name: String,
    /// What it is.
    pub kind: DeviceKind,
}

impl NewDevice {
    /// Refuses a name that cannot be shown, on `name`.
    ///
    /// # Errors
    /// [`Code::Required`], [`Code::TooLong`], or [`Code::NotOffered`] for control characters.
    pub fn check(&self) -> Result<(), FieldError> {
        let name = self.name.trim();
        match name.chars().count() {
            0 => Err(FieldError::new("name", Code::Required)),
            length if length > LONGEST_NAME => Err(FieldError::new("name", Code::TooLong)),
            _ if name.chars().any(char::is_control) => {
                Err(FieldError::new("name", Code::NotOffered))
            }
            _ => Ok(()),
        }
    }
}

/// How SIP travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Transport {
    /// Datagrams, not encrypted.
    Udp,
}

impl Transport {
    /// The word that SIP has for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Udp => "udp",
        }
    }
}

/// All that a device has to be told to register and to call. Told once: of the password the server
/// keeps only hashes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Provisioning {
    /// The device as the panel knows it.
    pub device_id: DeviceId,
    /// Name to show on the display.
    pub display_name: String,
    /// Address of record to register and to call as, such as `sip:2041@pbx.test`.
    pub address: String,
    /// User name for digest authentication: this device's own, not the extension.
    pub username: String,
    /// Its password; 130 random bits.
    pub password: String,
    /// Realm for digest authentication: the organisation's SIP domain.
    pub realm: String,
    /// Host and port of the engine.
    pub registrar: String,
    /// How to reach it.
    pub transport: Transport,
}

impl std::fmt::Debug for Provisioning {
    /// Never shows the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provisioning")
            .field("device_id", &self.device_id)
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}
