//! A setting put into the user's profile, to see what it would do.

use belroute_shared::routing::profile::Profile;
use leptos::prelude::*;

use super::Opened;
use crate::settings::{number_list::completed, part::Kept};

impl<S: Kept> Opened<S> {
    /// Puts a value of this setting into a profile, its numbers as they will be saved; false where a
    /// profile does not hold it.
    pub(in crate::settings) fn put(self, profile: &mut Profile, mut setting: S) -> bool {
        let part = self.part;
        let Some(place) = &part.profile else {
            return false;
        };
        (part.numbers)(&mut setting, &mut |it| {
            if let Ok(looked) = it.number.look(it.takes) {
                *it.number = completed(self.numbers.get_value(), looked);
            }
        });
        (place.put)(profile, setting);
        true
    }

    /// The same with what is typed, where that is whole.
    pub(super) fn put_draft(self, profile: &mut Profile) -> bool {
        if !self.is_changed() {
            return false;
        }
        let draft = self.draft.try_get().flatten();
        let draft = draft.filter(|draft| self.broken(draft).is_empty());
        draft.is_some_and(|draft| self.put(profile, draft))
    }
}
