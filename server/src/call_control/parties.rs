//! Who takes part in a call: addresses of the engine become users, numbers and lines.

use belroute_shared::{
    ids::{OrganisationId, UserId},
    number::PhoneNumber,
};
use sea_orm::{
    Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter as _, QuerySelect as _,
};

use super::{
    address::Address,
    wire::{Caller, Origin},
};
use crate::{
    entity::{dial_plan, number, organisation, user},
    numbers::Country,
    settings::hoteling::store as hoteling,
};

/// What is known about a call without asking any setting.
#[derive(Clone, Debug)]
pub(crate) struct Parties {
    /// The organisation whose call it is; `None` when it is nobody's.
    pub(crate) organisation: Option<organisation::Model>,
    /// Our user who calls.
    pub(crate) caller: Option<user::Model>,
    /// Number or extension of the caller; `None` when withheld or never delivered.
    pub(crate) caller_number: Option<String>,
    /// The caller asked not to be shown.
    pub(crate) is_anonymous: bool,
    /// Whom the call is for.
    pub(crate) target: Target,
    /// Number or extension that was called, in full.
    pub(crate) called_number: Option<String>,
}

/// Whom a call is for.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// One of our users.
    User(Box<user::Model>),
    /// A queue, hunt group or menu, which another service runs.
    DialPlan(dial_plan::Model),
    /// Somebody outside.
    Outside(PhoneNumber),
    /// Help.
    Emergency(String),
    /// Nobody has this number.
    Nobody,
}

impl Target {
    pub(crate) fn user(&self) -> Option<&user::Model> {
        match self {
            Self::User(user) => Some(user),
            _ => None,
        }
    }
}

impl Parties {
    pub(crate) fn organisation_id(&self) -> Option<OrganisationId> {
        self.organisation.as_ref().map(|row| OrganisationId(row.id))
    }

    pub(crate) fn caller_id(&self) -> Option<UserId> {
        self.caller.as_ref().map(|row| UserId(row.id))
    }
}

/// Finds out who takes part in a call that begins at this moment.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    caller: &Caller,
    called: &str,
    now_ms: i64,
) -> Result<Parties, DbErr> {
    let to = Address::parse(called);
    match caller.origin {
        Origin::User => from_user(db, caller, to, now_ms).await,
        Origin::Trunk => from_trunk(db, caller, to).await,
        Origin::Media => {
            let asserted = caller.asserted.as_deref().and_then(Address::parse);
            let is_ours = match &asserted {
                Some(address) => user_at(db, address).await?.is_some(),
                None => false,
            };
            if !is_ours {
                return from_trunk(db, caller, to).await;
            }
            let user = Caller {
                uri: caller.asserted.clone().unwrap_or_default(),
                ..caller.clone()
            };
            from_user(db, &user, to, now_ms).await
        }
    }
}

async fn from_user(
    db: &impl ConnectionTrait,
    caller: &Caller,
    to: Option<Address>,
    now_ms: i64,
) -> Result<Parties, DbErr> {
    let mut parties = Parties {
        organisation: None,
        caller: None,
        caller_number: None,
        is_anonymous: caller.anonymous,
        target: Target::Nobody,
        called_number: None,
    };
    let Some(from) = Address::parse(&caller.uri) else {
        return Ok(parties);
    };
    let Some((organisation, owner)) = user_at(db, &from).await? else {
        return Ok(parties);
    };
    // A guest has taken number and settings with him: what his host's phone places is his call.
    let guest = guest_of(db, &owner, now_ms).await?;
    let user = guest.unwrap_or(owner);
    parties.caller_number = Some(user.extension.clone());
    parties.caller = Some(user);
    if let Some(to) = to {
        let (target, called) = dialled(db, &organisation, &to.user).await?;
        parties.target = target;
        parties.called_number = called;
    }
    parties.organisation = Some(organisation);
    Ok(parties)
}

/// What one of our users dialled.
pub(crate) async fn dialled(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    text: &str,
) -> Result<(Target, Option<String>), DbErr> {
    if let Some(target) = inside(db, organisation, text).await? {
        return Ok((target, Some(text.to_owned())));
    }
    let country = Country::of(&organisation.country);
    if country.is_emergency(text) {
        return Ok((Target::Emergency(text.to_owned()), Some(text.to_owned())));
    }
    let Some(number) = country.parse(text) else {
        return Ok((Target::Nobody, Some(text.to_owned())));
    };
    let called = Some(number.to_string());
    let target = match owner(db, number.as_str()).await? {
        Some((owner, target)) if owner.id == organisation.id => target,
        _ => Target::Outside(number),
    };
    Ok((target, called))
}

async fn from_trunk(
    db: &impl ConnectionTrait,
    caller: &Caller,
    to: Option<Address>,
) -> Result<Parties, DbErr> {
    let mut parties = Parties {
        organisation: None,
        caller: None,
        caller_number: None,
        is_anonymous: caller.anonymous,
        target: Target::Nobody,
        called_number: None,
    };
    let Some(to) = to else { return Ok(parties) };
    // Trunks write public numbers with and without the plus.
    let public = PhoneNumber::new(to.user.clone())
        .or_else(|_| PhoneNumber::new(format!("+{}", to.user)))
        .ok();
    let found = match &public {
        Some(number) => owner(db, number.as_str()).await?,
        None => None,
    };
    let found = if found.is_some() {
        parties.called_number = public.as_ref().map(ToString::to_string);
        found
    } else {
        parties.called_number = Some(to.user.clone());
        at(db, &to).await?
    };
    if let Some((organisation, target)) = found {
        parties.caller_number = presented(&organisation, caller);
        parties.target = target;
        parties.organisation = Some(organisation);
    }
    Ok(parties)
}

/// The caller's number: the identity that the peer vouches for, else From. A caller who withheld
/// it stays without, also when the network told us in confidence.
fn presented(organisation: &organisation::Model, caller: &Caller) -> Option<String> {
    if caller.anonymous || caller.unavailable {
        return None;
    }
    let country = Country::of(&organisation.country);
    [caller.asserted.as_deref(), Some(caller.uri.as_str())]
        .into_iter()
        .flatten()
        .filter_map(Address::parse)
        .find_map(|address| {
            country
                .parse(&address.user)
                .or_else(|| PhoneNumber::new(format!("+{}", address.user)).ok())
                .map(String::from)
        })
}

/// The user whose address of record this is.
pub(crate) async fn user_at(
    db: &impl ConnectionTrait,
    address: &Address,
) -> Result<Option<(organisation::Model, user::Model)>, DbErr> {
    let organisation = user::Entity::belongs_to(organisation::Entity)
        .from(user::Column::OrganisationId)
        .to(organisation::Column::Id);
    let found = user::Entity::find()
        .join(JoinType::InnerJoin, organisation.into())
        .select_also(organisation::Entity)
        .filter(organisation::COLUMN.sip_domain.eq(address.host.as_str()))
        .filter(user::COLUMN.extension.eq(address.user.as_str()))
        .one(db)
        .await?;
    Ok(found.and_then(|(user, organisation)| Some((organisation?, user))))
}

/// Who sits at a user's phone as a guest.
pub(super) async fn guest_of(
    db: &impl ConnectionTrait,
    host: &user::Model,
    now_ms: i64,
) -> Result<Option<user::Model>, DbErr> {
    let organisation = OrganisationId(host.organisation_id);
    let stays = hoteling::list_stays(db, organisation, &[UserId(host.id)], now_ms).await?;
    let Some(stay) = stays.into_iter().next() else {
        return Ok(None);
    };
    user::Entity::find_by_id(stay.guest_id)
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await
}

/// The user or dial plan whose address this is.
async fn at(
    db: &impl ConnectionTrait,
    address: &Address,
) -> Result<Option<(organisation::Model, Target)>, DbErr> {
    if let Some((organisation, user)) = user_at(db, address).await? {
        return Ok(Some((organisation, Target::User(Box::new(user)))));
    }
    let Some(organisation) = organisation_of(db, &address.host).await? else {
        return Ok(None);
    };
    let plan = plan_of(db, &organisation, &address.user).await?;
    Ok(plan.map(|plan| (organisation, Target::DialPlan(plan))))
}

async fn organisation_of(
    db: &impl ConnectionTrait,
    domain: &str,
) -> Result<Option<organisation::Model>, DbErr> {
    organisation::Entity::find()
        .filter(organisation::COLUMN.sip_domain.eq(domain))
        .one(db)
        .await
}

/// The user or dial plan of an extension.
async fn inside(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    extension: &str,
) -> Result<Option<Target>, DbErr> {
    let user = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.id))
        .filter(user::COLUMN.extension.eq(extension))
        .one(db)
        .await?;
    if let Some(user) = user {
        return Ok(Some(Target::User(Box::new(user))));
    }
    let plan = plan_of(db, organisation, extension).await?;
    Ok(plan.map(Target::DialPlan))
}

async fn plan_of(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    extension: &str,
) -> Result<Option<dial_plan::Model>, DbErr> {
    dial_plan::Entity::find()
        .filter(dial_plan::COLUMN.organisation_id.eq(organisation.id))
        .filter(dial_plan::COLUMN.extension.eq(extension))
        .one(db)
        .await
}

/// Whom a public number of ours reaches.
async fn owner(
    db: &impl ConnectionTrait,
    number: &str,
) -> Result<Option<(organisation::Model, Target)>, DbErr> {
    let Some(row) = number::Entity::find_by_id(number).one(db).await? else {
        return Ok(None);
    };
    let organisation = organisation::Entity::find_by_id(row.organisation_id)
        .one(db)
        .await?;
    let Some(organisation) = organisation else {
        return Ok(None);
    };
    let target = if let Some(id) = row.user_id {
        let of_organisation =
            Condition::all().add(user::COLUMN.organisation_id.eq(organisation.id));
        user::Entity::find_by_id(id)
            .filter(of_organisation)
            .one(db)
            .await?
            .map(|user| Target::User(Box::new(user)))
    } else if let Some(id) = row.dial_plan_id {
        dial_plan::Entity::find_by_id(id)
            .one(db)
            .await?
            .map(Target::DialPlan)
    } else {
        None
    };
    Ok(Some((organisation, target.unwrap_or(Target::Nobody))))
}
