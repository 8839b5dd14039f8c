//! The agent: what it is made of, and its listener for Asterisk and the panel.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use anyhow::Context as _;
use axum::{
    Router,
    extract::{State, WebSocketUpgrade},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::{get, post},
};
use tokio::{
    fs,
    net::TcpListener,
    time::{sleep, timeout},
};

use super::{
    ari::{self, Ari, NewCall, Trouble},
    call::{self, NORMAL},
    channel::Channel,
    click::{self, Clicks},
    outbox::Outbox,
    panel::Panel,
    scripts::Scripts,
    sounds::Sounds,
    wire::{EndPlaced, Placed, Question, Script, SoundName, TwoParties},
};
use crate::{
    basic,
    clock::Clock,
    config::Config,
    error::{ApiError, ApiResult},
    json::Json,
};

/// Q.850: temporary failure.
const FAILURE: u8 = 41;
/// After so long a first question is asked once more.
const SOON: Duration = Duration::from_secs(1);
/// The longest address of a party.
const LONGEST_ADDRESS: usize = 256;

/// Everything that the calls share.
#[derive(Clone)]
pub(super) struct Agent(Arc<Inner>);

struct Inner {
    panel: Panel,
    outbox: Outbox,
    scripts: Scripts,
    sounds: Sounds,
    clock: Clock,
    secret: String,
    clicks: Clicks,
    /// The Asterisk that connected last.
    asterisk: Mutex<Weak<Ari>>,
}

/// Runs beside one Asterisk until it is told to stop.
pub async fn run(config: &Config, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
    let secret = config.call_control.as_ref().context(
        "the media agent needs the configuration key `call_control_secret`, as the panel has it",
    )?;
    let agent = Agent::new(config, &secret.secret).await?;
    let listen = config.media.listen;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen} (configuration key `media_listen`)"))?;
    tracing::info!("the media agent listens on {}", listener.local_addr()?);
    let app = Router::new()
        .route("/ari", get(meet_asterisk))
        .route("/calls", post(place))
        .route("/calls/hangup", post(end))
        .route("/healthz", get(health))
        .fallback(|| async { ApiError::NotFound })
        .with_state(agent.clone());
    tokio::select! {
        outcome = axum::serve(listener, app).into_future() => outcome?,
        () = agent.0.outbox.deliver(&agent.0.panel) => {}
        () = stop => {}
    }
    Ok(())
}

impl Agent {
    async fn new(config: &Config, secret: &str) -> anyhow::Result<Self> {
        let folder = prepare(&config.media.folder)
            .await
            .context("wrong configuration key `media_folder`")?;
        Ok(Self(Arc::new(Inner {
            panel: Panel::new(&config.media.panel_url, secret)?,
            outbox: Outbox::new(&folder).await?,
            scripts: Scripts::new(folder.join("scripts")),
            sounds: Sounds::new(folder.join("sounds")).await?,
            clock: Clock::System,
            secret: secret.to_owned(),
            clicks: Clicks::default(),
            asterisk: Mutex::default(),
        })))
    }

    pub(super) fn now_ms(&self) -> i64 {
        self.0.clock.now_ms()
    }

    pub(super) fn outbox(&self) -> Outbox {
        self.0.outbox.clone()
    }

    pub(super) fn beep(&self) -> PathBuf {
        self.0.sounds.beep()
    }

    pub(super) async fn sound(&self, name: &SoundName) -> PathBuf {
        self.0.sounds.find(&self.0.panel, name).await
    }

    /// What to do with a call: what the panel says, or what it said last.
    pub(super) async fn script(&self, question: &Question) -> Script {
        let scripts = &self.0.scripts;
        match self.0.panel.ask(question).await {
            Ok(script) => {
                if let Err(error) = scripts.keep(question, &script).await {
                    tracing::error!("what the panel says cannot be kept: {error}");
                }
                script
            }
            Err(error) => {
                tracing::warn!("the panel is silent, so what it said last counts: {error:#}");
                scripts.find(question).await
            }
        }
    }

    fn asterisk(&self) -> Option<Arc<Ari>> {
        let asterisk = self.0.asterisk.lock();
        asterisk.unwrap_or_else(PoisonError::into_inner).upgrade()
    }

    fn begin(&self, ari: &Arc<Ari>) {
        tracing::info!("Asterisk is there");
        let asterisk = self.0.asterisk.lock();
        *asterisk.unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(ari);
        let (agent, ari) = (self.clone(), Arc::clone(ari));
        tokio::spawn(async move {
            if let Err(trouble) = agent.clear(&ari).await {
                tracing::warn!("what a former agent left was not cleared away: {trouble}");
            }
        });
    }

    /// Ends the calls of a former agent, and saves what was said in them.
    async fn clear(&self, ari: &Ari) -> Result<(), Trouble> {
        let before = first_channels(ari).await?;
        // Calls that waited for an agent are told of now; they are not left over.
        sleep(Duration::from_millis(500)).await;
        let left: Vec<&String> = before.iter().filter(|id| !ari.knows(id)).collect();
        for id in &left {
            ari.hang_up(id, FAILURE).await;
        }
        loop {
            let now = channels(ari).await?;
            if !left.iter().any(|id| now.contains(id)) {
                break;
            }
            sleep(Duration::from_millis(100)).await;
        }
        Ok(self.0.outbox.recover().await?)
    }
}

/// The channels as soon as Asterisk answers: what reaches it in the moment in which it has connected
/// it can lose without a word.
async fn first_channels(ari: &Ari) -> Result<Vec<String>, Trouble> {
    loop {
        // A connection that has ended answers at once.
        if let Ok(answer) = timeout(SOON, channels(ari)).await {
            return answer;
        }
    }
}

async fn channels(ari: &Ari) -> Result<Vec<String>, Trouble> {
    let answer = ari.request("GET", "channels", &[], None).await?;
    let all = answer.as_array().into_iter().flatten();
    Ok(all
        .filter_map(|channel| channel["id"].as_str().map(str::to_owned))
        .collect())
}

/// The folder with its parts, as Asterisk has to call it.
async fn prepare(folder: &PathBuf) -> anyhow::Result<PathBuf> {
    for part in ["sounds", "scripts"] {
        fs::create_dir_all(folder.join(part)).await?;
    }
    Ok(fs::canonicalize(folder).await?)
}

/// Asterisk connects.
async fn meet_asterisk(
    State(agent): State<Agent>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> ApiResult<Response> {
    if !basic::is_proven(&headers, "asterisk", &agent.0.secret) {
        return Err(ApiError::SignedOut);
    }
    Ok(upgrade.protocols(["ari"]).on_upgrade(async move |socket| {
        let take_call = |ari: &Arc<Ari>, new: NewCall| {
            // From here on its events are kept, whenever the call comes to read them.
            let channel = Channel::new(ari, new.id.clone());
            tokio::spawn(call::take(agent.clone(), channel, new));
        };
        ari::serve(socket, |ari| agent.begin(ari), take_call).await;
        tracing::warn!("Asterisk is gone");
    }))
}

/// Places a call between two parties. 202 says that it is on its way.
async fn place(
    State(agent): State<Agent>,
    headers: HeaderMap,
    Json(parties): Json<TwoParties>,
) -> ApiResult<(StatusCode, Json<Placed>)> {
    if !basic::is_proven(&headers, "engine", &agent.0.secret) {
        return Err(ApiError::SignedOut);
    }
    for address in [&parties.from, &parties.to] {
        if !is_address(address) {
            return Err(ApiError::Malformed("not a SIP address".to_owned()));
        }
    }
    let Some(ari) = agent.asterisk() else {
        return Err(ApiError::Unavailable(anyhow::anyhow!("no Asterisk")));
    };
    let own = Channel::new(&ari, Ari::new_leg());
    let placed = Placed {
        id: own.id().to_owned(),
    };
    agent.0.clicks.begin(&placed.id, &parties.from);
    let (agent, id) = (agent.clone(), placed.id.clone());
    tokio::spawn(async move {
        click::carry_out(own, parties).await;
        agent.0.clicks.end(&id);
    });
    Ok((StatusCode::ACCEPTED, Json(placed)))
}

/// Ends a call that was placed here for the same party.
async fn end(
    State(agent): State<Agent>,
    headers: HeaderMap,
    Json(wanted): Json<EndPlaced>,
) -> ApiResult<StatusCode> {
    if !basic::is_proven(&headers, "engine", &agent.0.secret) {
        return Err(ApiError::SignedOut);
    }
    let EndPlaced { id, from } = wanted;
    let ari = agent
        .asterisk()
        .filter(|_| agent.0.clicks.is_of(&id, &from));
    // Its own side ends, and the other one with it.
    ari.ok_or(ApiError::NotFound)?.hang_up(&id, NORMAL).await;
    Ok(StatusCode::NO_CONTENT)
}

fn is_address(text: &str) -> bool {
    text.len() <= LONGEST_ADDRESS
        && text.starts_with("sip:")
        && !text.contains(|letter: char| letter.is_control() || "\"<>, ".contains(letter))
}

/// Whether calls can be taken.
async fn health(State(agent): State<Agent>) -> StatusCode {
    if agent.asterisk().is_some() {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    }
}
