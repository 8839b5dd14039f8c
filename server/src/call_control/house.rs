//! Who is behind the numbers that a route leads to, fetched as far as the route asks.
//!
//! Deciding takes microseconds, fetching a millisecond: so a call is decided with what is known,
//! what was missing is fetched, and it is decided again, until nothing is missing.

use std::{cell::RefCell, collections::HashMap, hash::Hash};

use belroute_shared::{
    ids::UserId,
    routing::{
        call::IncomingCall,
        decide::{Decision, decide},
        directory::{Depth, Directory, Entry, Network},
        profile::Profile,
    },
    typed_number::TypedNumber,
};
use sea_orm::{DbErr, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::{behind::behind, parties::Target, seen::Known};
use crate::{
    entity::{organisation, user},
    profile::{self, Calls},
    state::AppState,
};

/// So often something missing is fetched; a route has six users at the most, each of whom may
/// name numbers that were not known.
const MOST_ROUNDS: usize = 16;

/// Who is behind a number.
#[derive(Clone, Debug)]
enum Behind {
    Colleague(Uuid),
    /// Its name.
    DialPlan(String),
    Outside,
    Nobody,
}

/// One organisation, as far as a route has asked about it.
#[derive(Debug)]
pub(super) struct House {
    network: Network,
    /// The user whom the call is for.
    called: Profile,
    numbers: HashMap<String, Behind>,
    colleagues: HashMap<Uuid, (Depth, Profile)>,
    missing_numbers: RefCell<HashMap<String, Depth>>,
    missing_users: RefCell<HashMap<Uuid, Depth>>,
}

impl House {
    fn new(state: &AppState, organisation: &organisation::Model, called: Profile) -> Self {
        Self {
            network: Network {
                domain: organisation.sip_domain.clone(),
                trunk: state.config.trunk.clone(),
                media: state.config.media_server.clone(),
            },
            called,
            numbers: HashMap::new(),
            colleagues: HashMap::new(),
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
        let mut numbers = self.missing_numbers.take();
        let mut users = self.missing_users.take();
        if numbers.is_empty() && users.is_empty() {
            return Ok(false);
        }
        let mut people: HashMap<Uuid, user::Model> = HashMap::new();
        let targets = if numbers.is_empty() {
            HashMap::new()
        } else {
            behind(db, organisation, numbers.keys().cloned().collect()).await?
        };
        for (number, target) in targets {
            let behind = match target {
                Target::User(user) => {
                    let id = user.id;
                    people.insert(id, *user);
                    if let Some(depth) = numbers.remove(&number) {
                        deepen(&mut users, id, depth);
                    }
                    Behind::Colleague(id)
                }
                Target::DialPlan(plan) => Behind::DialPlan(plan.name),
                Target::Outside(_) => Behind::Outside,
                Target::Emergency(_) | Target::Nobody => Behind::Nobody,
            };
            self.numbers.insert(number, behind);
        }
        users.retain(|id, depth| self.known(UserId(*id), *depth).is_none());
        let strangers: Vec<Uuid> = users
            .keys()
            .filter(|id| !people.contains_key(id))
            .copied()
            .collect();
        if !strangers.is_empty() {
            let rows = user::Entity::find()
                .filter(user::COLUMN.organisation_id.eq(organisation.id))
                .filter(user::COLUMN.id.is_in(strangers))
                .all(db)
                .await?;
            people.extend(rows.into_iter().map(|row| (row.id, row)));
        }
        let profiles = async |depth: Depth| {
            let wanted = users.iter().filter(|(_, it)| **it == depth);
            let rows: Vec<user::Model> = wanted
                .filter_map(|(id, _)| people.get(id))
                .cloned()
                .collect();
            if rows.is_empty() {
                return Ok(Vec::new());
            }
            Box::pin(profile::list(
                state,
                organisation,
                &rows,
                Calls::Counted,
                depth,
            ))
            .await
        };
        let (phones, whole) = tokio::try_join!(profiles(Depth::Phones), profiles(Depth::Whole))?;
        for (depth, profiles) in [(Depth::Phones, phones), (Depth::Whole, whole)] {
            let known = profiles.into_iter().map(|it| (it.user.0, (depth, it)));
            self.colleagues.extend(known);
        }
        Ok(true)
    }

    /// Whether a user does not want colleagues to be told that he has sent a call on to them.
    pub(super) fn hides(&self, user: UserId) -> bool {
        self.visited(user).is_some_and(|profile| {
            let policies = profile.settings.call_policies;
            let privacy = policies.connected_line_id_privacy_on_redirected_calls;
            privacy.hides_from(true)
        })
    }

    fn known(&self, user: UserId, depth: Depth) -> Option<&Profile> {
        if user == self.called.user {
            return Some(&self.called);
        }
        let (known, profile) = self.colleagues.get(&user.0)?;
        (*known >= depth).then_some(profile)
    }

    fn find(&self, user: UserId, depth: Depth) -> Entry<'_> {
        if let Some(profile) = self.known(user, depth) {
            return Entry::Colleague(profile);
        }
        deepen(&mut self.missing_users.borrow_mut(), user.0, depth);
        Entry::Closed
    }
}

/// Asks for something, or for more of it.
fn deepen<Key: Hash + Eq>(missing: &mut HashMap<Key, Depth>, key: Key, depth: Depth) {
    let known = missing.entry(key).or_insert(depth);
    *known = depth.max(*known);
}

impl Directory for House {
    fn network(&self) -> &Network {
        &self.network
    }

    fn behind(&self, number: &TypedNumber, depth: Depth) -> Entry<'_> {
        match self.numbers.get(number.as_str()) {
            Some(Behind::Colleague(id)) => self.find(UserId(*id), depth),
            Some(Behind::DialPlan(_)) => Entry::DialPlan,
            Some(Behind::Outside) => Entry::Outside,
            Some(Behind::Nobody) => Entry::Nobody,
            None => {
                let mut missing = self.missing_numbers.borrow_mut();
                deepen(&mut missing, number.as_str().to_owned(), depth);
                Entry::Closed
            }
        }
    }

    fn colleague(&self, user: UserId) -> Entry<'_> {
        self.find(user, Depth::Phones)
    }
}

impl Known for House {
    fn visited(&self, user: UserId) -> Option<&Profile> {
        self.known(user, Depth::Whole)
    }

    fn name(&self, number: &str) -> Option<&str> {
        match self.numbers.get(number)? {
            Behind::Colleague(id) => {
                let colleague = self.known(UserId(*id), Depth::Phones)?;
                Some(colleague.name.as_str())
            }
            Behind::DialPlan(name) => Some(name),
            Behind::Outside | Behind::Nobody => None,
        }
    }
}

/// Decides about a call to a user, with all colleagues that his route leads to, and tells with whom.
pub(super) async fn decided(
    state: &AppState,
    organisation: &organisation::Model,
    profile: Profile,
    call: &IncomingCall,
) -> Result<(Decision, House), DbErr> {
    let mut house = House::new(state, organisation, profile);
    let now = state.clock.now();
    for _ in 0..MOST_ROUNDS {
        let decision = decide(&house.called, &house, call, now);
        if !house.fetch(state, organisation).await? {
            return Ok((decision, house));
        }
    }
    tracing::warn!("a route asked for more than is fetched for one call");
    let decision = decide(&house.called, &house, call, now);
    Ok((decision, house))
}
