//! Second factors of users: authenticator apps, passkeys and recovery codes.

use std::net::IpAddr;

use belroute_shared::{
    audit::Action,
    ids::{FactorId, UserId},
    second_factors::{FactorCode, FactorKind},
    session::SecondFactorStep,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    audit,
    entity::{organisation, user},
    error::{ApiError, ApiResult},
    mail::{self, FactorChange, Letter},
    session::attempts::Counter,
    state::AppState,
    words,
};

mod endpoints;
pub(crate) mod passkeys;
pub(crate) mod recovery;
pub(crate) mod store;
pub(crate) mod totp;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    endpoints::router().merge(passkeys::router())
}

/// What the sign-in page asks a user for.
pub(crate) async fn step(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    user: &user::Model,
) -> Result<SecondFactorStep, DbErr> {
    let mut methods: Vec<FactorKind> = Vec::new();
    for factor in store::list(db, UserId(user.id)).await? {
        if let Some(kind) = words::of_word(&factor.kind)
            && !methods.contains(&kind)
        {
            methods.push(kind);
        }
    }
    if recovery::count(db, UserId(user.id)).await? > 0 {
        methods.push(FactorKind::RecoveryCode);
    }
    Ok(SecondFactorStep {
        methods,
        can_remember: organisation.can_remember_browser,
    })
}

/// Whether a code is right for a user: of one of his authenticator apps, or a recovery code. It then
/// works no more. Wrong recovery codes are counted by themselves.
pub(crate) async fn take(
    db: &DatabaseTransaction,
    state: &AppState,
    user: &user::Model,
    given: &FactorCode,
    address: Option<IpAddr>,
) -> ApiResult<bool> {
    let (owner, now_ms, code) = (UserId(user.id), state.clock.now_ms(), given.bare());
    if given.kind != FactorKind::RecoveryCode {
        return take_totp(db, state, owner, &code).await;
    }
    let counter = Counter::of_recovery(owner);
    if let Some(wait) = counter.wait(db, now_ms).await? {
        return Err(ApiError::TooMany(wait));
    }
    if !recovery::take(db, owner, &code).await? {
        counter.failed(db, now_ms).await?;
        return Ok(false);
    }
    counter.forget(db).await?;
    audit::write_own(db, user, Action::RecoveryCodeUsed, "", address, now_ms).await?;
    Ok(true)
}

async fn take_totp(
    db: &impl ConnectionTrait,
    state: &AppState,
    owner: UserId,
    code: &str,
) -> ApiResult<bool> {
    let now_ms = state.clock.now_ms();
    for factor in store::list(db, owner).await? {
        if factor.kind != words::word(FactorKind::Totp) {
            continue;
        }
        if let Some(step) = totp::check(state, &factor.sealed_key, code)? {
            return Ok(store::use_step(db, owner, FactorId(factor.id), step, now_ms).await?);
        }
    }
    Ok(false)
}

/// A factor that was proved once.
pub(crate) struct NewFactor<'a> {
    pub(crate) kind: FactorKind,
    pub(crate) name: &'a str,
    /// What it is compared with.
    pub(crate) sealed: &'a str,
    /// How its authenticator names a passkey.
    pub(crate) credential_id: Option<&'a str>,
    /// The step of an app's first code, which does not work again.
    pub(crate) step: u64,
    pub(crate) address: Option<IpAddr>,
}

/// Makes it a factor of the user. With the first factor come recovery codes.
pub(crate) async fn add(
    db: &impl ConnectionTrait,
    state: &AppState,
    user: &user::Model,
    new: NewFactor<'_>,
) -> ApiResult<()> {
    let now_ms = state.clock.now_ms();
    let owner = UserId(user.id);
    // First, so that of two the second sees what the first has added.
    store::changed(db, owner).await?;
    let is_first = !store::has_any(db, owner).await?;
    let id = store::insert(db, user, &new, is_first, now_ms).await?;
    if is_first {
        recovery::ask_to_store(db, owner).await?;
    }
    let (action, object) = (Action::FactorAdded, id.to_string());
    audit::write_own(db, user, action, object, new.address, now_ms).await?;
    let letter = Letter::FactorChanged(match new.kind {
        FactorKind::Passkey => FactorChange::PasskeyAdded,
        _ => FactorChange::Added,
    });
    let key = format!("factor added {id}");
    mail::queue(db, state, user, &key, letter).await
}
