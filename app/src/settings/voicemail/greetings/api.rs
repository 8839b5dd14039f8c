use belroute_shared::settings::voicemail::Greeting;
use serde_json::json;
use web_sys::{File, FormData};

use super::Which;
use crate::http::{self, HttpError};

/// The largest file that is taken, in bytes.
pub(super) const LARGEST_FILE: u32 = 5_000 * 1024;
/// The longest recording.
pub(super) const LONGEST_SECONDS: u32 = 180;

/// Where the setting is.
const SETTING: &str = "/v1/telephony/config/people/me/settings/voicemail";

impl Which {
    fn upload(self) -> &'static str {
        match self {
            Self::Busy => "busyGreetingUpload",
            Self::Unanswered => "noAnswerGreetingUpload",
        }
    }

    /// Where it can be heard, and is taken away.
    fn path(self) -> String {
        let word = match self {
            Self::Busy => "busy",
            Self::Unanswered => "noAnswer",
        };
        format!("/v1/voicemailGreetings/{word}")
    }

    fn part(self) -> &'static str {
        match self {
            Self::Busy => "sendBusyCalls",
            Self::Unanswered => "sendUnansweredCalls",
        }
    }
}

/// Hands a greeting over, and lets callers hear it.
pub(super) async fn upload(which: Which, file: &File) -> Result<(), HttpError> {
    let form = FormData::new().map_err(|_| HttpError::Garbled)?;
    form.append_with_blob_and_filename("file", file, &file.name())
        .map_err(|_| HttpError::Garbled)?;
    let path = format!("{SETTING}/actions/{}/invoke", which.upload());
    http::post_form(&path, &form).await?;
    let chosen = json!({ which.part(): { "greeting": Greeting::Custom } });
    http::put(SETTING, &chosen).await
}

/// What callers hear: the usual one, or the own one.
pub(super) async fn listen(which: Which, is_own: bool) -> Result<Vec<u8>, HttpError> {
    let usual = if is_own { "" } else { "?default=true" };
    http::get_bytes(&format!("{}{usual}", which.path())).await
}

/// Takes it away: callers hear the usual one again.
pub(super) async fn remove(which: Which) -> Result<(), HttpError> {
    http::delete(&which.path()).await
}
