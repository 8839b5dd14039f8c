use gloo_net::http::Method;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::{HttpError, ask, decode, exchange, refusal};

/// Hands a file over as it is, and reads what came of it.
pub async fn post_file<T: DeserializeOwned>(
    path: &str,
    media_type: &'static str,
    file: &web_sys::File,
) -> Result<T, HttpError> {
    let body = (Some(media_type), JsValue::from(file));
    decode(&exchange(Method::POST, path, Some(body), None).await?.text)
}

/// Hands a file over as a form does, and reads nothing.
pub async fn post_form(path: &str, form: &web_sys::FormData) -> Result<(), HttpError> {
    let body = (None, JsValue::from(form));
    exchange(Method::POST, path, Some(body), None)
        .await
        .map(drop)
}

/// Puts bytes in the place of those before.
pub async fn put_bytes(
    path: &str,
    media_type: &'static str,
    bytes: &[u8],
) -> Result<(), HttpError> {
    let bytes = js_sys::Uint8Array::from(bytes);
    let body = (Some(media_type), JsValue::from(bytes));
    exchange(Method::PUT, path, Some(body), None)
        .await
        .map(drop)
}

/// Reads a file as it is.
pub async fn get_bytes(path: &str) -> Result<Vec<u8>, HttpError> {
    let response = ask(Method::GET, path, None, None, None).await?;
    if response.ok() {
        return response.binary().await.map_err(|_| HttpError::Offline);
    }
    let text = response.text().await.map_err(|_| HttpError::Offline)?;
    Err(refusal(&response, &text))
}
