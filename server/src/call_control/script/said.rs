//! What is said to somebody who is not connected.

use belroute_shared::{account::Language, settings::feature_codes::CodeFeature};

use super::refused;
use crate::{
    error::ApiResult,
    media::wire::{Announce, Confirm, Script, SoundName},
    prompts::{CodeSaid, Prompt},
    state::AppState,
};

/// So often a key is asked for.
const ASKED: u8 = 2;
/// So long each time.
const SECONDS: u16 = 5;

/// Why a caller is refused. It is not answered, so that it costs nothing; the exact refusal of the
/// plan follows.
pub(super) async fn refusal(state: &AppState, language: Language, what: &str) -> ApiResult<Script> {
    let prompt = match what {
        "loop" => Prompt::RefusedLoop,
        "anonymous" => Prompt::RefusedAnonymous,
        "rejected" => Prompt::RefusedRejected,
        _ => return Ok(refused()),
    };
    Ok(announced(state, language, prompt, super::REFUSED).await)
}

/// What came of a code. It is answered: many phones play nothing before.
pub(super) async fn code(state: &AppState, language: Language, what: &str) -> ApiResult<Script> {
    let Some((word, said)) = what.rsplit_once('-') else {
        return Ok(refused());
    };
    let feature = CodeFeature::ALL.iter().find(|it| it.word() == word);
    let said = match said {
        "on" => CodeSaid::On,
        "off" => CodeSaid::Off,
        "refused" => CodeSaid::Refused,
        _ => return Ok(refused()),
    };
    let Some(feature) = feature else {
        return Ok(refused());
    };
    let prompt = Prompt::Code(*feature, said);
    let Some(sound) = state.prompts.name(&state.objects, prompt, language).await else {
        return Ok(refused());
    };
    Ok(Script::Announce(Announce {
        sound,
        answer: true,
        cause: super::REFUSED,
    }))
}

/// Says something, and ends the call with a cause of Q.850.
pub(super) async fn announced(
    state: &AppState,
    language: Language,
    prompt: Prompt,
    cause: u8,
) -> Script {
    match state.prompts.name(&state.objects, prompt, language).await {
        Some(sound) => Script::Announce(Announce {
            sound,
            answer: false,
            cause,
        }),
        None => Script::Hangup(crate::media::wire::Hangup { cause }),
    }
}

/// The words ask for 1, and any digit counts.
pub(super) fn press_a_key(sound: SoundName) -> Confirm {
    Confirm {
        sound,
        key: None,
        repeat: ASKED,
        wait_seconds: SECONDS,
    }
}
