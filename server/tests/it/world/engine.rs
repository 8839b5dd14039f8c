//! The SIP engine as the server knows it: its questions and its events.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header, request},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{Answer, SECRET, World};

/// Asks and tells, with the secret.
#[derive(Clone)]
pub(crate) struct Engine {
    listener: Router,
    credentials: Option<String>,
}

impl Engine {
    pub(super) fn new(listener: Router) -> Self {
        Self {
            listener,
            credentials: Some(basic("engine", SECRET)),
        }
    }

    /// Somebody who says he is the engine.
    pub(crate) fn with_credentials(&self, user: &str, secret: &str) -> Self {
        Self {
            listener: self.listener.clone(),
            credentials: Some(basic(user, secret)),
        }
    }

    /// Somebody who says nothing of himself.
    pub(crate) fn without_credentials(&self) -> Self {
        Self {
            listener: self.listener.clone(),
            credentials: None,
        }
    }

    /// Asks what to do with a call.
    pub(crate) async fn ask(&self, question: Value) -> Value {
        let answer: Value = self
            .post("/v1/call-control/route", question.to_string())
            .await
            .json();
        assert_eq!(answer["version"], 1);
        answer
    }

    /// Asks, and leaves out the call's id, which is new each time.
    pub(crate) async fn plan(&self, question: Value) -> Value {
        let mut answer = self.ask(question).await;
        let fields = answer.as_object_mut().unwrap();
        assert!(fields.remove("call").is_some_and(|id| id.is_string()));
        fields.remove("version");
        answer
    }

    /// Tells of one event.
    pub(crate) async fn tell(&self, event: Value) {
        self.post("/v1/call-control/events", event.to_string())
            .await
            .done();
    }

    /// Tells of several at once.
    pub(crate) async fn tell_all(&self, events: impl IntoIterator<Item = Value>) {
        self.tell(Value::Array(events.into_iter().collect())).await;
    }

    /// Posts whatever a test wants to see refused.
    pub(crate) async fn post(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.post_as(path, "application/json", body).await
    }

    /// Posts a body of another kind.
    pub(crate) async fn post_as(
        &self,
        path: &str,
        media_type: &str,
        body: impl Into<Body>,
    ) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, media_type);
        let request = self.proved(request).body(body.into()).unwrap();
        self.send(request).await
    }

    /// Fetches something.
    pub(crate) async fn fetch(&self, path: &str) -> Answer {
        let request = self.proved(Request::get(path));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    fn proved(&self, request: request::Builder) -> request::Builder {
        match &self.credentials {
            Some(credentials) => request.header(header::AUTHORIZATION, credentials),
            None => request,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> StatusCode {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.send(request).await.status
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.listener.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: axum::body::to_bytes(body, usize::MAX).await.unwrap(),
        }
    }
}

fn basic(user: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{secret}")))
}

/// One of our users calls from `extension@domain`.
pub(crate) fn from_user(caller: &str, called: &str) -> Value {
    question(&format!("sip:{caller}"), "user", called)
}

/// The trunk hands a call of a public number on.
pub(crate) fn from_trunk(caller: &str, called: &str) -> Value {
    question(&format!("sip:{caller}@trunk.test"), "trunk", called)
}

fn question(from: &str, origin: &str, called: &str) -> Value {
    json!({
        "version": 1,
        "sip_call_id": new_call_id(),
        "node": "127.0.0.10",
        "from": {"uri": from, "display": "", "origin": origin, "anonymous": false},
        "to": {"uri": format!("sip:{called}"), "active_calls": 0, "registered": true},
    })
}

fn new_call_id() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("{}@127.0.0.20", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// A moment as the engine writes it: seconds after noon, with microseconds.
pub(crate) fn at(seconds: f64) -> String {
    let noon = World::NOON.as_second();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let moment = noon as f64 + seconds;
    format!("{moment:.6}")
}

/// One call as the engine tells of it, leg by leg.
#[derive(Clone, Debug)]
pub(crate) struct Story(Value);

impl Story {
    /// A call that the engine asked about.
    pub(crate) async fn asked(engine: &Engine, question: Value) -> Self {
        let mut story = Self(json!({
            "version": 1,
            "sip_call_id": question["sip_call_id"],
            "node": "127.0.0.10",
            "from": question["from"]["uri"],
            "to": question["to"]["uri"],
        }));
        story.0["call"] = engine.ask(question).await["call"].clone();
        story.on_its_number()
    }

    /// A call that was placed while the panel was away: nobody was asked, and nothing is known.
    pub(crate) fn unasked(from: &str, to: &str) -> Self {
        Self(json!({
            "version": 1,
            "sip_call_id": new_call_id(),
            "node": "127.0.0.10",
            "from": format!("sip:{from}"),
            "to": format!("sip:{to}"),
        }))
        .on_its_number()
    }

    fn on_its_number(self) -> Self {
        let to = self.0["to"].as_str().unwrap().trim_start_matches("sip:");
        let contact = to.to_owned();
        self.on(&contact, "desk")
    }

    /// The same call on another leg: the plan's target, and a device behind it.
    pub(crate) fn on(&self, target: &str, device: &str) -> Self {
        let mut story = self.clone();
        story.0["target"] = json!(format!("sip:{target}"));
        story.0["contact"] = json!(contact(target, device));
        story
    }

    /// The same call again, later, as another one.
    pub(crate) fn again(&self) -> Self {
        let mut story = self.clone();
        story.0["sip_call_id"] = json!(new_call_id());
        story
    }

    pub(crate) fn ringing(&self, seconds: f64) -> Value {
        self.event("ringing", seconds, None)
    }

    pub(crate) fn answered(&self, seconds: f64) -> Value {
        self.event("answered", seconds, None)
    }

    pub(crate) fn leg_ended(&self, seconds: f64, outcome: &str) -> Value {
        self.event("leg_ended", seconds, Some(outcome))
    }

    /// The end of the whole call belongs to no leg.
    pub(crate) fn ended(&self, seconds: f64, outcome: &str) -> Value {
        let mut event = self.event("ended", seconds, Some(outcome));
        let fields = event.as_object_mut().unwrap();
        fields.remove("target");
        fields.remove("contact");
        event
    }

    /// Rings and comes to nothing.
    pub(crate) fn unanswered(&self, seconds: f64, outcome: &str) -> Vec<Value> {
        vec![
            self.ringing(seconds),
            self.leg_ended(seconds + 9.0, outcome),
            self.ended(seconds + 9.0, outcome),
        ]
    }

    fn event(&self, kind: &str, seconds: f64, outcome: Option<&str>) -> Value {
        let mut event = self.0.clone();
        event["event"] = json!(kind);
        event["at"] = json!(at(seconds));
        if let Some(outcome) = outcome {
            event["outcome"] = json!(outcome);
        }
        event
    }
}

/// Where a device of an address can be reached.
pub(crate) fn contact(address: &str, device: &str) -> String {
    let user = address.split('@').next().unwrap();
    format!("sip:{user}@198.51.100.7:5060;device={device}")
}

/// What a device that the world gave its user calls itself.
pub(crate) fn username(address: &str, device: &str) -> String {
    format!("{device} of {address}")
}

/// A device registers.
pub(crate) fn registered(address: &str, device: &str, seconds: f64) -> Value {
    json!({
        "version": 1,
        "event": "registered",
        "node": "127.0.0.10",
        "at": at(seconds),
        "aor": format!("sip:{address}"),
        "contact": contact(address, device),
        "username": username(address, device),
        "expires": 3600,
    })
}

/// A device goes away.
pub(crate) fn unregistered(address: &str, device: &str, seconds: f64) -> Value {
    let mut event = registered(address, device, seconds);
    event["event"] = json!("unregistered");
    event.as_object_mut().unwrap().remove("expires");
    event
}
