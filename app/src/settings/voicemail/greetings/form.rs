use belroute_shared::settings::voicemail::{Greeting, Voicemail};
use leptos::prelude::*;

use super::{Which, listen::Listen, own::OwnGreeting};
use crate::{
    settings::opened::Opened,
    t, text,
    ui::{Choice, SaveNote},
};

impl Which {
    /// The name of the choice.
    fn control(self) -> &'static str {
        match self {
            Self::Busy => "greeting-busy-which",
            Self::Unanswered => "greeting-unanswered-which",
        }
    }
}

/// The usual one or an own one, and what makes an own one.
#[component]
pub(super) fn GreetingForm(opened: Opened<Voicemail>, which: Which) -> impl IntoView {
    let control = which.control();
    // Whoever has none yet makes one first, and chooses it with that.
    let wants_own = RwSignal::new(false);
    let is_chosen = move || opened.with(|it| which.greeting(it) == Greeting::Custom);
    let is_own = Memo::new(move |_| wants_own.get() || is_chosen());
    let choose = move |own: bool| {
        let (has_own, is_chosen) = untrack(|| (opened.with(|it| which.has_own(it)), is_chosen()));
        wants_own.set(own && !has_own);
        if own && has_own {
            opened.set(control, |it| which.choose(it, Greeting::Custom));
        } else if !own && is_chosen {
            opened.set(control, |it| which.choose(it, Greeting::Default));
        }
    };
    view! {
        <Choice
            name=control
            label=t!(mailbox.greeting.label)
            options=vec![
                (false, Signal::derive(|| text!(mailbox.greeting.usual).to_owned())),
                (true, Signal::derive(|| text!(mailbox.greeting.own).to_owned())),
            ]
            chosen=is_own
            on_change=choose
        />
        <SaveNote outcome=opened.outcome_of(control) />
        <Show
            when=move || is_own.get()
            fallback=move || {
                view! {
                    <div class="greeting-own">
                        <Listen which is_own=false label=t!(mailbox.greeting.listen_usual) />
                    </div>
                }
            }
        >
            <OwnGreeting opened which on_gone=move |()| wants_own.set(false) />
        </Show>
    }
}
