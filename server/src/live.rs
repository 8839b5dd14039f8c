//! The event stream: who is told of what, and the stream itself.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    http::HeaderMap,
    response::{
        IntoResponse, Sse,
        sse::{Event, KeepAlive},
    },
};
use belroute_shared::{
    ids::{OrganisationId, UserId},
    live::LiveEvent,
};
use futures::Stream;
use tokio::sync::broadcast::{self, error::RecvError};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    session::{AtPanel, Session},
    state::AppState,
};

/// How many events may wait for one slow browser before it is told to fetch everything again.
const WAITING: usize = 256;
/// A stream that is silent for longer is taken for dead by proxies.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How often a stream looks whether its session still stands.
const CHECK: Duration = Duration::from_secs(3);

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(listen))
}

/// Tells browsers what changed.
#[derive(Clone, Debug)]
pub struct Live(broadcast::Sender<(Audience, LiveEvent)>);

#[derive(Clone, Copy, Debug)]
enum Audience {
    User(UserId),
    Organisation(OrganisationId),
}

impl Default for Live {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING))
    }
}

impl Live {
    /// Tells every browser of one user.
    pub fn tell(&self, user: UserId, event: LiveEvent) {
        self.send(Audience::User(user), event);
    }

    /// Tells every browser of an organisation.
    pub fn tell_all(&self, organisation: OrganisationId, event: LiveEvent) {
        self.send(Audience::Organisation(organisation), event);
    }

    /// What is told from now on, for those who act on it inside the server.
    pub(crate) fn watch(&self) -> Watch {
        Watch(self.0.subscribe())
    }

    fn send(&self, audience: Audience, event: LiveEvent) {
        // An error only says that nobody listens.
        let _nobody_listens = self.0.send((audience, event));
    }
}

/// Something that browsers were told.
#[derive(Clone, Debug)]
pub(crate) struct Watched {
    /// Whose browsers; none where it was a whole organisation's.
    pub(crate) user: Option<UserId>,
    pub(crate) event: LiveEvent,
}

/// Watches what browsers are told.
pub(crate) struct Watch(broadcast::Receiver<(Audience, LiveEvent)>);

impl Watch {
    /// The next of it; none when the server ends. Whoever looks away for long misses some.
    pub(crate) async fn next(&mut self) -> Option<Watched> {
        loop {
            match self.0.recv().await {
                Ok((audience, event)) => {
                    let user = match audience {
                        Audience::User(user) => Some(user),
                        Audience::Organisation(_) => None,
                    };
                    return Some(Watched { user, event });
                }
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

/// What changes from now on, for this user.
///
/// A browser that comes back after a gap sends the id of the last event it saw; what it missed is
/// not kept, so it is told to fetch everything again.
#[utoipa::path(get, path = "/v1/events", tag = "live",
    responses((status = 200, content_type = "text/event-stream", body = LiveEvent)))]
#[tracing::instrument(skip_all, fields(user.id = %session.user))]
async fn listen(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    headers: HeaderMap,
) -> impl IntoResponse {
    let has_missed = headers.contains_key("last-event-id");
    let events = stream(state, session, has_missed);
    // A proxy that buffers would hold every event back.
    (
        [("x-accel-buffering", "no")],
        Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)),
    )
}

fn stream(
    state: AppState,
    session: Session,
    has_missed: bool,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let mut events = state.live.0.subscribe();
    async_stream::stream! {
        let mut count: u64 = 0;
        let mut message = |event: &LiveEvent| {
            count += 1;
            // The types of events are ours and always become JSON.
            Ok(Event::default().id(count.to_string()).json_data(event).unwrap_or_default())
        };
        if has_missed {
            yield message(&LiveEvent::Resync);
        }
        let mut check = tokio::time::interval(CHECK);
        loop {
            tokio::select! {
                event = events.recv() => match event {
                    Ok((audience, event)) if is_for(audience, &session)
                        && may_see(&event, &session) => yield message(&event),
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => yield message(&LiveEvent::Resync),
                    Err(RecvError::Closed) => break,
                },
                _ = check.tick() => if !session.still_stands(&state).await {
                    yield message(&LiveEvent::SignedOut);
                    break;
                },
            }
        }
    }
}

fn is_for(audience: Audience, session: &Session) -> bool {
    match audience {
        Audience::User(user) => user == session.user,
        Audience::Organisation(organisation) => organisation == session.organisation,
    }
}

/// What somebody hears of his messages is his own affair, whoever has opened his panel.
fn may_see(event: &LiveEvent, session: &Session) -> bool {
    session.opened_by.is_none() || !matches!(event, LiveEvent::VoiceMessages { .. })
}
