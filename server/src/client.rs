//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};

use crate::{config::Config, error::ApiError, state::AppState};

/// The address of the client, as far as it can be believed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

impl FromRequestParts<AppState> for ClientAddress {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
        let forwarded = parts
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect::<Vec<_>>()
            .join(",");
        Ok(Self(believed(&state.config, peer, &forwarded)))
    }
}

/// Reads `X-Forwarded-For` from its end: each proxy that is trusted vouches for the entry it
/// added, and whatever stands before that may be made up by the client.
fn believed(config: &Config, peer: IpAddr, forwarded: &str) -> IpAddr {
    let mut believed = peer;
    for entry in forwarded.rsplit(',').map(str::trim) {
        if !config.trusted_proxies.contains(&believed) {
            break;
        }
        match entry.parse() {
            Ok(address) => believed = address,
            Err(_) => break,
        }
    }
    believed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_trusted_proxy_added_is_believed() {
        let proxies =
            |name: &str| (name == "BELROUTE_TRUSTED_PROXIES").then(|| "10.0.0.1".to_owned());
        let config = crate::config::load(None, proxies).unwrap();
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let made_up = "192.0.2.9, 198.51.100.7";
        assert_eq!(
            believed(&config, ip("10.0.0.1"), made_up),
            ip("198.51.100.7")
        );
        assert_eq!(
            believed(&config, ip("203.0.113.5"), made_up),
            ip("203.0.113.5")
        );
        assert_eq!(
            believed(&config, ip("10.0.0.1"), "nonsense"),
            ip("10.0.0.1")
        );
    }
}
