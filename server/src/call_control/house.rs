//! Who is behind the numbers that a route leads to, fetched as far as the route asks.
//!
//! Deciding takes microseconds, fetching a millisecond: so a call is decided with what is known,
//! what was missing is fetched, and it is decided again, until nothing is missing.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap, HashSet},
};

use belroute_shared::{
    ids::UserId,
    routing::{
        call::IncomingCall,
        decide::{Decision, decide},
        directory::{Directory, Entry, Network},
        profile::Profile,
    },
    typed_number::TypedNumber,
};
use sea_orm::{DbErr, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::parties::{self, Target};
use crate::{
    entity::{organisation, user},
    profile::{self, Calls},
    state::AppState,
};

/// So often something missing is fetched; a route has six users at the most, each of whom may
/// name numbers that were not known.
const MOST_ROUNDS: usize = 16;

/// Who is behind a number.
#[derive(Clone, Copy, Debug)]
enum Behind {
    Colleague(Uuid),
    DialPlan,
    Outside,
    Nobody,
}

/// One organisation, as far as a route has asked about it.
#[derive(Debug)]
pub(super) struct House {
    network: Network,
    numbers: HashMap<String, Behind>,
    profiles: HashMap<Uuid, Profile>,
    missing_numbers: RefCell<BTreeSet<String>>,
    missing_users: RefCell<HashSet<Uuid>>,
}

impl House {
    fn new(state: &AppState, organisation: &organisation::Model) -> Self {
        Self {
            network: Network {
                domain: organisation.sip_domain.clone(),
                trunk: state.config.trunk.clone(),
                media: state.config.media_server.clone(),
            },
            numbers: HashMap::new(),
            profiles: HashMap::new(),
            missing_numbers: RefCell::default(),
            missing_users: RefCell::default(),
        }
    }

    /// Fetches what was asked for in vain; false when nothing was.
    async fn fetch(
        &mut self,
        state: &AppState,
        organisation: &organisation::Model,
    ) -> Result<bool, DbErr> {
        let db = &state.db.read;
        let numbers = self.missing_numbers.take();
        let users = self.missing_users.take();
        if numbers.is_empty() && users.is_empty() {
            return Ok(false);
        }
        let mut people: HashMap<Uuid, user::Model> = HashMap::new();
        for number in numbers {
            let behind = match parties::behind(db, organisation, &number).await? {
                Target::User(user) => {
                    let id = user.id;
                    people.insert(id, *user);
                    Behind::Colleague(id)
                }
                Target::DialPlan(_) => Behind::DialPlan,
                Target::Outside(_) => Behind::Outside,
                Target::Emergency(_) | Target::Nobody => Behind::Nobody,
            };
            self.numbers.insert(number, behind);
        }
        if !users.is_empty() {
            let rows = user::Entity::find()
                .filter(user::COLUMN.organisation_id.eq(organisation.id))
                .filter(user::COLUMN.id.is_in(users))
                .all(db)
                .await?;
            people.extend(rows.into_iter().map(|row| (row.id, row)));
        }
        people.retain(|id, _| !self.profiles.contains_key(id));
        if !people.is_empty() {
            let rows: Vec<user::Model> = people.into_values().collect();
            for profile in profile::list(state, organisation, &rows, Calls::Counted).await? {
                self.profiles.insert(profile.user.0, profile);
            }
        }
        Ok(true)
    }
}

impl Directory for House {
    fn network(&self) -> &Network {
        &self.network
    }

    fn behind(&self, number: &TypedNumber) -> Entry<'_> {
        match self.numbers.get(number.as_str()) {
            Some(Behind::Colleague(id)) => self.colleague(UserId(*id)),
            Some(Behind::DialPlan) => Entry::DialPlan,
            Some(Behind::Outside) => Entry::Outside,
            Some(Behind::Nobody) => Entry::Nobody,
            None => {
                let mut missing = self.missing_numbers.borrow_mut();
                missing.insert(number.as_str().to_owned());
                Entry::Closed
            }
        }
    }

    fn colleague(&self, user: UserId) -> Entry<'_> {
        if let Some(profile) = self.profiles.get(&user.0) {
            return Entry::Colleague(profile);
        }
        self.missing_users.borrow_mut().insert(user.0);
        Entry::Closed
    }
}

/// Decides about a call to a user, with all colleagues that his route leads to.
pub(super) async fn decided(
    state: &AppState,
    organisation: &organisation::Model,
    profile: &Profile,
    call: &IncomingCall,
) -> Result<Decision, DbErr> {
    let mut house = House::new(state, organisation);
    house.profiles.insert(profile.user.0, profile.clone());
    let now = state.clock.now();
    for _ in 0..MOST_ROUNDS {
        let decision = decide(profile, &house, call, now);
        if !house.fetch(state, organisation).await? {
            return Ok(decision);
        }
    }
    tracing::warn!("a route asked for more than is fetched for one call");
    Ok(decide(profile, &house, call, now))
}
