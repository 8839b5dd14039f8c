//! The browser app, as built: hashed files that never change, and the page that names them.

use std::path::Path;

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::error::ApiError;

/// A file whose name holds the hash of its content is never asked for again.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Everything else is asked for again, and answered without a body when it is the same.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// Pictures without a hash in their name are shown at once, also while the server is away, and
/// asked for again behind the scenes.
const SHOW_FIRST: HeaderValue =
    HeaderValue::from_static("max-age=600, stale-while-revalidate=604800");

/// Serves the app. Every address that is neither a file nor the API's is a page of the app, which
/// knows its own addresses.
pub(crate) fn router(folder: &Path) -> Router {
    let hashed = files(&folder.join("assets"));
    let root = files(folder);
    Router::new()
        .nest_service("/assets", hashed)
        .layer(middleware::from_fn(|request: Request, next: Next| {
            cached(FOR_EVER, request, next)
        }))
        .fallback(move |request: Request| page_or_file(root.clone(), request))
}

fn files(folder: &Path) -> ServeDir {
    ServeDir::new(folder)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
}

async fn page_or_file(root: ServeDir, mut request: Request) -> Response {
    let path = request.uri().path();
    if path == "/v1" || path.starts_with("/v1/") {
        return ApiError::NotFound.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return ApiError::MethodNotAllowed.into_response();
    }
    let is_document = Path::new(path)
        .extension()
        .is_some_and(|kind| kind == "html");
    let is_page = !path.rsplit('/').next().unwrap_or_default().contains('.');
    if is_page {
        *request.uri_mut() = Uri::from_static("/index.html");
    }
    let mut response = match root.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    let is_kept = !is_page && !is_document && is_there(response.status());
    let how = if is_kept { SHOW_FIRST } else { ASK_AGAIN };
    response.headers_mut().insert(header::CACHE_CONTROL, how);
    response
}

/// An answer without a body, because the browser has the file, counts: its headers replace those
/// that the browser keeps.
fn is_there(status: StatusCode) -> bool {
    status.is_success() || status == StatusCode::NOT_MODIFIED
}

async fn cached(how: HeaderValue, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    // A file that is missing today may be there after the next upgrade.
    let how = if is_there(response.status()) {
        how
    } else {
        ASK_AGAIN
    };
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(how);
    response
}
