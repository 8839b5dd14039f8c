use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

use super::{Which, api};
use crate::{awaited::Awaited, fetched::Fetched, recorder::SoundAddress};

/// The greeting that callers hear, to be heard. It is fetched, and not named to the browser, because
/// only requests of this page say whose panel it is.
#[component]
pub(super) fn Listen(
    which: Which,
    /// One of the user's own, and not the usual one.
    is_own: bool,
    /// Its name.
    label: fn() -> &'static str,
    /// Changes whenever it becomes another one.
    #[prop(optional)]
    count: RwSignal<u32>,
) -> impl IntoView {
    let sound = Fetched::idle(move || api::listen(which, is_own)).started();
    Effect::new(move |known: Option<u32>| {
        let count = count.get();
        if known.is_some_and(|known| known != count) {
            sound.refetch();
        }
        count
    });
    view! {
        <Awaited wait=sound rows=1>
            {move || sound.get().map(|sound| view! { <Player sound label /> })}
        </Awaited>
    }
}

#[component]
fn Player(sound: Vec<u8>, label: fn() -> &'static str) -> impl IntoView {
    let address = address_of(&sound).ok();
    let src = address.as_ref().map(SoundAddress::to_text);
    on_cleanup(move || drop(address));
    view! { <audio controls src=src aria-label=label /> }
}

fn address_of(sound: &[u8]) -> Result<SoundAddress, JsValue> {
    let content = Array::of1(&Uint8Array::from(sound));
    let kind = BlobPropertyBag::new();
    kind.set_type("audio/wav");
    let blob = Blob::new_with_u8_array_sequence_and_options(&content, &kind)?;
    SoundAddress::of(&blob)
}
