//! From a failure anywhere to the answer a client gets, and to one line in the log.

use std::time::Duration;

use axum::{
    extract::{
        multipart::MultipartError,
        rejection::{BytesRejection, JsonRejection, PathRejection, QueryRejection},
    },
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use belroute_shared::{
    error::{Code, ErrorBody, ErrorEntry, FieldError},
    ids::AuditLineId,
};
use sea_orm::DbErr;
use serde::Serialize;
use serde_json::Value;
use thiserror::Error;

use crate::{json::Json, tracking};

/// The integer that Webex Calling answers when a feature was not assigned.
const WEBEX_NOT_ASSIGNED: i32 = 4410;

/// Why a request was not carried out.
#[derive(Debug, Error)]
pub(crate) enum ApiError {
    /// Values broke rules: 400.
    #[error("refused: {0:?}")]
    Invalid(Vec<FieldError>),
    /// The request as a whole cannot be read: 400.
    #[error("malformed: {0}")]
    Malformed(String),
    /// Nobody is signed in: 401.
    #[error("signed out")]
    SignedOut,
    /// Name or password is wrong: 401.
    #[error("wrong credentials")]
    WrongCredentials,
    /// A passkey opens nothing here: 401.
    #[error("passkey refused")]
    PasskeyRefused,
    /// Too many wrong codes; the sign-in begins anew: 401.
    #[error("start over")]
    StartOver,
    /// A right is missing: 403.
    #[error("not granted: {0:?}")]
    NotGranted(Code),
    /// Nothing there, or somebody else's: 404.
    #[error("not found")]
    NotFound,
    /// The path takes other methods: 405.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// What is stored forbids it: 409.
    #[error("conflict: {0:?}")]
    Conflict(Code),
    /// Somebody else has the value of this field already: 409.
    #[error("taken: {0}")]
    Taken(&'static str),
    /// Another one of its kind has the name: 409.
    #[error("name taken")]
    NameTaken,
    /// Others refer to it, who are told: 409.
    #[error("in use: {code:?}")]
    InUse {
        /// What is in use.
        code: Code,
        /// Where, in the shape that the endpoint for it answers.
        uses: Value,
    },
    /// A change cannot be undone: 409.
    #[error("not undone: {code:?} {fields:?}")]
    NotUndone {
        /// Why.
        code: Code,
        /// Which, of those that were named.
        change: AuditLineId,
        /// What of it, where it is about fields.
        fields: Vec<String>,
    },
    /// It is not any more what the request would change: 412.
    #[error("stale")]
    Stale {
        /// What it is now, as a `GET` would answer.
        current: Value,
        /// The `ETag` of that.
        etag: HeaderValue,
    },
    /// Gone for good: 410.
    #[error("gone: {0:?}")]
    Gone(Code),
    /// A part of something that does not reach so far: 416.
    #[error("out of reach")]
    OutOfReach {
        /// How long it is, in bytes.
        size: u64,
    },
    /// The body is too large: 413.
    #[error("too large")]
    TooLarge,
    /// The body's type is not taken: 415.
    #[error("unsupported media type")]
    UnsupportedMediaType,
    /// Too many attempts; wait: 429.
    #[error("too many attempts, wait {0:?}")]
    TooMany(Duration),
    /// Our fault: 500.
    #[error("internal")]
    Internal(#[source] anyhow::Error),
    /// An identity provider cannot be asked: 503.
    #[error("provider away")]
    ProviderAway(#[source] anyhow::Error),
    /// There is no room for what would be stored: 507.
    #[error("storage full")]
    StorageFull(#[source] anyhow::Error),
    /// Cannot answer now: 503.
    #[error("unavailable")]
    Unavailable(#[source] anyhow::Error),
}

/// What a handler answers.
pub(crate) type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    /// One field broke one rule.
    pub(crate) fn field(field: &str, code: Code) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }

    /// A body that could not be read.
    fn of_body(status: StatusCode, text: String) -> Self {
        match status {
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::UnsupportedMediaType,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Malformed(text),
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Invalid(_) | Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::SignedOut | Self::WrongCredentials | Self::PasskeyRefused | Self::StartOver => {
                StatusCode::UNAUTHORIZED
            }
            Self::NotGranted(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_)
            | Self::Taken(_)
            | Self::NameTaken
            | Self::InUse { .. }
            | Self::NotUndone { .. } => StatusCode::CONFLICT,
            Self::Stale { .. } => StatusCode::PRECONDITION_FAILED,
            Self::Gone(_) => StatusCode::GONE,
            Self::OutOfReach { .. } => StatusCode::RANGE_NOT_SATISFIABLE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::StorageFull(_) => StatusCode::INSUFFICIENT_STORAGE,
            Self::ProviderAway(_) | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn code(&self) -> Code {
        match self {
            Self::Invalid(fields) => fields.first().map_or(Code::Malformed, |field| field.code),
            Self::Malformed(_) => Code::Malformed,
            Self::SignedOut => Code::SignedOut,
            Self::WrongCredentials => Code::WrongCredentials,
            Self::PasskeyRefused => Code::PasskeyRefused,
            Self::StartOver => Code::StartOver,
            Self::NotGranted(code)
            | Self::Conflict(code)
            | Self::Gone(code)
            | Self::InUse { code, .. }
            | Self::NotUndone { code, .. } => *code,
            Self::Taken(_) => Code::Taken,
            Self::NameTaken => Code::NameTaken,
            Self::Stale { .. } => Code::Stale,
            Self::NotFound => Code::NotFound,
            Self::MethodNotAllowed => Code::MethodNotAllowed,
            Self::OutOfReach { .. } => Code::OutOfRange,
            Self::TooLarge => Code::TooLarge,
            Self::UnsupportedMediaType => Code::UnsupportedMediaType,
            Self::TooMany(_) => Code::TooManyAttempts,
            Self::Internal(_) => Code::Internal,
            Self::ProviderAway(_) => Code::ProviderAway,
            Self::StorageFull(_) => Code::StorageFull,
            Self::Unavailable(_) => Code::Unavailable,
        }
    }

    fn entries(&self) -> Vec<ErrorEntry> {
        let entry = |code: Code, field: Option<String>| ErrorEntry {
            description: code.describe().to_owned(),
            code,
            field,
            error_code: (code == Code::FeatureNotGranted).then_some(WEBEX_NOT_ASSIGNED),
            change: match self {
                Self::NotUndone { change, .. } => Some(*change),
                _ => None,
            },
        };
        match self {
            Self::Invalid(fields) => fields
                .iter()
                .map(|field| entry(field.code, Some(field.field.clone())))
                .collect(),
            Self::NotUndone { code, fields, .. } if !fields.is_empty() => fields
                .iter()
                .map(|field| entry(*code, Some(field.clone())))
                .collect(),
            Self::Taken(field) => vec![entry(Code::Taken, Some((*field).to_owned()))],
            Self::NameTaken => vec![entry(Code::NameTaken, Some("name".to_owned()))],
            // The reason names a place in the body that the client itself sent.
            Self::Malformed(reason) => vec![ErrorEntry {
                description: reason.clone(),
                ..entry(Code::Malformed, None)
            }],
            other => vec![entry(other.code(), None)],
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let tracking_id = tracking::current();
        // The one place that logs a failure, with its whole chain of causes.
        match &self {
            Self::Internal(cause) | Self::StorageFull(cause) => {
                tracing::error!(tracking_id, "{self}: {cause:#}");
            }
            Self::ProviderAway(cause) | Self::Unavailable(cause) => {
                tracing::warn!(tracking_id, "{self}: {cause:#}");
            }
            _ => tracing::debug!(tracking_id, "{self}"),
        }
        let body = ErrorBody {
            message: self.code().describe().to_owned(),
            errors: self.entries(),
            tracking_id,
        };
        let status = self.status();
        let answer = |more| (status, Json(Answer::of(body, more))).into_response();
        match self {
            Self::Stale { current, etag } => {
                let mut response = answer(More::Current { current });
                response.headers_mut().insert(header::ETAG, etag);
                response
            }
            Self::OutOfReach { size } => {
                let mut response = answer(More::Nothing {});
                if let Ok(whole) = HeaderValue::from_str(&format!("bytes */{size}")) {
                    response.headers_mut().insert(header::CONTENT_RANGE, whole);
                }
                response
            }
            Self::InUse { uses, .. } => answer(More::Uses { uses }),
            Self::TooMany(wait) => {
                let mut response = answer(More::Nothing {});
                let seconds = HeaderValue::from(wait.as_secs().max(1));
                response.headers_mut().insert(header::RETRY_AFTER, seconds);
                response
            }
            _ => answer(More::Nothing {}),
        }
    }
}

/// An [`ErrorBody`], with what some refusals tell besides. That stands in the entry: clients refuse
/// what they do not know at the top, and pass over it here.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    message: String,
    errors: Vec<Entry>,
    tracking_id: String,
}

#[derive(Debug, Serialize)]
struct Entry {
    #[serde(flatten)]
    entry: ErrorEntry,
    #[serde(flatten)]
    more: More,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum More {
    Nothing {},
    Current { current: Value },
    Uses { uses: Value },
}

impl Answer {
    fn of(body: ErrorBody, more: More) -> Self {
        let entries = body.errors.into_iter();
        Self {
            message: body.message,
            errors: entries
                .map(|entry| Entry {
                    entry,
                    more: more.clone(),
                })
                .collect(),
            tracking_id: body.tracking_id,
        }
    }
}

impl From<DbErr> for ApiError {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error.into()),
            // SQLite gives up on its write lock after the busy timeout; the same request may work
            // in a moment.
            other if other.to_string().contains("database is locked") => {
                Self::Unavailable(error.into())
            }
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<anyhow::Error> for ApiError {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<FieldError> for ApiError {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}

impl From<Vec<FieldError>> for ApiError {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::Invalid(errors)
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        Self::of_body(rejection.status(), rejection.body_text())
    }
}

impl From<BytesRejection> for ApiError {
    fn from(rejection: BytesRejection) -> Self {
        Self::of_body(rejection.status(), rejection.body_text())
    }
}

impl From<MultipartError> for ApiError {
    fn from(error: MultipartError) -> Self {
        Self::of_body(error.status(), error.body_text())
    }
}

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        Self::Malformed(rejection.body_text())
    }
}

impl From<PathRejection> for ApiError {
    /// An id that is none names nothing.
    fn from(_: PathRejection) -> Self {
        Self::NotFound
    }
}
