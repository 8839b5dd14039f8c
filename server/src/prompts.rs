//! The sounds that come with the program: what callers hear who reach no person. `prompts/make.sh`
//! makes them out of the sentences beside it.
//!
//! A sound is put into the store when it is first wanted, so that it is fetched and kept like any
//! other.

mod files;

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use belroute_shared::{account::Language, settings::feature_codes::CodeFeature};

use crate::{
    media::wire::SoundName,
    sounds::{self, Objects, Sound},
};

/// Longer than any of them.
const MOST_SECONDS: u32 = 60;

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Prompt {
    /// Before a message: nobody answers.
    GreetingNoAnswer,
    /// Before a message: the user is busy.
    GreetingBusy,
    /// After a message.
    Thanks,
    /// A mailbox has no room left.
    MailboxFull,
    /// Somebody has no mailbox.
    NoMailbox,
    /// Whoever answers is asked to press 1.
    PressOne,
    /// Before somebody speaks a greeting.
    RecordGreeting,
    /// After that.
    GreetingRecorded,
    /// A call goes in a circle.
    RefusedLoop,
    /// The caller withholds his number.
    RefusedAnonymous,
    /// The user does not want this call.
    RefusedRejected,
    /// How something stands that a code is about.
    Code(CodeFeature, CodeSaid),
}

/// What is said of something that a code is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CodeSaid {
    /// It is on.
    On,
    /// It is off.
    Off,
    /// The user may not change it.
    Refused,
}

impl Prompt {
    /// The files that are played one after the other.
    fn files(self) -> Vec<String> {
        let one = match self {
            Self::GreetingNoAnswer => "greeting-no-answer",
            Self::GreetingBusy => "greeting-busy",
            Self::Thanks => "thanks",
            Self::MailboxFull => "mailbox-full",
            Self::NoMailbox => "no-mailbox",
            Self::PressOne => "press-one",
            Self::RecordGreeting => "record-greeting",
            Self::GreetingRecorded => "greeting-recorded",
            Self::RefusedLoop => "refused-loop",
            Self::RefusedAnonymous => "refused-anonymous",
            Self::RefusedRejected => "refused-rejected",
            Self::Code(feature, said) => {
                let said = match said {
                    CodeSaid::On => "code-is-on",
                    CodeSaid::Off => "code-is-off",
                    CodeSaid::Refused => "code-is-refused",
                };
                return vec![format!("code-{}", feature.word()), said.to_owned()];
            }
        };
        vec![one.to_owned()]
    }

    /// The sound in a language; `None` never happens, a test sees to that.
    fn sound(self, language: Language) -> Option<Sound> {
        let mut spoken = Vec::new();
        for name in self.files() {
            spoken.extend_from_slice(files::spoken(language, &name)?);
        }
        sounds::telephone(&files::wav(&spoken), MOST_SECONDS).ok()
    }
}

/// Names of the sounds that this program has put into the store.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<HashSet<SoundName>>);

impl Kept {
    /// The name of a sound, which is in the store then. What cannot be kept is left out: a caller
    /// hears the tone alone.
    pub(crate) async fn name(
        &self,
        objects: &Objects,
        prompt: Prompt,
        language: Language,
    ) -> Option<SoundName> {
        let sound = prompt.sound(language)?;
        let name = SoundName::try_from(format!("{}.wav", sound.sha256)).ok()?;
        let has = self.0.lock().is_ok_and(|kept| kept.contains(&name));
        if !has {
            if let Err(error) = objects.put(&sound).await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "a prompt was not kept"
                );
                return None;
            }
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.insert(name.clone());
        }
        Some(name)
    }
}

#[cfg(test)]
mod tests;
