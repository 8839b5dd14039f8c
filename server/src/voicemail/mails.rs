//! Mails about a message that was left: that there is one, its sound, or the message itself where
//! it is kept nowhere else.

use belroute_shared::{
    ids::{OrganisationId, UserId},
    settings::voicemail::{MessageStorage, Voicemail},
};
use jiff::tz::TimeZone;
use sea_orm::{DatabaseTransaction, EntityTrait as _, Set};

use super::deposit::Caller;
use crate::{
    call_control::who,
    clock::moment,
    company,
    directory::Directory,
    entity::{organisation, user},
    error::ApiResult,
    mail::{self, Heard, Left, Letter},
    media::wire::Meta,
    numbers::Country,
    settings::store,
    sounds::Sound,
    state::AppState,
};

/// What the owner of a mailbox has decided about what is left there.
pub(super) struct Delivery {
    setting: Voicemail,
}

impl Delivery {
    pub(super) async fn of(change: &DatabaseTransaction, owner: &user::Model) -> ApiResult<Self> {
        let mut setting = store::find::<Voicemail>(change, UserId(owner.id))
            .await?
            .value;
        let organisation = OrganisationId(owner.organisation_id);
        let company = company::voicemail::find(change, organisation).await?;
        // Where messages stay, what was chosen before the company decided so does nothing.
        if !company.voice_message_forwarding_enabled {
            setting.email_copy_of_message.enabled = false;
            setting.message_storage = MessageStorage {
                mwi_enabled: setting.message_storage.mwi_enabled,
                ..MessageStorage::default()
            };
        }
        Ok(Self { setting })
    }

    /// Whether messages are mailed and not kept.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.setting.message_storage.is_external()
    }

    /// Where mails go, and what each has of the sound.
    fn mails(&self) -> Vec<(&str, Heard)> {
        let setting = &self.setting;
        if self.is_elsewhere() {
            return vec![(&setting.message_storage.external_email, Heard::Mail)];
        }
        let told = setting.notifications.enabled;
        let told = told.then_some((setting.notifications.destination.as_str(), Heard::Panel));
        let copy = setting.email_copy_of_message.enabled;
        let copy = copy.then_some((setting.email_copy_of_message.email_id.as_str(), Heard::Both));
        told.into_iter().chain(copy).collect()
    }

    /// Queues the mails about a message, each once.
    pub(super) async fn queue(
        &self,
        state: &AppState,
        change: &DatabaseTransaction,
        owner: &user::Model,
        (meta, caller, sound): (&Meta, &Caller, &Sound),
    ) -> ApiResult<()> {
        let mails = self.mails();
        if mails.is_empty() {
            return Ok(());
        }
        let (to, of) = (UserId(owner.id), OrganisationId(owner.organisation_id));
        let row = organisation::Entity::find_by_id(of.0).one(change).await?;
        let country = row.as_ref().map_or("", |row| row.country.as_str());
        let zone = row
            .as_ref()
            .and_then(|it| TimeZone::get(&it.time_zone).ok());
        let at = moment(meta.started.ms().clamp(0, state.clock.now_ms()));
        let number = caller.number.as_deref();
        let known = Directory::of_numbers(change, of, to, number).await?;
        let shown = number.map(|it| Country::of(country).display(it));
        let name = number.and_then(|it| known.name(it));
        let left = Left {
            caller: &who(owner, caller.is_anonymous, name, shown.as_deref()),
            at: at.to_zoned(zone.unwrap_or(TimeZone::UTC)).datetime(),
            seconds: (sound.length_ms + 500) / 1000,
            sound: Heard::Panel,
        };
        for (address, heard) in mails {
            let letter = Letter::VoiceMessage(Left {
                sound: heard,
                ..left
            });
            let is_with_it = heard != Heard::Panel;
            let what = if is_with_it { "sound" } else { "note" };
            let key = format!("voice message {} {what}", meta.id);
            let mut row = mail::prepared(state, owner, address, &key, letter)?;
            row.sound = Set(is_with_it.then(|| sound.sha256.clone()));
            mail::insert(change, row).await?;
        }
        Ok(())
    }
}
