//! What a setting will do, said before it is saved by the function that decides about calls.

use belroute_shared::routing::{explain::Summary, profile::Profile};
use leptos::prelude::*;

use super::{
    number_list::completed,
    opened::Opened,
    part::{Case, Kept},
};
use crate::{
    route::MyRoute,
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
    let words = Memo::new(move |_| {
        let saved = opened.saved()?;
        let is_changed = opened.is_changed();
        let (wanted, said): (S, fn(String) -> String) = if is_changed {
            (opened.draft()?, |sentence| text!(calling.will, sentence))
        } else {
            let mut wanted = saved.clone();
            if switch?(&mut wanted) {
                (wanted, |sentence| text!(calling.switched_on, sentence))
            } else {
                (wanted, |sentence| text!(calling.switched_off, sentence))
            }
        };
        if !opened.broken(&wanted).is_empty() {
            return None;
        }
        let profile = route.profile().get()?;
        let with = |setting: S| sentence(route, numbers, &opened, profile.clone(), setting);
        let sentence = with(wanted)?;
        (with(saved)? != sentence).then(|| said(sentence))
    });
    view! { <WhatHappens words /> }
}

#[component]
fn WhatHappens(words: Memo<Option<String>>) -> impl IntoView {
    let text = Signal::derive(move || words.get().unwrap_or_default());
    view! {
        <Show when=move || words.with(Option::is_some)>
            <p class="setting-preview">
                <Emphasised text />
            </p>
        </Show>
    }
}

/// What happens to a call with a setting put into the profile.
fn sentence<S: Kept>(
    route: MyRoute,
    numbers: WrittenNumbers,
    opened: &Opened<S>,
    mut profile: Profile,
    mut setting: S,
) -> Option<String> {
    let part = opened.part;
    (part.numbers)(&mut setting, &mut |it| {
        if let Ok(looked) = it.number.look(it.takes) {
            *it.number = completed(numbers, looked);
        }
    });
    let put = part.profile.as_ref()?.put;
    put(&mut profile, setting);
    Some(told(route, &profile, part.case))
}

fn told(route: MyRoute, profile: &Profile, case: Case) -> String {
    let call = case.call(route.call_now(), profile);
    let summary = route.summary_of(profile, &call);
    match (case, &summary) {
        (Case::Busy, Summary::Busy { then }) => {
            let busy = strong(text!(calling.busy_now));
            text!(calling.when_then, when = busy, gets = route.gets(then))
        }
        (Case::Unanswered, Summary::Rings { then, .. }) if profile.devices.is_empty() => {
            let unanswered = strong(text!(calling.unanswered_now));
            text!(
                calling.when_then,
                when = unanswered,
                gets = route.gets(then)
            )
        }
        (Case::Unreachable, Summary::NoDevice { then }) => {
            let unreachable = strong(text!(calling.unreachable_now));
            text!(
                calling.when_then,
                when = unreachable,
                gets = route.gets(then)
            )
        }
        _ => route.sentence_of(profile, &summary),
    }
}
