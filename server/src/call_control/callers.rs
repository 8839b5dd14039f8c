//! Who calls, and who the called party sees.

use belroute_shared::{
    caller_number::CallerIdType,
    ids::{OrganisationId, UserId},
    routing::{
        call::Caller,
        plan::{Plan, Ring, ShownCaller},
    },
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{
    parties::Parties,
    wire::{Origin, Question},
};
use crate::{
    caller_number::store::Shown,
    company::blocked_numbers,
    directory::full_name,
    entity::{number, organisation, user},
    profile,
};

/// Who calls, as rules see him.
pub(super) async fn caller(
    db: &impl ConnectionTrait,
    question: &Question,
    parties: &Parties,
    shown: Option<&Shown>,
) -> Result<Caller, DbErr> {
    let Some(user) = &parties.caller else {
        let is_anonymous = parties.is_anonymous;
        let number = parties.caller_number.as_deref();
        return Ok(Caller {
            is_anonymous,
            is_unavailable: !is_anonymous && (question.from.unavailable || number.is_none()),
            ..number.map_or_else(Caller::default, Caller::outside)
        });
    };
    let settings = shown.map(|shown| shown.settings);
    Ok(Caller {
        is_anonymous: settings.is_some_and(|it| it.calling_line_id_delivery_blocking_enabled),
        ..colleague(db, user).await?
    })
}

/// The longest name that is kept of what the network calls somebody, in characters.
const LONGEST_NAME: usize = 128;

/// What the network calls who calls from outside. Many networks repeat the number there, which is no
/// name.
pub(super) fn network_name(question: &Question) -> Option<String> {
    if question.from.origin != Origin::Trunk || question.from.anonymous {
        return None;
    }
    let words = question
        .from
        .display
        .split(|letter: char| letter.is_whitespace() || letter.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name: String = words.join(" ").chars().take(LONGEST_NAME).collect();
    let is_name = name.chars().any(char::is_alphabetic);
    is_name.then_some(name)
}

/// One of our users, who shows his number. He is matched by any of his numbers, whichever he calls
/// from; colleagues see his extension.
pub(super) async fn colleague(
    db: &impl ConnectionTrait,
    user: &user::Model,
) -> Result<Caller, DbErr> {
    let own = number::Entity::find()
        .filter(number::COLUMN.user_id.eq(user.id))
        .order_by_asc(number::Column::Number)
        .all(db)
        .await?;
    let numbers = std::iter::once(user.extension.clone());
    Ok(Caller {
        is_internal: true,
        user: Some(UserId(user.id)),
        name: Some(full_name(user)),
        numbers: numbers
            .chain(own.into_iter().map(|row| row.number))
            .collect(),
        ..Caller::default()
    })
}

/// Whether the company blocks a caller; `None` for its own people. Who hides his number is on no
/// list.
pub(super) async fn is_blocked(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    origin: Origin,
    number: Option<&str>,
) -> Result<Option<bool>, DbErr> {
    match (origin, number) {
        (Origin::User, _) => Ok(None),
        (Origin::Trunk | Origin::Media, None) => Ok(Some(false)),
        (Origin::Trunk | Origin::Media, Some(number)) => {
            let is_blocked = blocked_numbers::is_blocked(db, organisation, number).await?;
            Ok(Some(is_blocked))
        }
    }
}

/// Who colleagues and others see when one of our users calls; callers from outside stay as they
/// called.
#[derive(Clone, Debug)]
pub(super) struct ShownCallers<'a> {
    trunk: &'a str,
    inside: Option<ShownCaller>,
    outside: Option<ShownCaller>,
}

impl<'a> ShownCallers<'a> {
    pub(super) fn of(
        organisation: &organisation::Model,
        trunk: &'a str,
        caller: Option<(&user::Model, &Shown)>,
    ) -> Self {
        Self {
            trunk,
            inside: inside_caller(organisation, caller),
            outside: outside_caller(organisation, caller),
        }
    }

    /// Who calls for help is never hidden.
    pub(super) fn of_emergency(mut self) -> Self {
        if let Some(outside) = &mut self.outside {
            outside.anonymous = false;
        }
        self
    }

    /// A plan in which each leg shows who calls as that side sees him, all the way down.
    pub(super) fn dress(&self, plan: Plan) -> Plan {
        match plan {
            Plan::Ring(ring) => Plan::Ring(self.dress_ring(ring)),
            reject @ Plan::Reject { .. } => reject,
        }
    }

    fn dress_ring(&self, mut ring: Ring) -> Ring {
        let outside = format!("@{}", self.trunk);
        let is_outside = |uri: &str| uri.ends_with(&outside);
        let mut targets = ring.steps.iter().flat_map(|step| &step.targets);
        // Where all legs are of one side, one word says it.
        let are_outside = targets.all(|target| is_outside(&target.uri));
        ring.caller_id = if are_outside {
            self.outside.clone()
        } else {
            self.inside.clone()
        };
        if !are_outside {
            let targets = ring.steps.iter_mut().flat_map(|step| &mut step.targets);
            for target in targets.filter(|target| is_outside(&target.uri)) {
                if target.caller_id.is_none() {
                    target.caller_id.clone_from(&self.outside);
                }
            }
        }
        for next in [
            &mut ring.on_busy,
            &mut ring.on_no_answer,
            &mut ring.on_unreachable,
        ] {
            *next = next.take().map(|plan| Box::new(self.dress(*plan)));
        }
        ring
    }
}

/// Colleagues see name and extension, unless the caller hides.
fn inside_caller(
    organisation: &organisation::Model,
    caller: Option<(&user::Model, &Shown)>,
) -> Option<ShownCaller> {
    caller.map(|(user, shown)| ShownCaller {
        uri: profile::address(user, organisation),
        display: Some(printable(&full_name(user))),
        anonymous: shown.settings.calling_line_id_delivery_blocking_enabled,
    })
}

/// Others see the chosen number. Hidden, it still goes to the trunk, for billing and for help.
fn outside_caller(
    organisation: &organisation::Model,
    caller: Option<(&user::Model, &Shown)>,
) -> Option<ShownCaller> {
    let (user, shown) = caller?;
    let selected = shown.selected.as_ref()?;
    let number = selected.direct_number.as_ref()?;
    let display = match selected.kind {
        CallerIdType::DefaultClid => full_name(user),
        _ => selected.name.clone().unwrap_or_default(),
    };
    Some(ShownCaller {
        uri: format!("sip:{number}@{}", organisation.sip_domain),
        display: Some(printable(&display)).filter(|name| !name.is_empty()),
        anonymous: shown.settings.calling_line_id_delivery_blocking_enabled,
    })
}

/// Names travel in a quoted string of a SIP header: what would end it is left out.
fn printable(name: &str) -> String {
    name.chars()
        .filter(|letter| !letter.is_control() && !matches!(letter, '"' | '\\'))
        .collect()
}
