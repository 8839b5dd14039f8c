//! The panel, as the agent reaches it: the engine's listener.

use std::time::Duration;

use anyhow::{Context as _, bail};
use axum::http::StatusCode;
use reqwest::{
    Client, Response,
    multipart::{Form, Part},
};

use super::wire::{Answer, Hangup, Meta, Question, Script, SoundName};
use crate::outbound;

/// A caller hears nothing while the panel is asked, and the engine waits three seconds in all.
const PATIENCE: Duration = Duration::from_millis(800);
/// A greeting of some minutes is a few megabytes.
const SOUND_PATIENCE: Duration = Duration::from_secs(2);
const RECORDING_PATIENCE: Duration = Duration::from_secs(20);

/// Where the panel is, and what proves to it who asks.
pub(super) struct Panel {
    client: Client,
    url: String,
    secret: String,
}

/// What came of handing a recording over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    /// The panel has it.
    Taken,
    /// It will never take it.
    Refused,
    /// It cannot take this one now.
    NotNow,
    /// It is away.
    Away,
}

impl Panel {
    pub(super) fn new(url: &str, secret: &str) -> anyhow::Result<Self> {
        Ok(Self {
            client: outbound::client(RECORDING_PATIENCE)?,
            url: url.to_owned(),
            secret: secret.to_owned(),
        })
    }

    /// What to do with a call. That the panel knows nothing of it is an answer, too.
    pub(super) async fn ask(&self, question: &Question) -> anyhow::Result<Script> {
        let url = format!("{}/v1/call-control/media", self.url);
        let request = self.client.post(url).timeout(PATIENCE).json(question);
        let response = self.send(request).await?;
        let status = response.status();
        if is_final(status) {
            tracing::warn!(
                status = status.as_u16(),
                "the panel has no answer to a call"
            );
            return Ok(Script::Hangup(Hangup { cause: 21 }));
        }
        if status != StatusCode::OK {
            bail!("the panel answers {status}");
        }
        let answer: Answer = response.json().await.context("not understood")?;
        Ok(answer.script)
    }

    /// A sound.
    pub(super) async fn sound(&self, name: &SoundName) -> anyhow::Result<Vec<u8>> {
        let url = format!("{}/v1/call-control/sounds/{name}", self.url);
        let request = self.client.get(url).timeout(SOUND_PATIENCE);
        let response = self.send(request).await?.error_for_status()?;
        Ok(response.bytes().await?.to_vec())
    }

    /// Hands a recording over.
    pub(super) async fn hand_over(&self, meta: &Meta, audio: Vec<u8>) -> Delivery {
        match self.post(meta, audio).await {
            Ok(status) if status.is_success() => Delivery::Taken,
            Ok(status) if is_final(status) => {
                tracing::error!(id = %meta.id, status = status.as_u16(), "a recording was refused");
                Delivery::Refused
            }
            Ok(status) => {
                tracing::warn!(id = %meta.id, status = status.as_u16(), "a recording was not taken");
                Delivery::NotNow
            }
            Err(error) => {
                tracing::warn!("the panel takes no recordings: {error:#}");
                Delivery::Away
            }
        }
    }

    async fn post(&self, meta: &Meta, audio: Vec<u8>) -> anyhow::Result<StatusCode> {
        let url = format!("{}/v1/call-control/recordings", self.url);
        let meta_part = Part::text(serde_json::to_string(meta)?).mime_str("application/json")?;
        let audio = Part::bytes(audio)
            .file_name(format!("{}.wav", meta.id))
            .mime_str("audio/wav")?;
        let form = Form::new().part("meta", meta_part).part("audio", audio);
        let response = self.send(self.client.post(url).multipart(form)).await?;
        Ok(response.status())
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> anyhow::Result<Response> {
        let request = request.basic_auth("engine", Some(&self.secret));
        request.send().await.context("no answer")
    }
}

/// Whether it is about what was sent, and will be the same when it is sent again. Not who may send:
/// a wrong secret is set right one day.
fn is_final(status: StatusCode) -> bool {
    status.is_client_error()
        && !matches!(
            status,
            StatusCode::UNAUTHORIZED
                | StatusCode::FORBIDDEN
                | StatusCode::METHOD_NOT_ALLOWED
                | StatusCode::REQUEST_TIMEOUT
                | StatusCode::TOO_EARLY
                | StatusCode::TOO_MANY_REQUESTS
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_about_the_recording_is_final() {
        for status in [400, 404, 409, 413, 415, 422] {
            assert!(is_final(StatusCode::from_u16(status).unwrap()), "{status}");
        }
        for status in [200, 201, 302, 401, 403, 408, 429, 500, 502, 503, 507] {
            assert!(!is_final(StatusCode::from_u16(status).unwrap()), "{status}");
        }
    }
}
