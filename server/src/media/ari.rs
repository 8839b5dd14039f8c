//! One Asterisk: requests and events over its WebSocket.
//!
//! Asterisk opens it and speaks "ARI REST over WebSocket": one JSON frame for each request, answer and
//! event. No crate was taken for it: of those there are, the one that knows this direction lets in
//! whoever connects, and loses events when it is busy.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::extract::ws::{Message, WebSocket};
use futures::{SinkExt as _, StreamExt as _};
use serde::Deserialize;
use serde_json::{Value, json};
use thiserror::Error;
use tokio::{
    sync::{
        mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
        oneshot,
    },
    time::{interval, timeout},
};
use uuid::Uuid;

/// What ids of channels that we place begin with.
const OURS: &str = "leg-";
/// Asterisk answers at once, or it is ill.
const PATIENCE: Duration = Duration::from_secs(5);
const HEARTBEAT: Duration = Duration::from_secs(10);

/// Why something cannot be done with a channel.
#[derive(Debug, Error)]
pub(super) enum Trouble {
    /// It has ended.
    #[error("the call has ended")]
    Gone,
    /// Asterisk, or the connection to it, has ended.
    #[error("Asterisk is away")]
    Away,
    /// Asterisk does not do it.
    #[error("Asterisk answers {status} to {what}: {body}")]
    Refused {
        what: String,
        status: u16,
        body: String,
    },
    /// The disk does not take what has to be written.
    #[error("the disk refuses")]
    Disk(#[from] std::io::Error),
}

/// What happened to a channel.
#[derive(Debug)]
pub(super) enum Event {
    /// It was answered: it is a leg that we placed.
    Answered,
    /// A sound, by the id that we gave its playback, came to its end.
    Played(String),
    Key(char),
    /// A recording came to its end.
    Recorded,
    Ended,
}

/// A call that has reached Asterisk.
#[derive(Debug, Deserialize)]
pub(super) struct NewCall {
    pub(super) id: String,
    pub(super) caller: Caller,
    pub(super) dialplan: Dialplan,
}

#[derive(Debug, Deserialize)]
pub(super) struct Caller {
    pub(super) name: String,
    pub(super) number: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Dialplan {
    /// The user part of the address called.
    pub(super) exten: String,
}

/// Whatever Asterisk sends.
#[derive(Deserialize)]
struct Frame {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    request_id: String,
    #[serde(default)]
    status_code: u16,
    #[serde(default)]
    message_body: String,
    channel: Option<Value>,
    playback: Option<Part>,
    recording: Option<Part>,
    digit: Option<char>,
}

impl Frame {
    /// The channel that it is about; empty when it is about none.
    fn channel_id(&self) -> String {
        let channel = self.channel.as_ref().and_then(|it| it["id"].as_str());
        let part = self.playback.as_ref().or(self.recording.as_ref());
        let target = part.and_then(|it| it.target_uri.strip_prefix("channel:"));
        channel.or(target).unwrap_or_default().to_owned()
    }
}

#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    id: String,
    #[serde(default)]
    target_uri: String,
}

#[derive(Default)]
struct Table {
    answers: HashMap<String, oneshot::Sender<(u16, String)>>,
    channels: HashMap<String, UnboundedSender<Event>>,
    is_closed: bool,
}

/// The connection to one Asterisk.
pub(super) struct Ari {
    outgoing: UnboundedSender<String>,
    table: Mutex<Table>,
}

impl Ari {
    fn new(outgoing: UnboundedSender<String>) -> Self {
        Self {
            outgoing,
            table: Mutex::default(),
        }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A name for a channel of ours. It has to be listened to before it is placed, or the answer could
    /// come before the reply to the request.
    pub(super) fn new_leg() -> String {
        format!("{OURS}{}", Uuid::now_v7().simple())
    }

    /// Listens to a channel from now on.
    pub(super) fn listen(&self, channel: &str) -> UnboundedReceiver<Event> {
        let (sender, receiver) = unbounded_channel();
        let mut table = self.table();
        if !table.is_closed {
            table.channels.insert(channel.to_owned(), sender);
        }
        receiver
    }

    /// Nobody listens to a channel any more.
    pub(super) fn leave(&self, channel: &str) {
        self.table().channels.remove(channel);
    }

    /// Whether somebody listens to a channel.
    pub(super) fn knows(&self, channel: &str) -> bool {
        self.table().channels.contains_key(channel)
    }

    /// Sends a request and gives the body of its answer.
    pub(super) async fn request(
        &self,
        method: &str,
        uri: &str,
        query: &[(&str, &str)],
        body: Option<Value>,
    ) -> Result<Value, Trouble> {
        let id = Uuid::now_v7().simple().to_string();
        let (sender, receiver) = oneshot::channel();
        {
            let mut table = self.table();
            if table.is_closed {
                return Err(Trouble::Away);
            }
            table.answers.insert(id.clone(), sender);
        }
        let query: Vec<Value> = query
            .iter()
            .map(|(name, value)| json!({"name": name, "value": value}))
            .collect();
        let mut frame = json!({
            "type": "RESTRequest", "request_id": id, "method": method, "uri": uri,
            "query_strings": query,
        });
        if let (Some(body), Some(frame)) = (body, frame.as_object_mut()) {
            frame.insert("content_type".to_owned(), "application/json".into());
            frame.insert("message_body".to_owned(), body.to_string().into());
        }
        let is_sent = self.outgoing.send(frame.to_string()).is_ok();
        let answer = timeout(PATIENCE, receiver).await;
        self.table().answers.remove(&id);
        match answer {
            Ok(Ok((status, _))) if status == 404 && uri.starts_with("channels/") => {
                Err(Trouble::Gone)
            }
            Ok(Ok((status, body))) if is_sent && status < 300 => {
                Ok(serde_json::from_str(&body).unwrap_or(Value::Null))
            }
            Ok(Ok((status, body))) => Err(Trouble::Refused {
                what: format!("{method} {uri}"),
                status,
                body,
            }),
            Ok(Err(_)) | Err(_) => Err(Trouble::Away),
        }
    }

    /// Ends a channel with a cause of Q.850; that it has ended is as good.
    pub(super) async fn hang_up(&self, channel: &str, cause: u8) {
        let uri = format!("channels/{channel}");
        let cause = cause.to_string();
        match self
            .request("DELETE", &uri, &[("reason_code", &cause)], None)
            .await
        {
            Ok(_) | Err(Trouble::Gone | Trouble::Away) => {}
            Err(trouble) => tracing::warn!("a call was not ended: {trouble}"),
        }
    }

    /// Passes on what Asterisk says; gives a call that is new, or a leg that nobody waits for.
    fn take(&self, text: &str) -> Option<Incoming> {
        let frame: Frame = serde_json::from_str(text)
            .inspect_err(|error| tracing::warn!("Asterisk said something strange: {error}"))
            .ok()?;
        if frame.kind == "RESTResponse" {
            let sender = self.table().answers.remove(&frame.request_id)?;
            let _nobody_waits = sender.send((frame.status_code, frame.message_body));
            return None;
        }
        let channel = frame.channel_id();
        let event = match frame.kind.as_str() {
            "StasisStart" if !self.knows(&channel) => {
                return if channel.starts_with(OURS) {
                    Some(Incoming::Forgotten(channel))
                } else {
                    serde_json::from_value(frame.channel?)
                        .ok()
                        .map(Incoming::Call)
                };
            }
            "StasisStart" => Event::Answered,
            "StasisEnd" | "ChannelDestroyed" => Event::Ended,
            "PlaybackFinished" => Event::Played(frame.playback?.id),
            "ChannelDtmfReceived" => Event::Key(frame.digit?),
            "RecordingFinished" | "RecordingFailed" => Event::Recorded,
            _ => return None,
        };
        let _nobody_listens = self.table().channels.get(&channel)?.send(event);
        None
    }

    /// Everybody who waits for something learns that it will not come.
    fn close(&self) {
        let mut table = self.table();
        table.is_closed = true;
        table.answers.clear();
        table.channels.clear();
    }
}

/// A channel that somebody has to take care of.
enum Incoming {
    Call(NewCall),
    /// A leg that was answered just when it was given up.
    Forgotten(String),
}

/// Speaks with an Asterisk until the connection ends. `begin` is told of it once, `take_call` of each
/// call.
pub(super) async fn serve(
    socket: WebSocket,
    begin: impl FnOnce(&Arc<Ari>),
    take_call: impl Fn(&Arc<Ari>, NewCall),
) {
    let (mut sink, mut stream) = socket.split();
    let (outgoing, mut frames) = unbounded_channel::<String>();
    let ari = Arc::new(Ari::new(outgoing));
    begin(&ari);
    let write = async {
        let mut heartbeat = interval(HEARTBEAT);
        loop {
            let message = tokio::select! {
                frame = frames.recv() => match frame {
                    Some(text) => Message::Text(text.into()),
                    None => return,
                },
                _ = heartbeat.tick() => Message::Ping("".into()),
            };
            if sink.send(message).await.is_err() {
                return;
            }
        }
    };
    let read = async {
        // Its answer to a heartbeat counts; without one it is gone, whatever the network says.
        while let Ok(Some(Ok(message))) = timeout(3 * HEARTBEAT, stream.next()).await {
            let Message::Text(text) = message else {
                continue;
            };
            match ari.take(&text) {
                Some(Incoming::Call(call)) => take_call(&ari, call),
                Some(Incoming::Forgotten(leg)) => {
                    let ari = Arc::clone(&ari);
                    tokio::spawn(async move { ari.hang_up(&leg, 16).await });
                }
                None => {}
            }
        }
    };
    tokio::select! {
        () = write => {}
        () = read => {}
    }
    ari.close();
}
