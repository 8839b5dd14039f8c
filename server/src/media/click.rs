//! Click to call: rings somebody's own phone, then the number, and joins both.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, MutexGuard, PoisonError},
};

use uuid::Uuid;

use super::{
    ari::{Ari, Trouble},
    call::NORMAL,
    channel::{self, Channel},
    connect::{Leg, place},
    wire::TwoParties,
};

/// How long each of them rings.
const RING_SECONDS: u16 = 30;

/// The calls that go on, and from which address each was placed.
#[derive(Default)]
pub(super) struct Clicks(Mutex<HashMap<String, String>>);

impl Clicks {
    fn table(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call begins.
    pub(super) fn begin(&self, id: &str, from: &str) {
        self.table().insert(id.to_owned(), from.to_owned());
    }

    /// A call is over.
    pub(super) fn end(&self, id: &str) {
        self.table().remove(id);
    }

    /// Whether a call that goes on was placed from an address.
    pub(super) fn is_of(&self, id: &str, from: &str) -> bool {
        self.table().get(id).is_some_and(|it| it == from)
    }
}

/// Calls one party and then the other. Both see the other's number.
pub(super) async fn carry_out(mut own: Channel, parties: TwoParties) {
    let mut other = Channel::new(own.ari(), Ari::new_leg());
    match reach(&mut own, &mut other, &parties).await {
        Ok(()) | Err(Trouble::Gone) => {}
        Err(trouble) => tracing::warn!("two parties were not joined: {trouble}"),
    }
    tokio::join!(own.hang_up(NORMAL), other.hang_up(NORMAL));
}

async fn reach(
    own: &mut Channel,
    other: &mut Channel,
    parties: &TwoParties,
) -> Result<(), Trouble> {
    let number = user(&parties.to);
    // The call to the own phone is a part of this, and none of its own.
    let call = Uuid::now_v7().to_string();
    let headers = BTreeMap::from([("X-Panel-Call".to_owned(), call)]);
    let leg = Leg {
        target: &parties.from,
        ring_seconds: RING_SECONDS,
        originator: None,
        number,
        display: number,
        asserted: "",
        headers: &headers,
    };
    place(own, &leg).await?;
    own.answered().await?;
    own.post("ring", &[]).await?;
    let shown = parties.caller_id.as_deref();
    let leg = Leg {
        target: &parties.to,
        ring_seconds: RING_SECONDS,
        originator: Some(own.id()),
        number: shown.unwrap_or_else(|| user(&parties.from)),
        display: "",
        asserted: &parties.from,
        headers: &BTreeMap::new(),
    };
    place(other, &leg).await?;
    tokio::select! {
        outcome = other.answered() => outcome?,
        trouble = own.ended() => return Err(trouble),
    }
    channel::join(own, other).await
}

/// The user part of an address.
fn user(uri: &str) -> &str {
    let rest = uri.split_once(':').map_or(uri, |(_, rest)| rest);
    rest.split('@').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_known_by_who_placed_it_for_as_long_as_it_goes_on() {
        let clicks = Clicks::default();
        clicks.begin("leg-1", "sip:1001@alpha.test");
        assert!(clicks.is_of("leg-1", "sip:1001@alpha.test"));
        assert!(!clicks.is_of("leg-1", "sip:1002@alpha.test"));
        assert!(!clicks.is_of("leg-2", "sip:1001@alpha.test"));
        clicks.end("leg-1");
        assert!(!clicks.is_of("leg-1", "sip:1001@alpha.test"));
    }
}
