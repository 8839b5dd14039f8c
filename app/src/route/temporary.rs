//! What holds for a while: do not disturb, and forwarding of every call.
//!
//! Both are ordinary settings with an end; nothing else is stored. Whoever ends them is back on his
//! original route.

use belroute_shared::{live::LiveEvent, routing::overruled::Acting};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use super::{MyReach, moments};
use crate::{
    clock::Minute,
    explain::explain,
    http::{self, HttpError},
    live::Live,
    t, text,
    ui::{Icon, SaveNote},
    written_numbers::WrittenNumbers,
};

/// Where the settings are.
const SETTINGS: &str = "/v1/telephony/config/people/me/settings";

/// What came of it, in words.
pub(crate) type Outcome = RwSignal<Option<Result<String, String>>>;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Phones stay silent.
    DoNotDisturb,
    /// Every call goes elsewhere.
    Forward,
}

impl Kind {
    /// That of a setting.
    pub(super) fn of_setting(name: &str) -> Option<Self> {
        [Self::DoNotDisturb, Self::Forward]
            .into_iter()
            .find(|kind| kind.setting() == name)
    }

    /// The last part of its address, and its name in events.
    fn setting(self) -> &'static str {
        match self {
            Self::DoNotDisturb => "doNotDisturb",
            Self::Forward => "callForwarding",
        }
    }

    /// What has to be sent, with the fields of the switch put where they belong.
    fn body(self, fields: &Value) -> Value {
        match self {
            Self::DoNotDisturb => fields.clone(),
            Self::Forward => json!({ "callForwarding": { "always": fields } }),
        }
    }
}

/// What holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Temporary {
    /// Which.
    pub kind: Kind,
    /// Where calls go.
    pub to: Option<String>,
    /// Until when; `None` until it is switched off.
    pub until: Option<Timestamp>,
}

impl Temporary {
    /// In a few words, for beside the avatar.
    pub fn word(&self) -> &'static str {
        match self.kind {
            Kind::DoNotDisturb => text!(temporary.silent),
            Kind::Forward => text!(temporary.forwarded),
        }
    }

    /// In one line.
    fn line(&self, numbers: WrittenNumbers, now: Timestamp) -> String {
        let words = match &self.to {
            Some(to) => text!(temporary.forwarded_to, to = numbers.who(to)),
            None => text!(temporary.silent).to_owned(),
        };
        match self.until {
            Some(until) => text!(why.until, words, end = moments::until(until, now)),
            None => words,
        }
    }
}

/// Switches do not disturb on.
pub(crate) async fn silence(until: Option<Timestamp>) -> Result<(), HttpError> {
    save(
        Kind::DoNotDisturb,
        &json!({ "enabled": true, "enabledUntil": until }),
    )
    .await
}

/// Sends every call elsewhere.
pub(crate) async fn forward(to: &str, until: Option<Timestamp>) -> Result<(), HttpError> {
    let fields = json!({ "enabled": true, "destination": to, "enabledUntil": until });
    save(Kind::Forward, &fields).await
}

/// Ends one of the two.
pub(crate) async fn switch_off(kind: Kind) -> Result<(), HttpError> {
    save(kind, &json!({ "enabled": false })).await
}

/// Ends both: the original route is followed.
pub(crate) async fn follow_original_route() -> Result<(), HttpError> {
    switch_off(Kind::Forward).await?;
    switch_off(Kind::DoNotDisturb).await
}

async fn save(kind: Kind, fields: &Value) -> Result<(), HttpError> {
    let path = format!("{SETTINGS}/{}", kind.setting());
    http::put(&path, &kind.body(fields)).await
}

/// Does it, and tells the page and what came of it.
pub(crate) fn act(
    live: Live,
    outcome: Outcome,
    change: impl Future<Output = Result<(), HttpError>> + 'static,
) {
    outcome.set(None);
    spawn_local(async move {
        let answer = change.await;
        for kind in [Kind::Forward, Kind::DoNotDisturb] {
            live.tell_here(&LiveEvent::Setting {
                setting: kind.setting().to_owned(),
            });
        }
        let said = match answer {
            Ok(()) => Ok(text!(action.saved).to_owned()),
            Err(error) => Err(explain(&error)),
        };
        let _ = outcome.try_set(Some(said));
    });
}

/// Ends what comes first, if it is one of the two.
pub(crate) fn end(live: Live, what: Acting, outcome: Outcome) {
    let kind = match what {
        Acting::ForwardAlways => Kind::Forward,
        Acting::DoNotDisturb => Kind::DoNotDisturb,
        _ => return,
    };
    act(live, outcome, switch_off(kind));
}

/// A line on top of a page while something holds for a while, with the way back.
#[component]
pub fn TemporaryLine() -> impl IntoView {
    let (reach, live) = (MyReach::get(), Live::get());
    let (numbers, minute) = (WrittenNumbers::get(), Minute::signal());
    let line = Memo::new(move |_| {
        let temporary = reach.temporary()?;
        Some(temporary.line(numbers, minute.get()))
    });
    let outcome = RwSignal::new(None);
    let follow = move |_| act(live, outcome, follow_original_route());
    view! {
        <div class="temporary" role="status">
            <Show when=move || line.with(Option::is_some)>
                <p class="temporary-line">
                    <Icon name="elsewhere" />
                    <span>{move || line.get()}</span>
                    <button type="button" class="button" on:click=follow>
                        {t!(temporary.follow)}
                    </button>
                    <SaveNote outcome=Signal::derive(move || outcome.get().filter(Result::is_err)) />
                </p>
            </Show>
        </div>
    }
}
