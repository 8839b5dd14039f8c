//! Mailboxes: a caller leaves a message, or the owner speaks a greeting.

use std::collections::BTreeMap;

use belroute_shared::{
    company::users::Grant,
    ids::{OrganisationId, UserId},
    settings::voicemail::{Greeting, GreetingKind, Voicemail},
    typed_number::TypedNumber,
    voicemail::{LONGEST_MESSAGE_SECONDS, MOST_MESSAGES},
};
use sea_orm::{EntityTrait as _, QueryFilter as _};

use super::{CALL_HEADER, UNAVAILABLE, language, refused, said};
use crate::{
    account,
    call_control::parties::{self, Target},
    entity::{call_fact, organisation, user},
    error::ApiResult,
    media::wire::{Deposit, GreetingFor, Kind, Question, Reason, Script, SoundName},
    prompts::Prompt,
    settings::{self, greetings},
    state::AppState,
    voicemail,
};

/// The caller is told that the user is busy (Q.850: 486).
const BUSY: u8 = 17;
/// What is shorter is thrown away.
const LEAST_SECONDS: u16 = 1;
/// Ends a recording.
const END_KEY: char = '#';

/// Records a message, where there is a mailbox with room for it.
pub(super) async fn deposit(
    state: &AppState,
    question: &Question,
    fact: &call_fact::Model,
    extension: &str,
) -> ApiResult<Script> {
    let db = &state.db.read;
    let is_busy = Reason::of_cause(question.cause) == Reason::Busy;
    let cause = if is_busy { BUSY } else { UNAVAILABLE };
    let owner = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(fact.organisation_id))
        .filter(user::COLUMN.extension.eq(extension))
        .one(db)
        .await?;
    let Some(owner) = owner.filter(|it| it.disabled_at_ms.is_none()) else {
        let called = super::user_of(state, fact).await?;
        let language = called.as_ref().map(language).unwrap_or_default();
        return Ok(said::announced(state, language, Prompt::NoMailbox, cause).await);
    };
    let (id, language) = (UserId(owner.id), language(&owner));
    if !account::store::list_grants(db, id)
        .await?
        .contains(&Grant::Mailbox)
    {
        return Ok(said::announced(state, language, Prompt::NoMailbox, cause).await);
    }
    let setting = settings::store::find::<Voicemail>(db, id).await?.value;
    let organisation = OrganisationId(fact.organisation_id);
    let kept = voicemail::store::count(db, organisation, &[owner.id]).await?;
    let kept = kept.get(&owner.id).map_or(0, |it| it.new + it.old);
    if !setting.message_storage.is_external() && kept >= MOST_MESSAGES {
        return Ok(said::announced(state, language, Prompt::MailboxFull, cause).await);
    }
    let heard = if is_busy {
        GreetingKind::Busy
    } else {
        GreetingKind::NoAnswer
    };
    let operator = operator(state, fact, &setting).await?;
    Ok(Script::Deposit(Deposit {
        call: Some(fact.call_id),
        mailbox: id.to_string(),
        kind: Kind::Message,
        greeting_for: None,
        greeting: greeting(state, &owner, &setting, heard).await?,
        max_seconds: u16::try_from(LONGEST_MESSAGE_SECONDS).unwrap_or(u16::MAX),
        min_seconds: LEAST_SECONDS,
        end_key: END_KEY,
        operator: operator.as_ref().map(|it| it.address.clone()),
        operator_headers: operator.map(|it| it.headers).unwrap_or_default(),
        thanks: state
            .prompts
            .name(&state.objects, Prompt::Thanks, language)
            .await,
    }))
}

/// The owner's own greeting where he wants that and has one, else the one that comes with the
/// program.
async fn greeting(
    state: &AppState,
    owner: &user::Model,
    setting: &Voicemail,
    kind: GreetingKind,
) -> ApiResult<Option<SoundName>> {
    if setting.greeting(kind) == Greeting::Custom
        && let Some(row) = greetings::store::find(&state.db.read, UserId(owner.id), kind).await?
        && let Ok(name) = SoundName::try_from(format!("{}.wav", row.sha256))
    {
        return Ok(Some(name));
    }
    let prompt = greetings::default_of(kind);
    let name = state.prompts.name(&state.objects, prompt, language(owner));
    Ok(name.await)
}

/// Whom 0 reaches.
struct Operator {
    address: String,
    headers: BTreeMap<String, String>,
}

async fn operator(
    state: &AppState,
    fact: &call_fact::Model,
    setting: &Voicemail,
) -> ApiResult<Option<Operator>> {
    let transfer = &setting.transfer_to_number;
    let Some(number) = transfer.destination.as_ref().filter(|_| transfer.enabled) else {
        return Ok(None);
    };
    let db = &state.db.read;
    let organisation = organisation::Entity::find_by_id(fact.organisation_id)
        .one(db)
        .await?;
    let Some(organisation) = organisation else {
        return Ok(None);
    };
    // Who is none of our users can call nobody outside: the leg is a part of the call that he has.
    let (target, _) = parties::dialled(db, &organisation, &number.to_string()).await?;
    let is_part = fact.caller_id.is_none() && matches!(target, Target::Outside(_));
    let header = is_part.then(|| (CALL_HEADER.to_owned(), fact.call_id.to_string()));
    Ok(Some(Operator {
        address: address(state, &organisation, number),
        headers: header.into_iter().collect(),
    }))
}

fn address(state: &AppState, organisation: &organisation::Model, number: &TypedNumber) -> String {
    let host = if number.extension().is_some() {
        &organisation.sip_domain
    } else {
        &state.config.trunk
    };
    format!("sip:{number}@{host}")
}

/// Records a greeting of who has dialled the code for it: `rec-2041-busy`.
pub(super) async fn record_greeting(
    state: &AppState,
    organisation: &organisation::Model,
    caller: &user::Model,
    what: &str,
) -> ApiResult<Script> {
    let which = match what.rsplit_once('-') {
        Some((extension, "busy")) if extension == caller.extension => GreetingFor::Busy,
        Some((extension, "no_answer")) if extension == caller.extension => GreetingFor::NoAnswer,
        _ => return Ok(refused()),
    };
    let (id, language) = (UserId(caller.id), language(caller));
    let of = OrganisationId(organisation.id);
    if !greetings::may_record(&state.db.read, id, of).await? {
        return Ok(said::announced(state, language, Prompt::NoMailbox, super::REFUSED).await);
    }
    let prompt = async |prompt| state.prompts.name(&state.objects, prompt, language).await;
    Ok(Script::Deposit(Deposit {
        call: None,
        mailbox: id.to_string(),
        kind: Kind::Greeting,
        greeting_for: Some(which),
        greeting: prompt(Prompt::RecordGreeting).await,
        max_seconds: greetings::LONGEST_SECONDS,
        min_seconds: LEAST_SECONDS,
        end_key: END_KEY,
        operator: None,
        operator_headers: BTreeMap::new(),
        thanks: prompt(Prompt::GreetingRecorded).await,
    }))
}
