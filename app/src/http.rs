//! The one place that talks to the server.

mod files;
mod link;

use std::{
    cell::RefCell,
    future::{Future, poll_fn},
    pin::{Pin, pin},
    task::Poll,
};

use belroute_shared::{
    changes::CHANGE_HEADER,
    error::{Code, ErrorBody},
    instant,
};
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

pub use self::files::{get_bytes, post_file, post_form, put_bytes};
use self::link::next_of;
use crate::{
    away::{self, KEPT_AT},
    opened_panel,
};

/// Why there is no answer to work with. Holds no JavaScript values, so that it can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HttpError {
    /// The server could not be reached.
    Offline,
    /// Nobody is signed in any more.
    SignedOut,
    /// The server said no, and why.
    Refused {
        /// What it said.
        body: ErrorBody,
        /// Seconds to wait before the next try, where it asks for that.
        retry_after: Option<u32>,
    },
    /// An answer that this program cannot read.
    Garbled,
    /// Nobody waits for the answer any more.
    Aborted,
}

impl HttpError {
    /// The code of a refusal.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Refused { body, .. } => Some(body.code()),
            _ => None,
        }
    }

    /// Seconds to wait before the next try, where the server asks for that.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Refused { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// The code that a field was refused with.
    pub fn code_of(&self, field: &str) -> Option<Code> {
        match self {
            Self::Refused { body, .. } => body.code_of(field),
            _ => None,
        }
    }
}

/// A request on its way, where functions that send one have to be of one type.
pub type Request<T> = Pin<Box<dyn Future<Output = Result<T, HttpError>>>>;

/// One part of a list, and the address of the next.
#[derive(Clone, Debug)]
pub struct Part<T> {
    /// The part.
    pub content: T,
    /// Path and query of the next part; `None` at the end.
    pub next: Option<String>,
}

/// Something that can be changed, and the tag of the state it was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged<T> {
    /// What was read.
    pub value: T,
    /// Names the state (RFC 9110, 8.8.3); `None` where the server gave no tag.
    pub tag: Option<String>,
}

/// Ends a request whose answer nobody waits for, when dropped.
#[derive(Debug)]
pub struct Cancellation(web_sys::AbortController);

impl Cancellation {
    /// One for one request.
    pub fn new() -> Option<Self> {
        web_sys::AbortController::new().ok().map(Self)
    }

    /// To be handed to the request.
    pub fn signal(&self) -> web_sys::AbortSignal {
        self.0.signal()
    }
}

impl Drop for Cancellation {
    fn drop(&mut self) {
        self.0.abort();
    }
}

type Callback = Box<dyn Fn()>;
type OnChange = Box<dyn Fn(&str)>;

thread_local! {
    static ON_SIGNED_OUT: RefCell<Option<Callback>> = const { RefCell::new(None) };
    static ON_CHANGE: RefCell<Option<OnChange>> = const { RefCell::new(None) };
}

/// What to do when an answer says that something was written into the history: it is handed the ids
/// of the lines, with commas between them.
pub fn when_changed(callback: impl Fn(&str) + 'static) {
    ON_CHANGE.set(Some(Box::new(callback)));
}

/// Nobody wants to know any more.
pub fn forget_when_changed() {
    ON_CHANGE.set(None);
}

/// What to do when any answer says that the session has ended.
pub fn when_signed_out(callback: impl Fn() + 'static) {
    ON_SIGNED_OUT.set(Some(Box::new(callback)));
}

/// Reads.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, HttpError> {
    decode(&exchange(Method::GET, path, None, None).await?.text)
}

/// Reads something that is to be changed.
pub async fn get_with_tag<T: DeserializeOwned>(path: &str) -> Result<Tagged<T>, HttpError> {
    let answer = exchange(Method::GET, path, None, None).await?;
    Ok(Tagged {
        value: decode(&answer.text)?,
        tag: answer.tag,
    })
}

/// Asks whether the server is there, and nothing else.
pub async fn reach() -> Result<(), HttpError> {
    exchange(Method::GET, "/v1/session", None, None).await?;
    match away::last_was_kept_at() {
        Some(_) => Err(HttpError::Offline),
        None => Ok(()),
    }
}

/// Reads, unless the answer is no longer wanted.
pub async fn get_unless_aborted<T: DeserializeOwned>(
    path: &str,
    signal: web_sys::AbortSignal,
) -> Result<T, HttpError> {
    decode(&exchange(Method::GET, path, None, Some(signal)).await?.text)
}

/// Reads one part of a list.
pub async fn get_part<T: DeserializeOwned>(path: &str) -> Result<Part<T>, HttpError> {
    let answer = exchange(Method::GET, path, None, None).await?;
    Ok(Part {
        content: decode(&answer.text)?,
        next: answer.next,
    })
}

/// Makes something, and reads what came of it.
pub async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, HttpError> {
    decode(
        &exchange(Method::POST, path, Some(encode(body)?), None)
            .await?
            .text,
    )
}

/// Sets off something that answers nothing.
pub async fn post_empty(path: &str) -> Result<(), HttpError> {
    exchange(Method::POST, path, None, None).await.map(drop)
}

/// Sends something that is answered with nothing.
pub async fn send(path: &str, body: &impl Serialize) -> Result<(), HttpError> {
    exchange(Method::POST, path, Some(encode(body)?), None)
        .await
        .map(drop)
}

/// Changes. Fields that are left out keep their value.
pub async fn put(path: &str, body: &impl Serialize) -> Result<(), HttpError> {
    exchange(Method::PUT, path, Some(encode(body)?), None)
        .await
        .map(drop)
}

/// Changes what is still in the state of a tag; refused as stale when somebody else was quicker.
pub async fn put_with_tag(
    path: &str,
    body: &impl Serialize,
    tag: Option<&str>,
) -> Result<(), HttpError> {
    let body = Some(encode(body)?);
    exchange_tagged(Method::PUT, path, body, None, tag)
        .await
        .map(drop)
}

/// Says that something is so, where there is nothing to tell about it.
pub async fn put_empty(path: &str) -> Result<(), HttpError> {
    exchange(Method::PUT, path, None, None).await.map(drop)
}

/// Takes away.
pub async fn delete(path: &str) -> Result<(), HttpError> {
    exchange(Method::DELETE, path, None, None).await.map(drop)
}

/// Waits for two answers at the same time.
pub async fn both<A, B>(
    a: impl Future<Output = Result<A, HttpError>>,
    b: impl Future<Output = Result<B, HttpError>>,
) -> Result<(A, B), HttpError> {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut left, mut right) = (None, None);
    poll_fn(|context| {
        if left.is_none()
            && let Poll::Ready(answer) = a.as_mut().poll(context)
        {
            left = Some(answer);
        }
        if right.is_none()
            && let Poll::Ready(answer) = b.as_mut().poll(context)
        {
            right = Some(answer);
        }
        if left.is_some() && right.is_some() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    match (left, right) {
        (Some(left), Some(right)) => Ok((left?, right?)),
        _ => Err(HttpError::Garbled),
    }
}

/// What is sent, and its media type; a form says that itself.
type Body = (Option<&'static str>, JsValue);

struct Answer {
    text: String,
    next: Option<String>,
    tag: Option<String>,
}

async fn exchange(
    method: Method,
    path: &str,
    body: Option<Body>,
    signal: Option<web_sys::AbortSignal>,
) -> Result<Answer, HttpError> {
    exchange_tagged(method, path, body, signal, None).await
}

/// Not generic, so that the binary holds it once.
async fn exchange_tagged(
    method: Method,
    path: &str,
    body: Option<Body>,
    signal: Option<web_sys::AbortSignal>,
    tag: Option<&str>,
) -> Result<Answer, HttpError> {
    let signal = signal.as_ref();
    let response = ask(method, path, body, signal, tag).await?;
    let next = response
        .headers()
        .get("Link")
        .and_then(|link| next_of(&link));
    let tag = response.headers().get("ETag");
    let changes = response.headers().get(CHANGE_HEADER);
    let kept_at = response.headers().get(KEPT_AT);
    let text = response.text().await.map_err(|_| broken(signal))?;
    if response.ok() {
        // Last, so that whoever waited for this answer finds it here.
        away::take(kept_at.and_then(|at| instant::read(&at)));
        if let Some(changes) = changes {
            ON_CHANGE.with_borrow(|callback| {
                if let Some(callback) = callback {
                    callback(&changes);
                }
            });
        }
        return Ok(Answer { text, next, tag });
    }
    Err(refusal(&response, &text))
}

async fn ask(
    method: Method,
    path: &str,
    body: Option<Body>,
    signal: Option<&web_sys::AbortSignal>,
    tag: Option<&str>,
) -> Result<Response, HttpError> {
    // Another site cannot set this header without asking the server first: it shows that the
    // request comes from a page of ours.
    let request = RequestBuilder::new(path)
        .method(method)
        .header("X-Belroute", "1")
        .header("Accept", "application/json")
        .abort_signal(signal);
    let request = match opened_panel::id() {
        Some(id) => request.header("X-Belroute-Panel", &id),
        None => request,
    };
    let request = match tag {
        Some(tag) => request.header("If-Match", tag),
        None => request,
    };
    let request = match body {
        Some((Some(media_type), body)) => request.header("Content-Type", media_type).body(body),
        Some((None, body)) => request.body(body),
        None => request.build(),
    };
    request
        .map_err(|_| HttpError::Garbled)?
        .send()
        .await
        .map_err(|_| broken(signal))
}

/// Why nothing came.
fn broken(signal: Option<&web_sys::AbortSignal>) -> HttpError {
    if signal.is_some_and(web_sys::AbortSignal::aborted) {
        HttpError::Aborted
    } else {
        HttpError::Offline
    }
}

fn refusal(response: &Response, text: &str) -> HttpError {
    let Ok(body) = serde_json::from_str::<ErrorBody>(text) else {
        // A proxy in front answers in its own words when the server is away.
        return match response.status() {
            502..=504 => HttpError::Offline,
            _ => HttpError::Garbled,
        };
    };
    if body.code() == Code::SignedOut {
        ON_SIGNED_OUT.with_borrow(|callback| {
            if let Some(callback) = callback {
                callback();
            }
        });
        return HttpError::SignedOut;
    }
    let retry_after = response.headers().get("Retry-After");
    HttpError::Refused {
        body,
        retry_after: retry_after.and_then(|seconds| seconds.parse().ok()),
    }
}

fn encode(body: &impl Serialize) -> Result<Body, HttpError> {
    let text = serde_json::to_string(body).map_err(|_| HttpError::Garbled)?;
    Ok((Some("application/json"), text.into()))
}

fn decode<T: DeserializeOwned>(text: &str) -> Result<T, HttpError> {
    serde_json::from_str(text).map_err(|_| HttpError::Garbled)
}
