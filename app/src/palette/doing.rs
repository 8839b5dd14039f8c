//! What a command is called, and how it is carried out.

use std::{future::Future, pin::Pin};

use belroute_shared::{
    command::Command, live::LiveEvent, routing::profile::Profile, typed_number::TypedNumber,
};
use jiff::Timestamp;
use serde_json::json;

use super::hits::Target;
use crate::{
    http::{self, HttpError},
    paths,
    route::{moments, temporary},
    text,
};

/// Where a setting of the mailbox is.
const VOICEMAIL: &str = "/v1/telephony/config/people/me/settings/voicemail";

/// A change on its way.
pub(super) type Changing = Pin<Box<dyn Future<Output = Result<(), HttpError>>>>;

/// What pressing Enter does.
pub(super) enum Doing {
    /// Something is changed; the event tells the page.
    Change(Changing, LiveEvent),
    /// One goes somewhere.
    Go(String),
}

/// What stands in its line.
pub(super) fn name(command: &Command, target: Option<&Target>, now: Timestamp) -> String {
    let until = |words: String, end: Option<Timestamp>| match end {
        Some(end) => text!(why.until, words, end = moments::until(end, now)),
        None => words,
    };
    let who = || target.map_or_else(|| "…".to_owned(), |it| it.name.clone());
    match command {
        Command::DoNotDisturb { until: end } => until(text!(temporary.silent).to_owned(), *end),
        Command::DoNotDisturbOff => text!(palette.silence_off).to_owned(),
        Command::Forward { until: end, .. } => until(text!(palette.forward, to = who()), *end),
        Command::ForwardOff => text!(palette.forward_off).to_owned(),
        Command::AllToVoicemail { .. } => text!(palette.all_to_voicemail).to_owned(),
        Command::FollowOriginalRoute => text!(temporary.follow).to_owned(),
        Command::Call { .. } => text!(action.call_name, name = who()),
        Command::Try { from, at } => {
            let who = match target {
                Some(target) => target.name.clone(),
                None if from.is_empty() => text!(try_it.somebody_in_sentence).to_owned(),
                None => from.clone(),
            };
            let when = at.map_or_else(
                || text!(route.when_now).to_owned(),
                |at| moments::at(at, now),
            );
            text!(palette.try_it, who, when)
        }
    }
}

/// The words that begin a command, for who has typed less of it.
pub(super) fn words(command: &Command) -> &'static str {
    match command {
        Command::DoNotDisturb { .. } => text!(palette.words_silence),
        Command::DoNotDisturbOff => text!(palette.words_silence_off),
        Command::Forward { .. } => text!(palette.words_forward),
        Command::ForwardOff => text!(palette.words_forward_off),
        Command::AllToVoicemail { .. } => text!(palette.words_voicemail),
        Command::FollowOriginalRoute => text!(palette.words_follow),
        Command::Call { .. } => text!(palette.words_call),
        Command::Try { .. } => text!(palette.words_try),
    }
}

/// The profile as it will be, to be told beforehand; `None` where nothing of it changes.
pub(super) fn changed(
    command: &Command,
    target: Option<&Target>,
    mut profile: Profile,
) -> Option<Profile> {
    let settings = &mut profile.settings;
    let always = &mut settings.call_forwarding.call_forwarding.always;
    match command {
        Command::DoNotDisturb { until } => {
            settings.do_not_disturb.enabled = true;
            settings.do_not_disturb.enabled_until = *until;
        }
        Command::DoNotDisturbOff => settings.do_not_disturb.enabled = false,
        Command::Forward { until, .. } => {
            always.enabled = true;
            always.destination = Some(TypedNumber::new(target?.number.as_str()));
            always.enabled_until = *until;
        }
        Command::ForwardOff => always.enabled = false,
        Command::AllToVoicemail { .. } => settings.voicemail.send_all_calls.enabled = true,
        Command::FollowOriginalRoute => {
            always.enabled = false;
            settings.do_not_disturb.enabled = false;
        }
        Command::Call { .. } | Command::Try { .. } => return None,
    }
    Some(profile)
}

/// Carries a command out; `None` where it is not whole.
pub(super) fn doing(
    command: &Command,
    target: Option<&Target>,
    zoned: &dyn Fn(Timestamp) -> String,
) -> Option<Doing> {
    let silence = || LiveEvent::Setting {
        setting: "doNotDisturb".to_owned(),
    };
    let forwarding = || LiveEvent::Setting {
        setting: "callForwarding".to_owned(),
    };
    let change = |change: Changing, event: LiveEvent| Some(Doing::Change(change, event));
    match command {
        Command::DoNotDisturb { until } => change(Box::pin(temporary::silence(*until)), silence()),
        Command::DoNotDisturbOff => change(
            Box::pin(temporary::switch_off(temporary::Kind::DoNotDisturb)),
            silence(),
        ),
        Command::Forward { until, .. } => {
            let (to, until) = (target?.number.clone(), *until);
            let forward = async move { temporary::forward(&to, until).await };
            change(Box::pin(forward), forwarding())
        }
        Command::ForwardOff => change(
            Box::pin(temporary::switch_off(temporary::Kind::Forward)),
            forwarding(),
        ),
        Command::AllToVoicemail { .. } => {
            let body = json!({ "sendAllCalls": { "enabled": true } });
            let send = async move { http::put(VOICEMAIL, &body).await };
            let setting = "voicemail".to_owned();
            change(Box::pin(send), LiveEvent::Setting { setting })
        }
        // Either of the two may have been on; everything is looked at again.
        Command::FollowOriginalRoute => change(
            Box::pin(temporary::follow_original_route()),
            LiveEvent::Resync,
        ),
        Command::Call { .. } => Some(Doing::Go(paths::call_number(&target?.number))),
        Command::Try { from, at } => {
            let caller = target.map(|it| it.number.clone());
            let caller = caller.or_else(|| Some(from.clone()).filter(|from| !from.is_empty()));
            let caller = caller.map(|it| ("caller", it));
            let at = at.map(|at| ("at", zoned(at)));
            let query = caller.into_iter().chain(at);
            Some(Doing::Go(paths::request(paths::ROUTE, query)))
        }
    }
}
