//! Who is signed in.

use belroute_shared::{
    live::LiveEvent,
    security::ConfirmPassword,
    session::{Me, SessionState, SignIn},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    away, http,
    http::HttpError,
    intl, language,
    live::{self, Live},
    remembered, theme,
    turns::Turns,
};

const SESSION: &str = "/v1/session";
const RESUME: &str = "/v1/session/resume";

/// How far this browser has come; a context of the whole program.
#[derive(Clone, Copy)]
pub struct Session {
    state: RwSignal<Option<SessionState>>,
    error: RwSignal<Option<HttpError>>,
    name: RwSignal<String>,
    news: RwSignal<Option<News>>,
    turns: Turns,
    /// Several answers that say no come at once.
    is_asking: StoredValue<bool>,
    /// The server was away when it was asked, and the browser told what it had kept.
    is_kept: StoredValue<bool>,
}

/// What somebody who comes to sign in has to know first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// His new password was saved.
    PasswordSaved,
    /// The steps took him longer than the server waits.
    TookTooLong,
    /// He gave too many wrong codes.
    TooManyCodes,
    /// He has called it off at his organisation, or it does not let him in here.
    ProviderDenied,
    /// Nobody here has an address that his organisation has verified.
    ProviderRefused,
    /// He came back from his organisation too late, or twice.
    ProviderLate,
    /// His organisation could not be asked.
    ProviderFailed,
}

impl News {
    /// What the address of the sign-in page says of a sign-in through an organisation.
    pub fn of_provider(word: &str) -> Option<Self> {
        match word {
            "denied" => Some(Self::ProviderDenied),
            "refused" => Some(Self::ProviderRefused),
            "late" => Some(Self::ProviderLate),
            "failed" => Some(Self::ProviderFailed),
            _ => None,
        }
    }
}

impl Session {
    /// Offers the session to everything below and asks the server who is signed in.
    pub fn provide() {
        let session = Self {
            state: RwSignal::new(None),
            error: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            news: RwSignal::new(None),
            turns: Turns::new(),
            is_asking: StoredValue::new(false),
            is_kept: StoredValue::new(false),
        };
        provide_context(session);
        http::when_signed_out(move || session.ended());
        session.load();
    }

    /// The session of this program.
    pub fn get() -> Self {
        expect_context()
    }

    /// How far it has come; `None` until the server has told.
    pub fn state(self) -> Option<SessionState> {
        self.state.get()
    }

    /// The same, without following it.
    pub fn state_untracked(self) -> Option<SessionState> {
        self.state.get_untracked()
    }

    /// Why the server could not tell.
    pub fn error(self) -> Option<HttpError> {
        self.error.get()
    }

    /// Asks the server.
    pub fn load(self) {
        if self.turns.ask() {
            spawn_local(self.run());
        }
    }

    async fn run(self) {
        while let Some(turn) = self.turns.begin() {
            let answer = http::get(SESSION).await;
            if self.turns.counts(turn) {
                match answer {
                    Ok(state) => {
                        self.is_kept.set_value(away::last_was_kept_at().is_some());
                        self.show(state);
                    }
                    Err(error) => self.error.set(Some(error)),
                }
            }
            if !self.turns.end(turn) {
                return;
            }
        }
    }

    /// Saves something of the account that the screen shows already. An answer from before would turn
    /// it back, so until it is saved nobody asks who is there.
    pub fn saving<R>(self, save: impl Future<Output = R>) -> impl Future<Output = R> {
        self.turns.saving(save, move || spawn_local(self.run()))
    }

    /// Asks what has become of a session that is over: it can be brought back, or it cannot. Nothing
    /// stays on the screen when nobody can tell.
    fn ended(self) {
        if self
            .is_asking
            .try_update_value(|is| std::mem::replace(is, true))
            != Some(false)
        {
            return;
        }
        spawn_local(async move {
            let state = http::get(SESSION).await;
            self.is_asking.set_value(false);
            self.take(state.unwrap_or(SessionState::Anonymous));
        });
    }

    /// Brings back a session that ended because nobody used it, in all tabs.
    pub async fn resume(self, given: ConfirmPassword) -> Result<(), HttpError> {
        match http::post(RESUME, &given).await {
            Ok(state) => {
                self.take(state);
                live::tell_resumed();
                Ok(())
            }
            // Another tab has brought it back, or it has ended.
            Err(HttpError::SignedOut) => Ok(()),
            Err(refused) => Err(refused),
        }
    }

    /// Takes the first step: name and password.
    pub async fn sign_in(self, form: &SignIn) -> Result<(), HttpError> {
        let state = http::post(SESSION, form).await?;
        self.news.set(None);
        self.take(state);
        Ok(())
    }

    /// What the name field of the sign-in page holds. It outlives the page, so that a mailed link can
    /// fill it in and nobody types it twice.
    pub fn name(self) -> RwSignal<String> {
        self.name
    }

    /// What the sign-in page tells first.
    pub fn news(self) -> RwSignal<Option<News>> {
        self.news
    }

    /// Back to name and password, and why.
    pub fn start_over(self, why: News) {
        self.news.set(Some(why));
        self.take(SessionState::Anonymous);
    }

    /// Ends the session, or gives up a sign-in that was begun. The page leaves it only when the server has.
    pub async fn sign_out(self) -> Result<(), HttpError> {
        match http::delete(SESSION).await {
            Ok(()) | Err(HttpError::SignedOut) => {
                live::tell_signed_out();
                self.take(SessionState::Anonymous);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Asks again when another tab has changed the account or the session has ended.
    pub fn follow(self, live: Live) {
        live.on(move |event| match event {
            LiveEvent::Account => self.load(),
            // Who is there was read from what the browser kept, and may have changed since.
            LiveEvent::Resync if self.is_kept.get_value() => self.load(),
            LiveEvent::SignedOut => self.ended(),
            _ => {}
        });
    }

    /// Takes what the server has answered to a step, which is newer than any other answer under way.
    pub fn take(self, state: SessionState) {
        self.turns.outdate();
        self.show(state);
    }

    fn show(self, state: SessionState) {
        match &state {
            SessionState::SignedIn(me) => {
                remembered::set(remembered::SIGNED_IN, "1");
                intl::set_zone(&me.time_zone);
                language::show(me.language);
                theme::show(me.theme);
            }
            _ => remembered::remove(remembered::SIGNED_IN),
        }
        self.error.set(None);
        if self
            .state
            .with_untracked(|now| now.as_ref() != Some(&state))
        {
            self.state.set(Some(state));
        }
    }
}

/// The user of this page. Only below the gate, where somebody is signed in.
pub fn me() -> Signal<Me> {
    expect_context()
}
