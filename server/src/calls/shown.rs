//! Rows as the panel shows them: with names, lines and seconds.

use std::collections::HashMap;

use belroute_shared::{
    calls::{Call, CallLine, Direction, Leg, LegKind, LegOutcome, Line, Outcome, Party, Via},
    ids::{CallId, VoiceMessageId},
    search::fold,
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use crate::{
    clock::moment,
    directory::{self, Directory, full_name},
    entity::{call, call_leg, number, user},
    numbers::Country,
    presence::is_out_of_hand,
    session::Session,
    voicemail, words,
};

/// What a list of calls needs beside its rows: looked up once for all of them.
pub(super) struct Beside {
    country: Country,
    names: Directory,
    lines: HashMap<String, String>,
    messages: HashMap<String, VoiceMessageId>,
}

impl Beside {
    /// Looks up the names and lines of some calls.
    pub(super) async fn of(
        db: &impl ConnectionTrait,
        session: Session,
        rows: &[call::Model],
    ) -> Result<Self, DbErr> {
        let numbers = rows.iter().filter_map(|row| row.other_number.as_deref());
        let used = rows
            .iter()
            .filter(|row| row.via_kind == "line")
            .filter_map(|row| row.via_number.as_deref())
            .collect();
        Ok(Self {
            country: directory::country(db, session.organisation).await?,
            names: Directory::of_numbers(db, session.organisation, session.user, numbers).await?,
            lines: labels(db, session, used).await?,
            messages: messages(db, session, rows).await?,
        })
    }

    /// A row as it is shown.
    pub(super) fn call(&self, row: &call::Model) -> Call {
        let (outcome, is_over) = outcome(row);
        Call {
            id: CallId(row.id),
            direction: words::of_word(&row.direction).unwrap_or(Direction::Incoming),
            outcome,
            is_internal: row.is_internal,
            party: self.party(row),
            via: self.via(&row.via_kind, row.via_number.as_deref()),
            started_at: moment(row.started_at_ms),
            answered_at: row.answered_at_ms.map(moment),
            ended_at: row.ended_at_ms.map(moment),
            talk_seconds: row
                .answered_at_ms
                .zip(row.ended_at_ms)
                .map(|(answered, ended)| seconds(answered, ended)),
            ring_seconds: ring_seconds(row).filter(|_| is_over || row.answered_at_ms.is_some()),
            answered_by: row.answered_by.clone(),
            forwarded_to: row
                .forwarded_to
                .as_deref()
                .map(|to| self.name_or_number(to)),
            is_new: row.is_missed && !row.is_seen,
            voice_message: self.messages.get(&row.sip_call_id).copied(),
        }
    }

    fn party(&self, row: &call::Model) -> Party {
        let is_hidden = row.is_anonymous && row.direction == words::word(Direction::Incoming);
        let known = row
            .other_number
            .as_deref()
            .and_then(|number| self.names.get(number));
        Party {
            name: known
                .map(|known| known.name.clone())
                .or_else(|| row.network_name.clone()),
            number_display: row
                .other_number
                .as_deref()
                .map(|number| self.country.display(number)),
            number: row.other_number.clone(),
            kind: known.map(|known| known.kind),
            entry: known.map(|known| known.id),
            is_anonymous: is_hidden,
        }
    }

    fn via(&self, kind: &str, number: Option<&str>) -> Via {
        let number = number.unwrap_or_default();
        let display = self.country.display(number);
        match kind {
            "anonymous" => Via::Anonymous,
            "direct" => Via::Direct { number: display },
            "line" => Via::Line {
                label: self
                    .lines
                    .get(number)
                    .cloned()
                    .unwrap_or_else(|| display.clone()),
                number: display,
            },
            _ => Via::Internal,
        }
    }

    /// A number as people write it; a name as it is.
    fn name_or_number(&self, text: &str) -> String {
        let is_number = text.starts_with('+');
        if is_number {
            self.country.display(text)
        } else {
            text.to_owned()
        }
    }

    /// A leg as it is shown.
    pub(super) fn leg(&self, row: &call_leg::Model, call: &call::Model) -> Leg {
        let kind = words::of_word(&row.kind).unwrap_or(LegKind::Number);
        let end = row.answered_at_ms.or(row.ended_at_ms).or(call.ended_at_ms);
        let outcome = row.outcome.as_deref().and_then(words::of_word);
        Leg {
            kind,
            target: match kind {
                LegKind::Number => self.country.display(&row.label),
                _ => row.label.clone(),
            },
            outcome: outcome.unwrap_or(if call.ended_at_ms.is_some() {
                LegOutcome::NoAnswer
            } else {
                LegOutcome::Ringing
            }),
            started_at: moment(row.started_at_ms),
            ring_seconds: end.map(|end| seconds(row.started_at_ms, end)),
        }
    }
}

/// The lines that calls have used, as they are shown: the user's own number first.
pub(super) async fn lines(
    db: &impl ConnectionTrait,
    session: Session,
    lines: &[(String, Option<String>)],
) -> Result<Vec<CallLine>, DbErr> {
    let used = lines.iter().filter(|(kind, _)| kind == "line");
    let used = used.filter_map(|(_, number)| number.as_deref()).collect();
    let beside = Beside {
        country: directory::country(db, session.organisation).await?,
        names: Directory::default(),
        lines: labels(db, session, used).await?,
        messages: HashMap::new(),
    };
    let mut lines: Vec<CallLine> = lines
        .iter()
        .map(|(kind, number)| {
            let via = beside.via(kind, number.as_deref());
            let line = match &via {
                Via::Internal => Line::Internal,
                Via::Anonymous => Line::Anonymous,
                _ => Line::Number(number.clone().unwrap_or_default()),
            };
            CallLine {
                word: line.word().to_owned(),
                via,
            }
        })
        .collect();
    lines.sort_by_cached_key(|line| match &line.via {
        Via::Direct { number } => (0, number.clone()),
        Via::Line { label, .. } => (1, fold(label)),
        Via::Internal => (2, String::new()),
        Via::Anonymous => (3, String::new()),
    });
    Ok(lines)
}

/// What numbers of the organisation are called.
async fn labels(
    db: &impl ConnectionTrait,
    session: Session,
    used: Vec<&str>,
) -> Result<HashMap<String, String>, DbErr> {
    if used.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(session.organisation.0))
        .filter(number::COLUMN.number.is_in(used))
        .all(db)
        .await?;
    // A colleague's own number, from which a call was sent on, is called by his name.
    let people: HashMap<Uuid, String> = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(session.organisation.0))
        .filter(
            user::COLUMN
                .id
                .is_in(rows.iter().filter_map(|row| row.user_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|user| (user.id, full_name(&user)))
        .collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let owner = row.user_id.and_then(|id| people.get(&id));
            (row.number, owner.cloned().unwrap_or(row.label))
        })
        .collect())
}

/// The messages that callers left, by the SIP call. They are nobody's business but the user's, so
/// whoever has opened his panel is not told of them.
async fn messages(
    db: &impl ConnectionTrait,
    session: Session,
    rows: &[call::Model],
) -> Result<HashMap<String, VoiceMessageId>, DbErr> {
    if session.opened_by.is_some() {
        return Ok(HashMap::new());
    }
    let at_mailbox = words::word(Outcome::Voicemail);
    let calls = rows
        .iter()
        .filter(|row| row.outcome.as_deref() == Some(at_mailbox.as_str()));
    let calls: Vec<&str> = calls.map(|row| row.sip_call_id.as_str()).collect();
    if calls.is_empty() {
        return Ok(HashMap::new());
    }
    voicemail::store::list_of_calls(db, session.user, calls).await
}

fn outcome(row: &call::Model) -> (Outcome, bool) {
    match (&row.outcome, row.ended_at_ms, row.answered_at_ms) {
        (Some(word), Some(_), _) => (words::of_word(word).unwrap_or(Outcome::Failed), true),
        _ if row.forwarded_to.is_some() && is_out_of_hand(row) => (Outcome::Forwarded, false),
        (_, _, Some(_)) => (Outcome::Talking, false),
        _ => (Outcome::Ringing, false),
    }
}

fn ring_seconds(row: &call::Model) -> Option<u32> {
    let end = row.answered_at_ms.or(row.ended_at_ms)?;
    row.rang_at_ms.map(|rang| seconds(rang, end))
}

/// Whole seconds between two moments, as a person would count them.
fn seconds(from_ms: i64, to_ms: i64) -> u32 {
    u32::try_from((to_ms - from_ms + 500) / 1000).unwrap_or(0)
}
