use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{Blob, Url};

/// A player that has just gone from the page may still read; browsers write it into their console
/// when it finds nothing.
const A_WHILE: Duration = Duration::from_secs(30);

/// Where the browser finds a sound that the page holds, until this is dropped.
#[derive(Debug)]
pub(crate) struct SoundAddress(String);

impl SoundAddress {
    /// Gives a sound an address.
    pub(crate) fn of(sound: &Blob) -> Result<Self, JsValue> {
        Url::create_object_url_with_blob(sound).map(Self)
    }

    /// What a player is handed.
    pub(crate) fn to_text(&self) -> String {
        self.0.clone()
    }
}

impl Drop for SoundAddress {
    fn drop(&mut self) {
        // The browser would keep the sound for as long as the page is open.
        let address = std::mem::take(&mut self.0);
        let forget = move || {
            let _ = Url::revoke_object_url(&address);
        };
        set_timeout(forget, A_WHILE);
    }
}
