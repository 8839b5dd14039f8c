//! Passkeys as the browser has them. What the server asks and what the browser answers pass through
//! as text: nobody in between has to understand it.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use leptos::prelude::window;
use serde_json::value::RawValue;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::text;

/// Why there is no answer of a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The user has stopped, or waited too long; which of the two no page is told.
    Stopped,
    /// This device has a passkey of the user already.
    KnownAlready,
    /// The browser cannot do it here.
    Impossible,
}

impl Failure {
    /// The same in one sentence.
    pub fn explain(self) -> &'static str {
        match self {
            Self::Stopped => text!(passkeys.stopped),
            Self::KnownAlready => text!(passkeys.known_already),
            Self::Impossible => text!(passkeys.failed),
        }
    }

    fn of(error: &JsValue) -> Self {
        let name = Reflect::get(error, &"name".into()).ok();
        match name.and_then(|name| name.as_string()).as_deref() {
            Some("NotAllowedError" | "AbortError") => Self::Stopped,
            Some("InvalidStateError") => Self::KnownAlready,
            _ => Self::Impossible,
        }
    }
}

/// Whether this browser knows passkeys, and how to read them from JSON: all have learnt that by
/// 2025 (<https://caniuse.com/mdn-api_publickeycredential_parserequestoptionsfromjson_static>).
pub fn are_known() -> bool {
    class().is_ok_and(|class| method(&class, READ_REQUEST).is_ok())
}

const READ_CREATION: &str = "parseCreationOptionsFromJSON";
const READ_REQUEST: &str = "parseRequestOptionsFromJSON";

/// Makes a passkey as the server asks.
pub async fn make(options: &RawValue) -> Result<Box<RawValue>, Failure> {
    ask("create", READ_CREATION, options)
        .await
        .map_err(|error| Failure::of(&error))
}

/// Lets a passkey answer what the server asks.
pub async fn answer(options: &RawValue) -> Result<Box<RawValue>, Failure> {
    ask("get", READ_REQUEST, options)
        .await
        .map_err(|error| Failure::of(&error))
}

async fn ask(act: &str, read: &str, options: &RawValue) -> Result<Box<RawValue>, JsValue> {
    let class = class()?;
    let options = method(&class, read)?.call1(&class, &JSON::parse(options.get())?)?;
    let request = Object::new();
    Reflect::set(&request, &"publicKey".into(), &options)?;
    let credentials = Reflect::get(&window().navigator(), &"credentials".into())?;
    let promise: Promise = method(&credentials, act)?
        .call1(&credentials, &request)?
        .dyn_into()?;
    let credential = JsFuture::from(promise).await?;
    let answer = method(&credential, "toJSON")?.call0(&credential)?;
    let text = JSON::stringify(&answer)?.as_string().unwrap_or_default();
    RawValue::from_string(text).map_err(|_| JsValue::NULL)
}

fn class() -> Result<JsValue, JsValue> {
    Reflect::get(&window(), &"PublicKeyCredential".into())
}

fn method(of: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(of, &name.into())?.dyn_into()
}
