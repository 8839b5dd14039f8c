//! The event stream as a browser reads it.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use belroute_shared::live::LiveEvent;
use futures::StreamExt as _;

/// Nothing is awaited for longer. The server looks every three seconds whether a session still
/// stands; a busy machine may take much longer.
const PATIENCE: Duration = Duration::from_mins(1);

/// An open stream.
pub(crate) struct Stream {
    body: BodyDataStream,
    read: String,
}

impl Stream {
    pub(super) fn new(body: Body) -> Self {
        Self {
            body: body.into_data_stream(),
            read: String::new(),
        }
    }

    /// The next event with its id; `None` when the server has ended the stream.
    pub(crate) async fn next(&mut self) -> Option<(String, LiveEvent)> {
        loop {
            if let Some((message, rest)) = self.read.split_once("\n\n") {
                let event = event(message);
                self.read = String::from(rest);
                match event {
                    Some(event) => return Some(event),
                    None => continue,
                }
            }
            let more = tokio::time::timeout(PATIENCE, self.body.next())
                .await
                .expect("nothing came");
            let bytes = more?.unwrap();
            self.read.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    /// Reads on until an event comes that fits.
    pub(crate) async fn until(&mut self, fits: impl Fn(&LiveEvent) -> bool) -> LiveEvent {
        loop {
            let (_, event) = self.next().await.expect("the stream has ended");
            if fits(&event) {
                return event;
            }
        }
    }
}

/// A message with data; comments only keep the connection open.
fn event(message: &str) -> Option<(String, LiveEvent)> {
    let field = |name: &str| {
        message
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    };
    let data = field("data")?;
    let id = field("id").expect("an event without id").to_owned();
    Some((id, serde_json::from_str(data).unwrap()))
}
