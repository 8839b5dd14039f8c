//! Whom speed dials call, by name.

use std::collections::HashMap;

use belroute_shared::{
    contacts::{MOST_SPEED_DIALS, OwnContactSettings},
    ids::UserId,
    settings::{
        location::Location,
        speed_dials::{
            MemberType, ShownSpeedDial, ShownSpeedDials, SpeedDial, SpeedDialEntries,
            SpeedDialEntry, SpeedDials,
        },
    },
    typed_number::TypedNumber,
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    colleagues::{self, Colleague},
    contacts::{Book, Card},
    directory::{self, Directory},
    error::ApiResult,
    numbers::Country,
    session::Session,
};

/// What a list of speed dials needs beside itself: looked up once for all of them.
pub(super) struct Named {
    country: Country,
    people: HashMap<Uuid, Colleague>,
    contacts: HashMap<Uuid, Card>,
    names: Directory,
    location: Option<Location>,
}

impl Named {
    pub(super) async fn of(
        db: &impl ConnectionTrait,
        session: Session,
        dials: &SpeedDials,
    ) -> ApiResult<Self> {
        let (user, organisation) = (session.user, session.organisation);
        let all = || dials.speed_dials.iter();
        let people = all().filter_map(|dial| Some(dial.person_id?.0));
        let contacts: Vec<Uuid> = all().filter_map(|dial| Some(dial.contact_id?.0)).collect();
        let numbers = all().filter_map(|dial| Some(dial.phone_number.as_ref()?.as_str()));
        Ok(Self {
            country: directory::country(db, organisation).await?,
            people: colleagues::list(db, organisation, people).await?,
            contacts: Book::of_user(organisation, user)
                .bare(db, &contacts)
                .await?,
            names: Directory::of_numbers(db, organisation, user, numbers).await?,
            location: colleagues::location(db, organisation).await?,
        })
    }

    /// The list for the panel.
    pub(super) fn shown(&self, dials: &SpeedDials) -> ShownSpeedDials {
        let shown: Vec<_> = dials
            .speed_dials
            .iter()
            .filter_map(|it| self.one(it))
            .collect();
        ShownSpeedDials {
            available_entries_count: MOST_SPEED_DIALS.saturating_sub(shown.len()),
            speed_dials: shown,
        }
    }

    fn one(&self, dial: &SpeedDial) -> Option<ShownSpeedDial> {
        let (name, display) = match dial.person_id {
            Some(person) => {
                let person = self.person(person)?;
                (Some(person.name()), person.user.extension.clone())
            }
            None => (self.name(dial), self.display(dial)),
        };
        let contact_id = dial
            .contact_id
            .filter(|id| self.contacts.contains_key(&id.0));
        Some(ShownSpeedDial {
            // Of a contact that is gone, the number is left.
            dial: SpeedDial {
                contact_id,
                ..dial.clone()
            },
            name,
            display,
        })
    }

    /// The list for clients of Webex Calling.
    pub(super) fn entries(&self, dials: &SpeedDials) -> SpeedDialEntries {
        let entries: Vec<_> = dials
            .speed_dials
            .iter()
            .filter_map(|it| self.entry(it))
            .collect();
        SpeedDialEntries {
            available_entries_count: MOST_SPEED_DIALS.saturating_sub(entries.len()),
            speed_dials: entries,
        }
    }

    fn entry(&self, dial: &SpeedDial) -> Option<SpeedDialEntry> {
        let line_key_label = dial.line_key_label.clone();
        if let Some(id) = dial.person_id {
            let person = self.person(id)?;
            return Some(SpeedDialEntry {
                id: Some(id),
                kind: Some(MemberType::People),
                first_name: person.user.first_name.clone(),
                last_name: person.user.last_name.clone(),
                display_name: person.name(),
                phone_number: person.direct_number.clone().map(Into::into),
                extension: person.extension(),
                location_name: self.location.as_ref().map(|it| it.name.clone()),
                location_id: self.location.as_ref().map(|it| it.id),
                line_key_label,
            });
        }
        let name = self.name(dial);
        let own = dial.contact_id.and_then(|id| self.contacts.get(&id.0));
        let own = own.cloned().map(OwnContactSettings::from);
        let (first_name, last_name) = match own {
            Some(own) => (own.first_name, own.last_name),
            None => (name.clone(), None),
        };
        Some(SpeedDialEntry {
            first_name: first_name.unwrap_or_default(),
            last_name: last_name.unwrap_or_default(),
            display_name: name.unwrap_or_else(|| self.display(dial)),
            phone_number: dial.phone_number.clone(),
            line_key_label,
            ..SpeedDialEntry::default()
        })
    }

    fn person(&self, id: UserId) -> Option<&Colleague> {
        self.people.get(&id.0)
    }

    fn name(&self, dial: &SpeedDial) -> Option<String> {
        let own = dial.contact_id.and_then(|id| self.contacts.get(&id.0));
        let number = dial.phone_number.as_ref()?.as_str();
        let name = own.map(|card| card.name.as_str());
        name.or_else(|| self.names.name(number)).map(str::to_owned)
    }

    fn display(&self, dial: &SpeedDial) -> String {
        let number = dial.phone_number.as_ref().map(TypedNumber::as_str);
        self.country.display(number.unwrap_or_default())
    }
}
