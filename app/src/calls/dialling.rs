//! A call by a click, from the user's own phones to its end.

use std::{collections::HashSet, time::Duration};

use belroute_shared::{
    calls::{Call, Direction, Outcome},
    error::Code,
    features::Feature,
    ids::CallId,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};

use super::{
    api,
    dial::{Dial, ToCall},
    recent::Recent,
    words,
};
use crate::{
    awaited::Awaited,
    caller_number::{NumberToShow, numbers_to_show},
    explain::explain,
    features::MyFeatures,
    fetched::Fetched,
    paths, t, text,
    ui::{Dialog, Icon},
};

/// The user's phones ring for half a minute; then nothing comes any more.
const RINGS: Duration = Duration::from_secs(35);
/// Shows no number.
const ANONYMOUS: &str = "anonymous";

/// How far the call is, by what was done here.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    /// The user chooses which number is shown.
    Choosing,
    /// The server is asked.
    Placing,
    /// It rings the user's phones, or more has come of it.
    Placed(String),
    /// Nobody has picked up.
    NotPickedUp,
    /// The user has ended it.
    Ended,
    /// It could not be placed.
    Refused(String),
}

/// One call.
#[derive(Clone, Copy)]
struct Dialling {
    to: StoredValue<ToCall>,
    /// What the other side is shown in place of the usual number, also when it is tried again.
    call_as: StoredValue<Option<String>>,
    stage: RwSignal<Stage>,
    /// Why it could not be ended.
    trouble: RwSignal<Option<String>>,
    /// What it is among the user's calls, once he has picked up.
    call: Memo<Option<Call>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Dialling {
    fn new(to: ToCall) -> Self {
        let recent = Recent::get();
        let is_choosing = to.is_choosing;
        let to = StoredValue::new(to);
        let known: HashSet<CallId> =
            untrack(|| recent.with(|calls| calls.iter().map(|it| it.id).collect()));
        let call = Memo::new(move |before: Option<&Option<Call>>| {
            // What it has become is told even if it leaves the list of the latest.
            let is_it = |call: &&Call| {
                call.direction == Direction::Outgoing
                    && !known.contains(&call.id)
                    && to.with_value(|to| is_number(call, &to.number))
            };
            let now = recent.with(|calls| calls.iter().find(is_it).cloned());
            now.or_else(|| before.cloned().flatten())
        });
        let dialling = Self {
            to,
            call_as: StoredValue::new(None),
            stage: RwSignal::new(Stage::Choosing),
            trouble: RwSignal::new(None),
            call,
            timer: StoredValue::new(None),
        };
        on_cleanup(move || {
            if let Some(timer) = dialling.timer.try_get_value().flatten() {
                timer.clear();
            }
        });
        if !is_choosing {
            dialling.place();
        }
        dialling
    }

    /// Places it with another number than the usual one.
    fn place_as(self, shown: String) {
        self.call_as.set_value(Some(shown));
        self.place();
    }

    fn place(self) {
        if self.stage.get_untracked() == Stage::Placing {
            return;
        }
        self.stage.set(Stage::Placing);
        let number = self.to.with_value(|to| to.number.clone());
        let call_as = self.call_as.get_value();
        spawn_local(async move {
            let stage = match api::dial(&number, call_as.as_deref()).await {
                Ok(id) => Stage::Placed(id),
                Err(error) => Stage::Refused(explain(&error)),
            };
            // The window may have been closed meanwhile.
            if self.stage.try_set(stage).is_none() {
                self.wait();
            }
        });
    }

    /// Gives up when nobody picks up.
    fn wait(self) {
        let give_up = move || {
            let is_waiting = self
                .stage
                .try_get_untracked()
                .is_some_and(|stage| matches!(stage, Stage::Placed(_)));
            let is_called = self.call.try_get_untracked().flatten().is_some();
            if is_waiting && !is_called {
                let _ = self.stage.try_set(Stage::NotPickedUp);
            }
        };
        let timer = set_timeout_with_handle(give_up, RINGS);
        let _ = self.timer.try_set_value(timer.ok());
    }

    fn end(self) {
        let Stage::Placed(id) = self.stage.get_untracked() else {
            return;
        };
        self.trouble.set(None);
        spawn_local(async move {
            let outcome = api::hang_up(&id).await;
            // One that is not there any more is over as well.
            match outcome {
                Err(error) if error.code() != Some(Code::NotFound) => {
                    let _ = self.trouble.try_set(Some(explain(&error)));
                }
                Ok(()) | Err(_) => {
                    let _ = self.stage.try_set(Stage::Ended);
                }
            }
        });
    }

    /// Whether there is something to end.
    fn goes_on(self) -> bool {
        let is_over = self
            .call
            .with(|call| call.as_ref().is_some_and(|it| !it.outcome.is_live()));
        self.stage.with(|stage| matches!(stage, Stage::Placed(_))) && !is_over
    }

    /// What is said about it.
    fn words(self) -> String {
        let name = self.to.with_value(|to| to.name.clone());
        let call = self.call.get();
        match (self.stage.get(), call.as_ref().map(|it| it.outcome)) {
            (Stage::Choosing, _) => text!(calls.dial_choose).to_owned(),
            (Stage::Placing, _) => text!(calls.dial_placing).to_owned(),
            (Stage::Refused(why), _) => why,
            (Stage::NotPickedUp, _) => text!(calls.dial_not_picked_up).to_owned(),
            (Stage::Ended, _) => text!(calls.dial_ended).to_owned(),
            (Stage::Placed(_), None) => text!(calls.dial_rings, name),
            (Stage::Placed(_), Some(Outcome::Ringing)) => text!(calls.dial_calls, name),
            (Stage::Placed(_), Some(Outcome::Talking)) => text!(calls.dial_talks, name),
            (Stage::Placed(_), Some(_)) => call
                .as_ref()
                .and_then(words::what_became_of)
                .unwrap_or_else(|| text!(calls.dial_ended).to_owned()),
        }
    }
}

/// Whether this number was called: a link may have it as people write it.
fn is_number(call: &Call, number: &str) -> bool {
    let digits = number.trim_start_matches(['+', '0']);
    let called = call.party.number.as_deref();
    !digits.is_empty() && called.is_some_and(|called| called.ends_with(digits))
}

/// The window.
#[component]
pub(super) fn DialWindow() -> impl IntoView {
    let dial = Dial::get();
    move || dial.to_call().map(|to| view! { <OneCall to /> })
}

#[component]
fn OneCall(to: ToCall) -> impl IntoView {
    let dial = Dial::get();
    let title = text!(calls.dial_title, name = to.name.clone());
    let href = paths::call_number(&to.number);
    let dialling = Dialling::new(to);
    let stage = dialling.stage;
    let is_choosing = Memo::new(move |_| stage.with(|it| *it == Stage::Choosing));
    let is_refused = Memo::new(move |_| stage.with(|it| matches!(it, Stage::Refused(_))));
    let goes_on = Memo::new(move |_| dialling.goes_on());
    let is_talking = Memo::new(move |_| {
        let is_talking = |call: &Call| call.outcome == Outcome::Talking;
        dialling
            .call
            .with(|call| call.as_ref().is_some_and(is_talking))
    });
    let href = StoredValue::new(href);
    view! {
        <Dialog
            label=title
            close_label=t!(action.close)
            on_close=move |()| dial.close()
        >
            <div class="dialling">
                <p
                    class="dialling-state"
                    role="status"
                    data-state=move || goes_on.get().then_some("live")
                >
                    {move || dialling.words()}
                </p>
                <Show when=move || is_choosing.get()>
                    <Numbers dialling />
                </Show>
                <Show when=move || goes_on.get()>
                    <button
                        type="button"
                        class="button danger"
                        on:click=move |_| dialling.end()
                    >
                        {move || if is_talking.get() { text!(calls.dial_end) } else { text!(action.cancel) }}
                    </button>
                    <span class="refusal" role="status">
                        {move || dialling.trouble.get()}
                    </span>
                </Show>
                <Show when=move || is_refused.get()>
                    <div class="dialling-ways">
                        <button
                            type="button"
                            class="button main"
                            on:click=move |_| dialling.place()
                        >
                            {t!(action.retry)}
                        </button>
                        <a class="button" href=href.get_value() data-outside="">
                            {t!(calls.dial_outside)}
                        </a>
                    </div>
                </Show>
            </div>
        </Dialog>
    }
}

/// The numbers that the call can show; a press places it.
#[component]
fn Numbers(dialling: Dialling) -> impl IntoView {
    let numbers = Fetched::idle(numbers_to_show).started();
    let features = MyFeatures::get();
    let can_hide = Memo::new(move |_| features.shows(Feature::BlockCallerId));
    let line = move |one: NumberToShow| {
        let number = one.number;
        view! {
            <li>
                <button
                    type="button"
                    class="dialling-number"
                    on:click=move |_| dialling.place_as(number.clone())
                >
                    <Icon name="phone" />
                    <span>{one.label}</span>
                    <small class="soft">{one.display}</small>
                </button>
            </li>
        }
    };
    view! {
        <Awaited wait=numbers rows=3>
            <ul class="dialling-numbers">
                {move || numbers.get().map(|it| it.into_iter().map(line).collect_view())}
                <Show when=move || can_hide.get()>
                    <li>
                        <button
                            type="button"
                            class="dialling-number"
                            on:click=move |_| dialling.place_as(ANONYMOUS.to_owned())
                        >
                            <Icon name="blocked" />
                            <span>{t!(calls.anonymous)}</span>
                        </button>
                    </li>
                </Show>
            </ul>
        </Awaited>
    }
}
