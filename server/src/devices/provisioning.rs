//! What a device is told, as JSON or as text.

use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use belroute_shared::{
    devices::{Provisioning, Transport},
    ids::DeviceId,
};

use super::credentials::Credentials;
use crate::{
    config::Config,
    directory::full_name,
    entity::{organisation, user},
    json::Json,
    profile,
};

/// All that a device has to be told.
pub(super) fn provisioning(
    config: &Config,
    user: &user::Model,
    organisation: &organisation::Model,
    device_id: DeviceId,
    credentials: Credentials,
) -> Provisioning {
    Provisioning {
        device_id,
        display_name: full_name(user),
        address: profile::address(user, organisation),
        username: credentials.username,
        password: credentials.password,
        realm: credentials.realm,
        registrar: config.registrar.clone(),
        transport: Transport::Udp,
    }
}

/// The same names and values as in JSON, one a line: for people, and for programs that have no JSON.
pub(super) fn text(provisioning: &Provisioning) -> String {
    let device_id = provisioning.device_id.to_string();
    // A line is a value: nothing that ends one may stand in it.
    let display_name: String = provisioning
        .display_name
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    [
        ("deviceId", device_id.as_str()),
        ("displayName", &display_name),
        ("address", &provisioning.address),
        ("username", &provisioning.username),
        ("password", &provisioning.password),
        ("realm", &provisioning.realm),
        ("registrar", &provisioning.registrar),
        ("transport", provisioning.transport.word()),
    ]
    .map(|(name, value)| format!("{name}: {value}\n"))
    .concat()
}

/// JSON, or text for whoever likes that better.
pub(super) fn negotiated(provisioning: Provisioning, headers: &HeaderMap) -> Response {
    let accepted: Vec<&str> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    if likes_text_better(&accepted.join(",")) {
        // Text is UTF-8 with axum.
        text(&provisioning).into_response()
    } else {
        Json(provisioning).into_response()
    }
}

/// Whether `Accept` gives text more weight than JSON (RFC 9110, 12.5.1). What names neither takes
/// JSON.
fn likes_text_better(accept: &str) -> bool {
    weight(accept, "text/plain") > weight(accept, "application/json")
}

/// The weight of a media type, in thousandths: of the range that fits it best.
fn weight(accept: &str, media_type: &str) -> u16 {
    let kind = media_type.split('/').next().unwrap_or_default();
    let ranges = [media_type.to_owned(), format!("{kind}/*"), "*/*".to_owned()];
    for range in ranges {
        for part in accept.split(',') {
            let mut fields = part.split(';').map(str::trim);
            if !fields
                .next()
                .unwrap_or_default()
                .eq_ignore_ascii_case(&range)
            {
                continue;
            }
            let weight = fields
                .filter_map(|field| field.split_once('='))
                .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
                .and_then(|(_, value)| value.trim().parse::<f32>().ok())
                .unwrap_or(1.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 0 and 1000"
            )]
            return (weight.clamp(0.0, 1.0) * 1000.0) as u16;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_for_those_who_like_it_better() {
        for accept in [
            "text/plain",
            "text/plain, */*;q=0.1",
            "text/*",
            "application/json;q=0.2, TEXT/PLAIN; q=0.5",
        ] {
            assert!(likes_text_better(accept), "{accept}");
        }
        for accept in [
            "",
            "*/*",
            "application/json",
            "application/json, text/plain, */*",
            "text/html",
            "text/plain;q=0",
            "text/plain;q=0.5, */*",
        ] {
            assert!(!likes_text_better(accept), "{accept}");
        }
    }
}
