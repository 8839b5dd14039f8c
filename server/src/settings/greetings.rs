//! Greetings of a user's own: uploaded, recorded in the browser, or spoken at a phone.

mod endpoints;
pub(crate) mod store;

use belroute_shared::{
    audit::Action,
    features::Feature,
    ids::{OrganisationId, UserId},
    live::LiveEvent,
    settings::{
        Setting as _,
        voicemail::{AudioFile, Greeting, GreetingKind, Voicemail, WAV},
    },
};
use sea_orm::{ConnectionTrait, DbErr};

use super::Change;
use crate::{
    account,
    audit::{Actor, Line},
    entity::user,
    error::{ApiError, ApiResult},
    features,
    prompts::Prompt,
    session::Session,
    sounds::{self, Sound},
    state::AppState,
};

pub(super) use endpoints::router;

/// The longest greeting, in seconds.
pub(crate) const LONGEST_SECONDS: u16 = 180;
/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 80;
/// What a file without a name is called, and one that was spoken at a phone.
const NAMELESS: &str = "greeting.wav";

/// The greeting that comes with the program.
pub(crate) fn default_of(kind: GreetingKind) -> Prompt {
    match kind {
        GreetingKind::Busy => Prompt::GreetingBusy,
        GreetingKind::NoAnswer => Prompt::GreetingNoAnswer,
    }
}

/// Whether somebody may speak greetings at his phone.
pub(crate) async fn may_record(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<bool, DbErr> {
    let mine = features::store::find(db, owner, organisation).await?;
    Ok(mine.shows(Some(Feature::Voicemail)))
}

/// Keeps a greeting in the place of the one before. Whether it is played is another choice.
pub(crate) async fn upload(
    state: &AppState,
    session: Session,
    kind: GreetingKind,
    name: &str,
    sound: &Sound,
) -> ApiResult<()> {
    let change = Change::begin(state, session, Some(Feature::Voicemail)).await?;
    put(&change, state, kind, &file_name(name), sound).await?;
    let mut setting = change.find::<Voicemail>().await?.value;
    setting.put_greeting(kind, Some(audio_file(&file_name(name))));
    finish(state, change, &setting, kind, Action::GreetingSet).await
}

/// Begins to take in a greeting that its owner has spoken at a phone. It was his to change when he
/// began to speak.
pub(crate) async fn begin<'a>(state: &'a AppState, owner: &user::Model) -> ApiResult<Change<'a>> {
    let session = Session {
        user: UserId(owner.id),
        organisation: OrganisationId(owner.organisation_id),
        id: None,
        confirmed_at_ms: 0,
        factor_at_ms: 0,
        opened_by: None,
    };
    Change::begin(state, session, None).await
}

/// Keeps a greeting that was spoken at a phone. It is played from now on: that is what its owner has
/// called for.
pub(crate) async fn take_recorded(
    state: &AppState,
    change: Change<'_>,
    kind: GreetingKind,
    sound: &Sound,
) -> ApiResult<()> {
    put(&change, state, kind, NAMELESS, sound).await?;
    let mut setting = change.find::<Voicemail>().await?.value;
    setting.put_greeting(kind, Some(audio_file(NAMELESS)));
    setting.choose_greeting(kind, Greeting::Custom);
    finish(state, change, &setting, kind, Action::GreetingSet).await
}

/// Takes a greeting away: the one that comes with the program is played again.
async fn remove(state: &AppState, session: Session, kind: GreetingKind) -> ApiResult<()> {
    let change = Change::begin(state, session, Some(Feature::Voicemail)).await?;
    if !store::delete(&change.db, session.user, kind).await? {
        return Err(ApiError::NotFound);
    }
    let mut setting = change.find::<Voicemail>().await?.value;
    setting.put_greeting(kind, None);
    finish(state, change, &setting, kind, Action::GreetingRemoved).await
}

async fn put(
    change: &Change<'_>,
    state: &AppState,
    kind: GreetingKind,
    name: &str,
    sound: &Sound,
) -> ApiResult<()> {
    let now_ms = change.now.as_millisecond();
    sounds::keep(&change.db, &state.objects, sound, now_ms).await?;
    store::save(&change.db, &change.user, kind, name, sound, now_ms).await?;
    Ok(())
}

/// Saves what the setting says of it. It is no change of a value, so it is not undone like one.
async fn finish(
    state: &AppState,
    change: Change<'_>,
    setting: &Voicemail,
    kind: GreetingKind,
    action: Action,
) -> ApiResult<()> {
    change.save(setting).await?;
    let session = change.session;
    let by = session.opened_by.unwrap_or(session.user);
    let person = account::person(state, by).await?;
    let line = Line::about(&change.user, action).to(kind.word());
    let now_ms = change.now.as_millisecond();
    let actor = Actor::of(&person.user, None);
    actor.write(&change.db, line, now_ms).await?;
    change.commit().await?;
    let setting = Voicemail::NAME.to_owned();
    state
        .live
        .tell(session.user, LiveEvent::Setting { setting });
    Ok(())
}

fn audio_file(name: &str) -> AudioFile {
    AudioFile {
        name: name.to_owned(),
        media_type: WAV.to_owned(),
    }
}

/// The name of a file, without its folders and what is no letter.
fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST_NAME)
        .collect();
    match plain.trim() {
        "" => NAMELESS.to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_as_it_was_without_its_folders() {
        for (sent, name) in [
            ("mine.wav", "mine.wav"),
            ("C:\\Users\\anna\\hello there.wav", "hello there.wav"),
            ("../../etc/passwd", "passwd"),
            ("a\u{0}\n.wav", "a.wav"),
            ("", "greeting.wav"),
            ("folder/", "greeting.wav"),
        ] {
            assert_eq!(file_name(sent), name, "{sent:?}");
        }
        assert_eq!(file_name(&"é".repeat(200)).chars().count(), LONGEST_NAME);
    }
}
