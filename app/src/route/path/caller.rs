//! Who calls, in a try.

use belroute_shared::{
    route::TriedCaller,
    routing::call::Caller,
    typed_number::{Takes, TypedNumber},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    explain::explain,
    http::{self, HttpError},
    paths, t, text,
    written_numbers::WrittenNumbers,
};

/// The kinds of callers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Anybody outside.
    #[default]
    Somebody,
    /// A person or a number.
    Number,
    /// Somebody who hides the number.
    Hidden,
    /// Somebody whose number is missing.
    Unavailable,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [
        Self::Somebody,
        Self::Number,
        Self::Hidden,
        Self::Unavailable,
    ];

    /// As it is in an address.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Somebody => "",
            Self::Number => "number",
            Self::Hidden => "hidden",
            Self::Unavailable => "unavailable",
        }
    }

    pub(super) fn text(self) -> fn() -> &'static str {
        match self {
            Self::Somebody => t!(try_it.somebody),
            Self::Number => t!(try_it.number_of),
            Self::Hidden => t!(try_it.hidden),
            Self::Unavailable => t!(try_it.unavailable),
        }
    }
}

/// Who calls.
#[derive(Clone, Copy)]
pub(super) struct Who {
    pub(super) kind: RwSignal<Kind>,
    /// What is typed.
    pub(super) typed: RwSignal<String>,
    known: RwSignal<Option<TriedCaller>>,
    error: RwSignal<Option<HttpError>>,
    numbers: WrittenNumbers,
}

impl Who {
    /// As the address asks for: `hidden`, `unavailable`, or a number.
    pub(super) fn begin(word: Option<&str>) -> Self {
        let word = word.unwrap_or_default();
        let fixed = [Kind::Somebody, Kind::Hidden, Kind::Unavailable];
        let kind = fixed.into_iter().find(|kind| kind.word() == word);
        let typed = if kind.is_none() { word } else { "" };
        let who = Self {
            kind: RwSignal::new(kind.unwrap_or(Kind::Number)),
            typed: RwSignal::new(typed.to_owned()),
            known: RwSignal::new(None),
            error: RwSignal::new(None),
            numbers: WrittenNumbers::get(),
        };
        who.look_up(typed.to_owned());
        who
    }

    /// Something was typed, or somebody was picked.
    pub(super) fn set(self, text: String) {
        self.typed.set(text.clone());
        self.known.set(None);
        self.error.set(None);
        self.look_up(text);
    }

    /// Only the server knows who has a number, and whether the company blocks it.
    fn look_up(self, text: String) {
        let Ok(number) = TypedNumber::new(text.clone()).look(Takes::ShownNumber) else {
            return;
        };
        let path = paths::request("/v1/route/callers", [("number", number.to_string())]);
        spawn_local(async move {
            let answer = http::get::<TriedCaller>(&path).await;
            // Meanwhile something else may have been typed.
            if self.typed.try_with_untracked(|typed| *typed == text) != Some(true) {
                return;
            }
            match answer {
                Ok(known) => self.known.set(Some(known)),
                Err(HttpError::Aborted) => {}
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    /// As `decide` takes him.
    pub(super) fn caller(self) -> Caller {
        match self.kind.get() {
            Kind::Somebody => Caller::default(),
            Kind::Number => self
                .known
                .with(|known| known.as_ref().map(TriedCaller::caller))
                .unwrap_or_default(),
            Kind::Hidden => Caller {
                is_anonymous: true,
                ..Caller::default()
            },
            Kind::Unavailable => Caller {
                is_unavailable: true,
                ..Caller::default()
            },
        }
    }

    /// Whether the company blocks him; `None` where that is not known.
    pub(super) fn is_blocked(self) -> Option<bool> {
        if self.kind.get() == Kind::Number {
            self.known.with(|known| known.as_ref()?.is_blocked)
        } else {
            None
        }
    }

    /// As a sentence names him; `None` for anybody.
    pub(super) fn name(self) -> Option<String> {
        match self.kind.get() {
            Kind::Somebody => None,
            Kind::Number => self.known.with(|known| {
                let known = known.as_ref()?;
                let who = || Some(self.numbers.who(known.numbers.first()?));
                known.name.clone().or_else(who)
            }),
            Kind::Hidden => Some(text!(try_it.hidden_in_sentence).to_owned()),
            Kind::Unavailable => Some(text!(try_it.unavailable_in_sentence).to_owned()),
        }
    }

    /// What is wrong with what is typed.
    pub(super) fn wrong(self) -> Option<String> {
        self.error.with(|error| error.as_ref().map(explain))
    }

    /// As it stands in an address; nothing for anybody.
    pub(super) fn word(self) -> Option<String> {
        match self.kind.get() {
            Kind::Number => Some(self.typed.get()).filter(|typed| !typed.is_empty()),
            kind => Some(kind.word().to_owned()).filter(|word| !word.is_empty()),
        }
    }
}
