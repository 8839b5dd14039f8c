//! One id for each request: in the answer, in the error body and in the log.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument as _;
use uuid::Uuid;

/// The header that carries the id.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("trackingid");

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request that is being answered; a new one outside any.
pub(crate) fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_else(|_| new())
}

/// Gives each request its id.
pub(crate) async fn track(request: Request, next: Next) -> Response {
    let id = new();
    let span = tracing::info_span!(
        "request",
        id,
        method = %request.method(),
        // Without the query: what people search for stays out of the log.
        path = without_secret(request.uri().path()),
    );
    let header = HeaderValue::from_str(&id);
    let mut response = CURRENT.scope(id, next.run(request)).instrument(span).await;
    if let Ok(header) = header {
        response.headers_mut().insert(HEADER, header);
    }
    response
}

/// The path, unless it ends in something that is a right to whoever has it.
fn without_secret(path: &str) -> &str {
    const BEFORE_A_SECRET: [&str; 6] = [
        "/v1/pairings/",
        "/v1/invitations/",
        "/v1/passwordResets/",
        "/connect/",
        "/invite/",
        "/reset/",
    ];
    BEFORE_A_SECRET
        .into_iter()
        .find(|start| path.starts_with(start))
        .unwrap_or(path)
}

fn new() -> String {
    format!("BELROUTE_{}", Uuid::new_v4().simple())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_something_stays_out_of_the_log() {
        for (path, logged) in [
            ("/v1/invitations/abc/administrators", "/v1/invitations/"),
            ("/v1/passwordResets/abc", "/v1/passwordResets/"),
            ("/v1/pairings/abc", "/v1/pairings/"),
            ("/invite/abc", "/invite/"),
            ("/reset/abc", "/reset/"),
            ("/connect/abc", "/connect/"),
            ("/v1/calls", "/v1/calls"),
        ] {
            assert_eq!(without_secret(path), logged);
        }
    }
}
