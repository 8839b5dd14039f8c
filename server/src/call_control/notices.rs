//! Mails about calls, for who has asked for them.

use belroute_shared::{
    account::Language,
    ids::{OrganisationId, UserId},
    routing::{
        decide::Decision,
        explain::{Summary, summarise},
        trace::{End, Reason, Trace},
    },
    settings::call_notify::CallNotify,
};
use sea_orm::{EntityTrait as _, QueryFilter as _};

use super::{parties::Parties, wire::Question};
use crate::{
    clock::moment,
    directory::Directory,
    entity::{mail as mail_row, user},
    error::ApiResult,
    mail::{self, Call, Fate, Letter},
    numbers::Country,
    settings::store,
    state::AppState,
};

/// The mails about a call, to be queued with what is known of it. A question that comes again, as a
/// call that is placed anew by the engine does, asks for the same mail, which goes out once.
pub(super) async fn mails(
    state: &AppState,
    question: &Question,
    parties: &Parties,
    decision: &Decision,
) -> ApiResult<Vec<mail_row::ActiveModel>> {
    let Some(organisation) = parties
        .organisation
        .as_ref()
        .filter(|_| !decision.notify.is_empty())
    else {
        return Ok(Vec::new());
    };
    let db = &state.db.read;
    let people = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.id))
        .filter(
            user::COLUMN
                .id
                .is_in(decision.notify.iter().map(|user| user.0)),
        )
        .all(db)
        .await?;
    let country = Country::of(&organisation.country);
    let called = parties.called_number.as_deref().unwrap_or_default();
    let at = moment(state.clock.now_ms());
    let zone = jiff::tz::TimeZone::get(&organisation.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let mut mails = Vec::with_capacity(people.len());
    for person in people {
        let owner = UserId(person.id);
        let setting = store::find::<CallNotify>(db, owner).await?.value;
        let known = Directory::of_numbers(
            db,
            OrganisationId(organisation.id),
            owner,
            parties.caller_number.as_deref(),
        )
        .await?;
        let number = parties.caller_number.as_deref();
        let name = number.and_then(|number| known.name(number));
        let shown = number.map(|number| country.display(number));
        let fate = Told::of(visit(&decision.trace, owner), country);
        let letter = Letter::Call(Call {
            caller: &who(&person, parties.is_anonymous, name, shown.as_deref()),
            called: &country.display(called),
            at: at.to_zoned(zone.clone()).datetime(),
            fate: fate.as_fate(),
        });
        let key = format!("call {} {}", question.sip_call_id, person.id);
        let address = setting.email_address.as_str();
        mails.push(mail::prepared(state, &person, address, &key, letter)?);
    }
    Ok(mails)
}

/// What the call did at one of the users whom it visited.
fn visit(trace: &Trace, owner: UserId) -> &Trace {
    match trace.next.as_deref() {
        Some(next) if trace.user != owner => visit(next, owner),
        _ => trace,
    }
}

/// What a mail tells of the call's fate.
enum Told {
    Rings,
    Forwarded(String),
    Assistants,
    Mailbox,
    Busy,
}

impl Told {
    fn of(trace: &Trace, country: Country) -> Self {
        let of_end = |end: &End| match end {
            End::Mailbox { .. } => Self::Mailbox,
            End::Forward { to, .. } => Self::Forwarded(country.display(to)),
            End::Group | End::BusyTone | End::Released => Self::Busy,
        };
        match summarise(trace) {
            Summary::Rings { .. } => Self::Rings,
            Summary::Forwards {
                reason: Reason::Forwards { to, .. },
            } => Self::Forwarded(country.display(&to)),
            Summary::Assistants { .. } => Self::Assistants,
            Summary::AllToMailbox => Self::Mailbox,
            Summary::Silenced { then, .. }
            | Summary::NoDevice { then }
            | Summary::Busy { then } => of_end(&then),
            Summary::Forwards { .. } | Summary::Refused { .. } => Self::Busy,
        }
    }

    fn as_fate(&self) -> Fate<'_> {
        match self {
            Self::Rings => Fate::Rings,
            Self::Forwarded(to) => Fate::Forwarded(to),
            Self::Assistants => Fate::Assistants,
            Self::Mailbox => Fate::Mailbox,
            Self::Busy => Fate::Busy,
        }
    }
}

/// Who calls, as the mail says it. A colleague who hides is not named.
pub(crate) fn who(
    reader: &user::Model,
    is_anonymous: bool,
    name: Option<&str>,
    number: Option<&str>,
) -> String {
    let is_dutch = Language::of_tag(&reader.language) == Some(Language::Nl);
    match (name, number) {
        _ if is_anonymous && is_dutch => "iemand met een afgeschermd nummer".to_owned(),
        _ if is_anonymous => "somebody who withholds the number".to_owned(),
        (Some(name), Some(number)) => format!("{name} ({number})"),
        (None, Some(number)) => number.to_owned(),
        _ if is_dutch => "iemand zonder nummer".to_owned(),
        _ => "somebody without a number".to_owned(),
    }
}
