//! One side of a call, and the few things that are done with it.

use std::{path::Path, sync::Arc, time::Duration};

use serde_json::Value;
use tokio::{
    sync::mpsc::UnboundedReceiver,
    time::{Instant, timeout_at},
};
use uuid::Uuid;

use super::ari::{Ari, Event, Trouble};

/// A channel that we listen to, until this value goes.
pub(super) struct Channel {
    ari: Arc<Ari>,
    id: String,
    events: UnboundedReceiver<Event>,
    is_gone: bool,
    is_hung_up: bool,
}

impl Channel {
    pub(super) fn new(ari: &Arc<Ari>, id: String) -> Self {
        let events = ari.listen(&id);
        Self {
            ari: Arc::clone(ari),
            id,
            events,
            is_gone: false,
            is_hung_up: false,
        }
    }

    pub(super) fn ari(&self) -> &Arc<Ari> {
        &self.ari
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Whether the other side has hung up, as far as it was noticed.
    pub(super) fn is_gone(&self) -> bool {
        self.is_gone
    }

    /// What happens next; fails once the channel has ended.
    pub(super) async fn next(&mut self) -> Result<Event, Trouble> {
        if self.is_gone {
            return Err(Trouble::Gone);
        }
        match self.events.recv().await {
            Some(Event::Ended) => {
                self.is_gone = true;
                Err(Trouble::Gone)
            }
            Some(event) => Ok(event),
            None => Err(Trouble::Away),
        }
    }

    /// Waits until the channel ends, and says how.
    pub(super) async fn ended(&mut self) -> Trouble {
        loop {
            if let Err(trouble) = self.next().await {
                return trouble;
            }
        }
    }

    /// Whether the channel ends within this time.
    pub(super) async fn ends_within(&mut self, time: Duration) -> bool {
        timeout_at(Instant::now() + time, self.ended())
            .await
            .is_ok()
    }

    /// Waits until a leg that we placed is answered.
    pub(super) async fn answered(&mut self) -> Result<(), Trouble> {
        loop {
            if let Event::Answered = self.next().await? {
                return Ok(());
            }
        }
    }

    /// Waits for the end of a recording, at most this long. That the caller hung up is seen before or
    /// after it.
    pub(super) async fn recorded(&mut self, longest: Duration) -> Result<(), Trouble> {
        const GRACE: Duration = Duration::from_secs(2);
        let mut until = Instant::now() + longest;
        loop {
            match timeout_at(until, self.events.recv()).await {
                Ok(Some(Event::Recorded)) | Err(_) => return Ok(()),
                Ok(Some(Event::Ended)) => {
                    self.is_gone = true;
                    until = until.min(Instant::now() + GRACE);
                }
                Ok(Some(_)) => {}
                Ok(None) => return Err(Trouble::Away),
            }
        }
    }

    /// Plays a sound. One of these keys ends it and is given, also up to `then` after its end.
    pub(super) async fn play(
        &mut self,
        sound: &Path,
        keys: &str,
        then: Duration,
    ) -> Result<Option<char>, Trouble> {
        let playback = Uuid::now_v7().simple().to_string();
        let media = format!("sound:{}", sound.with_extension("").display());
        self.post("play", &[("media", &media), ("playbackId", &playback)])
            .await?;
        let mut until = None;
        loop {
            let event = match until {
                None => self.next().await?,
                Some(until) => match timeout_at(until, self.next()).await {
                    Ok(event) => event?,
                    Err(_) => return Ok(None),
                },
            };
            match event {
                Event::Played(id) if id == playback => {
                    if then.is_zero() {
                        return Ok(None);
                    }
                    until = Some(Instant::now() + then);
                }
                Event::Key(key) if keys.contains(key) => {
                    let uri = format!("playbacks/{playback}");
                    // It may be over.
                    let _is_over = self.ari.request("DELETE", &uri, &[], None).await;
                    return Ok(Some(key));
                }
                _ => {}
            }
        }
    }

    pub(super) async fn post(&self, what: &str, query: &[(&str, &str)]) -> Result<Value, Trouble> {
        let uri = format!("channels/{}/{what}", self.id);
        self.ari.request("POST", &uri, query, None).await
    }

    /// A variable or function of the channel; empty when there is none.
    pub(super) async fn variable(&self, name: &str) -> Result<String, Trouble> {
        let uri = format!("channels/{}/variable", self.id);
        match self
            .ari
            .request("GET", &uri, &[("variable", name)], None)
            .await
        {
            Ok(answer) => Ok(answer["value"].as_str().unwrap_or_default().to_owned()),
            Err(Trouble::Refused { .. }) => Ok(String::new()),
            Err(trouble) => Err(trouble),
        }
    }

    /// The caller no longer hears that it rings.
    pub(super) async fn stop_ringing(&self) -> Result<(), Trouble> {
        let uri = format!("channels/{}/ring", self.id);
        self.ari.request("DELETE", &uri, &[], None).await?;
        Ok(())
    }

    /// Ends it with a cause of Q.850. The first one counts: another that came while Asterisk is still
    /// about it would turn "not answered" into "declined", which ends the ringing of other phones.
    pub(super) async fn hang_up(&mut self, cause: u8) {
        if !self.is_gone && !self.is_hung_up {
            self.is_hung_up = true;
            self.ari.hang_up(&self.id, cause).await;
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.ari.leave(&self.id);
    }
}

/// Joins two channels until one ends, and ends the other.
pub(super) async fn join(one: &mut Channel, other: &mut Channel) -> Result<(), Trouble> {
    let ari = Arc::clone(&one.ari);
    let answer = ari
        .request("POST", "bridges", &[("type", "mixing")], None)
        .await?;
    let bridge = format!("bridges/{}", answer["id"].as_str().unwrap_or_default());
    let both = format!("{},{}", one.id, other.id);
    let add = format!("{bridge}/addChannel");
    let outcome = ari.request("POST", &add, &[("channel", &both)], None).await;
    if outcome.is_ok() {
        tokio::select! {
            _ = one.ended() => {}
            _ = other.ended() => {}
        }
    }
    tokio::join!(one.hang_up(16), other.hang_up(16));
    ari.request("DELETE", &bridge, &[], None).await?;
    outcome.map(|_| ())
}
