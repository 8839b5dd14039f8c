//! Whoever talks to the panel: a browser or a script.

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header, request},
};
use belroute_shared::error::{Code, ErrorBody};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tower::ServiceExt as _;

use super::stream::Stream;

const JSON: &str = "application/json";

/// Sends requests with what proves who it is.
#[derive(Clone)]
pub(crate) struct Client {
    panel: Router,
    credentials: HeaderMap,
}

impl Client {
    pub(super) fn visitor(panel: Router) -> Self {
        let own_page = (
            HeaderName::from_static("x-belroute"),
            HeaderValue::from_static("1"),
        );
        Self {
            panel,
            credentials: HeaderMap::from_iter([own_page]),
        }
    }

    /// The browser after it was given a cookie, as `name=token`.
    pub(crate) fn with_cookie(mut self, cookie: String) -> Self {
        let cookie = cookie.parse().unwrap();
        self.credentials.insert(header::COOKIE, cookie);
        self
    }

    /// A script with a token. Scripts know nothing of the header that pages send.
    pub(crate) fn with_token(mut self, token: &str) -> Self {
        let value = format!("Bearer {token}").parse().unwrap();
        self.credentials = HeaderMap::from_iter([(header::AUTHORIZATION, value)]);
        self
    }

    /// The cookie that the browser has, as `name=token`.
    pub(crate) fn cookie(&self) -> String {
        let value = &self.credentials[header::COOKIE];
        value.to_str().unwrap().to_owned()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, path).send().await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.request(Method::DELETE, path).send().await
    }

    pub(crate) async fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        self.request(Method::PUT, path).json(body).send().await
    }

    pub(crate) async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.request(Method::POST, path).json(body).send().await
    }

    /// A `POST` or `PUT` that needs no body.
    pub(crate) async fn press(&self, method: Method, path: &str) -> Answer {
        self.request(method, path).send().await
    }

    /// Opens the event stream.
    pub(crate) async fn listen(&self) -> Stream {
        self.request(Method::GET, "/v1/events").listen().await
    }

    /// A request that the test shapes further.
    pub(crate) fn request(&self, method: Method, path: &str) -> Ask {
        let mut head = Request::builder().method(method).uri(path);
        head.headers_mut().unwrap().extend(self.credentials.clone());
        Ask {
            panel: self.panel.clone(),
            head,
            body: Body::empty(),
        }
    }
}

/// A request that is being put together.
pub(crate) struct Ask {
    panel: Router,
    head: request::Builder,
    body: Body,
}

impl Ask {
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        let headers = self.head.headers_mut().unwrap();
        headers.insert(name, value.parse().unwrap());
        self
    }

    pub(crate) fn without(mut self, name: &'static str) -> Self {
        self.head.headers_mut().unwrap().remove(name);
        self
    }

    pub(crate) fn json(self, body: &impl Serialize) -> Self {
        let body = serde_json::to_string(body).unwrap();
        self.raw(JSON, body)
    }

    pub(crate) fn raw(mut self, media_type: &str, body: impl Into<Body>) -> Self {
        self = self.header("content-type", media_type);
        self.body = body.into();
        self
    }

    pub(crate) async fn send(self) -> Answer {
        let request = self.head.body(self.body).unwrap();
        let response = self.panel.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: axum::body::to_bytes(body, usize::MAX).await.unwrap(),
        }
    }

    pub(crate) async fn listen(self) -> Stream {
        let request = self.head.body(self.body).unwrap();
        let response = self.panel.oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        Stream::new(response.into_body())
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The body of a success.
    #[track_caller]
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{self:?}");
        assert_eq!(self.header("content-type"), Some(JSON), "{self:?}");
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// A success without a body.
    #[track_caller]
    pub(crate) fn done(&self) {
        assert_eq!(self.status, StatusCode::NO_CONTENT, "{self:?}");
        assert!(self.body.is_empty(), "{self:?}");
    }

    /// A refusal in the one shape that refusals have.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: Code) -> ErrorBody {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("content-type"), Some(JSON), "{self:?}");
        let value: Value = serde_json::from_slice(&self.body).unwrap();
        // A strict client refuses anything else at the top level.
        let mut names: Vec<_> = value.as_object().unwrap().keys().collect();
        names.sort();
        assert_eq!(names, ["errors", "message", "trackingId"]);
        let body: ErrorBody = serde_json::from_value(value).unwrap();
        assert_eq!(body.code(), code, "{body:?}");
        assert_eq!(self.header("trackingid"), Some(body.tracking_id.as_str()));
        assert!(!body.message.is_empty());
        for entry in &body.errors {
            assert!(!entry.description.is_empty());
        }
        body
    }

    /// The state of a thing, as it was told.
    #[track_caller]
    pub(crate) fn tag(&self) -> String {
        self.header("etag").expect("no state was told").to_owned()
    }

    /// A change of a state that was gone, with what it was instead.
    #[track_caller]
    pub(crate) fn stale(&self) -> Value {
        self.refused(412, Code::Stale);
        let body: Value = serde_json::from_slice(&self.body).unwrap();
        body["errors"][0]["current"].clone()
    }

    /// A value that was refused, with the rule that it broke.
    #[track_caller]
    pub(crate) fn refused_field(&self, field: &str, code: Code) {
        let body = self.refused(400, code);
        assert_eq!(body.code_of(field), Some(code), "{body:?}");
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The cookie that was set, as a browser sends it back.
    #[track_caller]
    pub(crate) fn cookie(&self) -> String {
        let set = self.header("set-cookie").expect("no cookie was set");
        set.split(';').next().unwrap().to_owned()
    }

    /// The path and query of the next page. The address itself must be absolute.
    #[track_caller]
    pub(crate) fn next(&self) -> Option<String> {
        let link = self.header("link")?;
        let address = link
            .strip_prefix("<http://panel.test")
            .and_then(|rest| rest.strip_suffix(">; rel=\"next\""));
        Some(address.expect("no absolute link").to_owned())
    }
}
