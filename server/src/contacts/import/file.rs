//! The body of a request that is a file with contacts. Its media type says how it is written.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use belroute_shared::contacts::FileFormat;

use super::Reading;
use crate::{
    contacts::Written,
    error::{ApiError, ApiResult},
    media_type,
    numbers::Country,
};

/// A file with contacts.
pub(crate) struct File {
    format: FileFormat,
    content: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for File {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> ApiResult<Self> {
        let format = match media_type::sent(request.headers()).as_str() {
            "text/csv" => FileFormat::Csv,
            "text/vcard" | "text/x-vcard" => FileFormat::Vcard,
            _ => return Err(ApiError::UnsupportedMediaType),
        };
        let content = Bytes::from_request(request, state).await?;
        Ok(Self { format, content })
    }
}

impl File {
    /// Reads the file where it keeps nobody else waiting.
    pub(crate) async fn read<T: Written>(self, country: Country) -> ApiResult<Reading<T>> {
        let reading =
            tokio::task::spawn_blocking(move || Reading::of(self.format, &self.content, country));
        let reading = reading
            .await
            .map_err(|error| ApiError::Internal(error.into()))?;
        Ok(reading?)
    }
}
