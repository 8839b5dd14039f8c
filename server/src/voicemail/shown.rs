//! Messages as they are shown: with names, sounds and the time they have left.

use std::collections::HashMap;

use belroute_shared::{
    calls::Party,
    ids::{UserId, VoiceMessageId},
    phonebook::EntryKind,
    voicemail::{Forwarded, Mailbox, VoiceMessage},
};
use sea_orm::{ConnectionTrait, DbErr};

use super::{
    hearer::{Counts, Hearer},
    retention::Retention,
    sharing, store,
};
use crate::{
    clock::moment,
    colleagues,
    directory::{self, Directory},
    entity::voice_message,
    numbers::Country,
    sounds::store::{self as sounds, Measured},
    words,
};

/// What a list of messages needs beside its rows: looked up once for all of them.
pub(super) struct Beside {
    country: Country,
    names: Directory,
    sounds: HashMap<String, Measured>,
    retention: Retention,
}

impl Beside {
    pub(super) async fn of(
        db: &impl ConnectionTrait,
        hearer: &Hearer,
        rows: &[voice_message::Model],
    ) -> Result<Self, DbErr> {
        let (organisation, viewer) = (hearer.organisation(), hearer.session.user);
        let numbers = rows.iter().filter_map(|row| row.caller_number.as_deref());
        let hashes = rows.iter().map(|row| row.sound.as_str());
        Ok(Self {
            country: directory::country(db, organisation).await?,
            names: Directory::of_numbers(db, organisation, viewer, numbers).await?,
            sounds: sounds::list(db, hashes).await?,
            retention: Retention::of(db, organisation).await?,
        })
    }

    /// A row as it is shown.
    pub(super) fn message(&self, row: &voice_message::Model) -> VoiceMessage {
        let sound = self.sounds.get(&row.sound).cloned().unwrap_or_default();
        VoiceMessage {
            id: VoiceMessageId(row.id),
            mailbox: UserId(row.mailbox_id),
            caller: self.caller(row),
            created_at: moment(row.created_at_ms),
            duration_ms: sound.length_ms,
            size_bytes: sound.size_bytes,
            peaks: sound.peaks,
            reason: words::of_word(&row.reason).unwrap_or_default(),
            is_read: row.is_read,
            is_urgent: row.is_urgent,
            is_kept: row.is_kept,
            goes_at: self.retention.goes_at_ms(row).map(moment),
            forwarded: row.forwarded_by.clone().map(|by| Forwarded {
                by,
                comment: row.comment.clone(),
            }),
        }
    }

    /// Who left a message.
    pub(super) fn caller(&self, row: &voice_message::Model) -> Party {
        let number = row.caller_number.as_deref();
        let known = number.and_then(|number| self.names.get(number));
        Party {
            name: known.map(|known| known.name.clone()),
            number_display: number.map(|number| self.country.display(number)),
            number: row.caller_number.clone(),
            kind: known.map(|known| known.kind),
            entry: known.map(|known| known.id),
            is_anonymous: row.is_anonymous,
        }
    }

    /// The colleague who left a message.
    pub(super) fn colleague(&self, row: &voice_message::Model) -> Option<UserId> {
        let known = self.names.get(row.caller_number.as_deref()?)?;
        (known.kind == EntryKind::Colleague).then_some(UserId(known.id.0))
    }

    /// How long a message is, in whole seconds as a person would count them.
    pub(super) fn seconds(&self, row: &voice_message::Model) -> u32 {
        let sound = self.sounds.get(&row.sound);
        sound.map_or(0, |sound| (sound.length_ms + 500) / 1000)
    }
}

/// The mailboxes that somebody hears, and how many messages in them nobody has heard.
pub(super) async fn mailboxes(
    db: &impl ConnectionTrait,
    hearer: &Hearer,
) -> Result<(Vec<Mailbox>, u32), DbErr> {
    let (organisation, ids) = (hearer.organisation(), &hearer.mailboxes);
    let counts = store::count(db, organisation, ids).await?;
    let sharers = sharing::list_sharers(db, organisation, ids).await?;
    let owners = colleagues::list(db, organisation, ids.iter().copied()).await?;
    let shown = ids.iter().filter_map(|id| {
        let counts = counts.get(id).copied().unwrap_or_default();
        let others = sharers.get(id).map_or(0, Vec::len);
        Some(Mailbox {
            id: UserId(*id),
            name: owners.get(id)?.name(),
            is_own: *id == hearer.session.user.0,
            people: 1 + u32::try_from(others).unwrap_or(u32::MAX),
            new_messages: counts.new,
            messages: counts.new + counts.old,
        })
    });
    let mut shown: Vec<Mailbox> = shown.collect();
    shown.sort_by_key(|it| (!it.is_own, it.name.to_lowercase()));
    Ok((shown, Counts::sum(&counts).new))
}
