//! The microphone as the browser has it.

use js_sys::Float32Array;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AudioContext, AudioWorkletNode, Event, MediaStream, MediaStreamConstraints, MediaStreamTrack,
    MessageEvent, MessagePort,
};

use super::trouble::Trouble;

/// What runs on the audio thread. A file of its own, because the security policy of the page allows
/// no script that is made on the way.
const WORKLET: &str = "/recorder.js";
/// What it calls itself.
const PROCESSOR: &str = "recorder";

/// A microphone that the user lets this page hear.
pub(super) struct Permitted {
    context: Context,
    stream: Stream,
}

/// A microphone that is listened to, until this is dropped.
pub(super) struct Microphone {
    port: MessagePort,
    stream: Stream,
    _context: Context,
    _on_piece: Closure<dyn FnMut(MessageEvent)>,
    _on_end: Closure<dyn FnMut(Event)>,
}

/// Where the browser works with sound; closed when dropped.
struct Context(AudioContext);

/// What comes from the microphone; given back when dropped, so that the browser no longer shows it
/// as in use.
struct Stream(MediaStream);

impl Permitted {
    /// Asks the user, who may take his time.
    pub(super) async fn ask() -> Result<Self, Trouble> {
        if !window().is_secure_context() {
            return Err(Trouble::NotSecure);
        }
        // While the press still counts: later on some browsers would keep it silent.
        let context = Context(AudioContext::new().map_err(|_| Trouble::Impossible)?);
        let stream = Stream::open().await.map_err(|error| Trouble::of(&error))?;
        let loading = context.0.audio_worklet().map_err(|_| Trouble::Impossible)?;
        let loading = loading.add_module(WORKLET);
        let loading = JsFuture::from(loading.map_err(|_| Trouble::Impossible)?);
        loading.await.map_err(|_| Trouble::NotLoaded)?;
        Ok(Self { context, stream })
    }

    /// Samples in a second.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number below a million"
    )]
    pub(super) fn rate(&self) -> u32 {
        self.context.0.sample_rate() as u32
    }

    /// Listens: calls with each piece, and once the microphone has gone.
    pub(super) fn listen(
        self,
        mut on_piece: impl FnMut(Vec<f32>) + 'static,
        mut on_end: impl FnMut() + 'static,
    ) -> Result<Microphone, Trouble> {
        let on_piece = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            on_piece(event.data().unchecked_into::<Float32Array>().to_vec());
        });
        let on_end = Closure::<dyn FnMut(Event)>::new(move |_| on_end());
        let port = self.connect().map_err(|_| Trouble::Impossible)?;
        port.set_onmessage(Some(on_piece.as_ref().unchecked_ref()));
        for track in self.stream.tracks() {
            track.set_onended(Some(on_end.as_ref().unchecked_ref()));
        }
        Ok(Microphone {
            port,
            stream: self.stream,
            _context: self.context,
            _on_piece: on_piece,
            _on_end: on_end,
        })
    }

    fn connect(&self) -> Result<MessagePort, JsValue> {
        let context = &self.context.0;
        let node = AudioWorkletNode::new(context, PROCESSOR)?;
        let source = context.create_media_stream_source(&self.stream.0)?;
        source.connect_with_audio_node(&node)?;
        // It gives silence, and is asked for it only where that leads to somewhere.
        node.connect_with_audio_node(&context.destination())?;
        node.port()
    }
}

impl Stream {
    async fn open() -> Result<Self, JsValue> {
        let devices = window().navigator().media_devices()?;
        let wanted = MediaStreamConstraints::new();
        wanted.set_audio(&JsValue::TRUE);
        let stream = devices.get_user_media_with_constraints(&wanted)?;
        let stream = JsFuture::from(stream).await?;
        Ok(Self(stream.unchecked_into()))
    }

    fn tracks(&self) -> impl Iterator<Item = MediaStreamTrack> {
        let tracks = self.0.get_tracks().into_iter();
        tracks.map(JsCast::unchecked_into::<MediaStreamTrack>)
    }
}

impl Drop for Microphone {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        for track in self.stream.tracks() {
            track.set_onended(None);
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        for track in self.tracks() {
            track.stop();
        }
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        // Nobody waits until it is.
        let _ = self.0.close();
    }
}
