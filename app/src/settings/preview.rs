//! What a setting will do, said before it is saved by the function that decides about calls.

use belroute_shared::routing::{
    explain::Summary,
    health::{Finding, findings},
    profile::Profile,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{
    opened::Opened,
    part::{Case, Kept},
};
use crate::{
    route::{MyRoute, finding_words},
    text,
    ui::{Emphasised, strong},
    written_numbers::WrittenNumbers,
};

/// What will happen once it is saved, or once it is switched over, where that is something else
/// than happens now.
#[component]
pub(crate) fn Preview<S: Kept>(
    /// The setting.
    opened: Opened<S>,
    /// Switches it over, and says whether it is on then.
    #[prop(optional)]
    switch: Option<fn(&mut S) -> bool>,
) -> impl IntoView {
    let (route, numbers) = (MyRoute::get(), WrittenNumbers::get());
    let wanted = Memo::new(move |_| {
        let saved = opened.saved()?;
        let (wanted, how) = if opened.is_changed() {
            (opened.draft()?, How::Saved)
        } else {
            let mut wanted = saved.clone();
            let how = How::switched(switch?(&mut wanted));
            (wanted, how)
        };
        let profile = route.profile().get()?;
        let with = |setting: S| {
            let mut profile = profile.clone();
            opened.put(&mut profile, setting).then_some(profile)
        };
        let is_whole = opened.broken(&wanted).is_empty();
        let both = with(saved).zip(with(wanted).filter(|_| is_whole))?;
        Some((both, how))
    });
    let case = opened.part.case;
    let lines = Memo::new(move |_| {
        wanted.with(|wanted| {
            let Some(((before, after), how)) = wanted else {
                return Vec::new();
            };
            let what = told(route, after, case);
            let is_new = told(route, before, case) != what;
            let sentence = is_new.then(|| how.said(what));
            let found = found_anew(before, after, route.now(), numbers);
            // Switching something off mends more than it breaks.
            let found = found.into_iter().filter(|_| *how != How::SwitchedOff);
            sentence
                .into_iter()
                .chain(found.map(|it| how.said(it)))
                .collect()
        })
    });
    view! { <WhatHappens lines /> }
}

/// How what is told would come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Saved,
    SwitchedOn,
    SwitchedOff,
}

impl How {
    fn switched(is_on: bool) -> Self {
        if is_on {
            Self::SwitchedOn
        } else {
            Self::SwitchedOff
        }
    }

    fn said(self, sentence: String) -> String {
        match self {
            Self::Saved => text!(calling.will, sentence),
            Self::SwitchedOn => text!(calling.switched_on, sentence),
            Self::SwitchedOff => text!(calling.switched_off, sentence),
        }
    }
}

#[component]
fn WhatHappens(lines: Memo<Vec<String>>) -> impl IntoView {
    let line = |line: String| {
        view! {
            <p>
                <Emphasised text=Signal::stored(line) />
            </p>
        }
    };
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <div class="setting-preview">{move || lines.get().into_iter().map(line).collect_view()}</div>
        </Show>
    }
}

/// What is likely not meant after a change, and was not there before it.
fn found_anew(
    before: &Profile,
    after: &Profile,
    now: Timestamp,
    numbers: WrittenNumbers,
) -> Vec<String> {
    let known = findings(before, now);
    let found = findings(after, now).into_iter();
    let is_new = |it: &Finding| !known.iter().any(|known| known.is_about_same(it));
    let words = |it| finding_words(&it, after, &|number| numbers.who(number), now);
    found.filter(is_new).map(words).collect()
}

/// What happens to a call under a profile, told by the call that shows a setting best.
fn told(route: MyRoute, profile: &Profile, case: Case) -> String {
    let call = case.call(route.call_now(), profile);
    let summary = route.summary_of(profile, &call);
    match (case, &summary) {
        (Case::Busy, Summary::Busy { then }) => {
            let busy = strong(text!(calling.busy_now));
            text!(
                calling.when_then,
                when = busy,
                gets = route.gets(profile, then)
            )
        }
        (Case::Unanswered, Summary::Rings { then, .. }) if profile.devices.is_empty() => {
            let unanswered = strong(text!(calling.unanswered_now));
            text!(
                calling.when_then,
                when = unanswered,
                gets = route.gets(profile, then)
            )
        }
        (Case::Unreachable, Summary::NoDevice { then }) => {
            let unreachable = strong(text!(calling.unreachable_now));
            text!(
                calling.when_then,
                when = unreachable,
                gets = route.gets(profile, then)
            )
        }
        _ => route.sentence_of(profile, &summary),
    }
}
