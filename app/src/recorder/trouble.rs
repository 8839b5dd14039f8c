use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::text;

/// Why there is no recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The page came over a line that others can listen to: browsers then keep the microphone from it.
    NotSecure,
    /// There is no microphone.
    NoMicrophone,
    /// The user or his administrator does not allow it.
    Refused,
    /// Another program has it, or it is broken.
    InUse,
    /// The script of the audio thread did not come.
    NotLoaded,
    /// The browser cannot do it.
    Impossible,
    /// The microphone went away, or the user stopped, before there was anything.
    Nothing,
}

impl Trouble {
    /// What is behind an error of the browser (Media Capture and Streams, 10.2).
    pub(super) fn of(error: &JsValue) -> Self {
        let name = Reflect::get(error, &"name".into()).ok();
        match name.and_then(|name| name.as_string()).as_deref() {
            Some("NotAllowedError" | "SecurityError") => Self::Refused,
            Some("NotFoundError" | "OverconstrainedError") => Self::NoMicrophone,
            Some("NotReadableError" | "AbortError") => Self::InUse,
            _ => Self::Impossible,
        }
    }

    /// The same in words, with what can be done.
    pub(super) fn explain(self) -> &'static str {
        match self {
            Self::NotSecure => text!(recorder.not_secure),
            Self::NoMicrophone => text!(recorder.no_microphone),
            Self::Refused => text!(recorder.refused),
            Self::InUse => text!(recorder.in_use),
            Self::NotLoaded => text!(errors.offline),
            Self::Impossible => text!(recorder.impossible),
            Self::Nothing => text!(recorder.nothing),
        }
    }
}
