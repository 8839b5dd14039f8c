//! A house that tells no more about anybody than it is asked for.

use super::fixture::House;
use crate::{
    ids::UserId,
    routing::{
        directory::{Depth, Directory, Entry, Network},
        profile::{Profile, Rules, Settings},
    },
    typed_number::TypedNumber,
};

/// It knows everybody, and leaves out what is not asked for.
pub(super) struct Scarce<'a> {
    house: &'a House,
    phones: [Profile; 3],
}

impl<'a> Scarce<'a> {
    pub(super) fn of(house: &'a House) -> Self {
        let phones = [&house.alice, &house.bob, &house.dana].map(|whole| {
            let set = whole.settings.clone();
            Profile {
                numbers: Vec::new(),
                mailbox: None,
                rules: Rules::default(),
                schedules: Vec::new(),
                executive: None,
                settings: Settings {
                    block_caller_id: set.block_caller_id,
                    call_waiting: set.call_waiting,
                    divert: set.divert,
                    do_not_disturb: set.do_not_disturb,
                    ..Settings::default()
                },
                ..whole.clone()
            }
        });
        Self { house, phones }
    }

    fn phones_of<'b>(&'b self, entry: Entry<'b>) -> Entry<'b> {
        let Entry::Colleague(whole) = entry else {
            return entry;
        };
        let mut phones = self.phones.iter();
        let phones = phones.find(|it| it.user == whole.user);
        phones.map_or(Entry::Nobody, Entry::Colleague)
    }
}

impl Directory for Scarce<'_> {
    fn network(&self) -> &Network {
        self.house.network()
    }

    fn behind(&self, number: &TypedNumber, depth: Depth) -> Entry<'_> {
        let entry = self.house.behind(number, depth);
        match depth {
            Depth::Phones => self.phones_of(entry),
            Depth::Whole => entry,
        }
    }

    fn colleague(&self, user: UserId) -> Entry<'_> {
        self.phones_of(self.house.colleague(user))
    }
}
