//! The rules of an organisation in the database, and what follows from them there.

use belroute_shared::{
    company::sign_in_rules::{PasswordRules, SignInRules},
    ids::OrganisationId,
    password::PasswordPolicy,
};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, ExprTrait as _, QueryFilter as _, sea_query::Expr,
};

use crate::{
    entity::{browser, organisation, session},
    password,
};

const MINUTE_MS: i64 = 60 * 1000;

/// The rules as they are.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<SignInRules, DbErr> {
    let row = organisation::Entity::find_by_id(organisation.0)
        .one(db)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("an organisation".to_owned()))?;
    let policy = password::policy(&row).map_err(|error| DbErr::Json(error.to_string()))?;
    Ok(SignInRules {
        requires_second_factor: row.requires_second_factor,
        can_remember_browser: row.can_remember_browser,
        idle_minutes: minutes(row.idle_minutes),
        longest_minutes: minutes(row.longest_minutes),
        password: PasswordRules::of(&policy),
    })
}

fn minutes(stored: i32) -> u16 {
    u16::try_from(stored).unwrap_or_default()
}

/// Writes them down. The usual policy is not: who has it follows when it changes with a release.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    rules: &SignInRules,
) -> Result<(), DbErr> {
    use organisation::Column;
    let policy = rules.password.policy();
    let policy = (policy != PasswordPolicy::default())
        .then(|| serde_json::to_string(&policy))
        .transpose()
        .map_err(|error| DbErr::Json(error.to_string()))?;
    organisation::Entity::update_many()
        .col_expr(
            Column::RequiresSecondFactor,
            Expr::value(rules.requires_second_factor),
        )
        .col_expr(
            Column::CanRememberBrowser,
            Expr::value(rules.can_remember_browser),
        )
        .col_expr(
            Column::IdleMinutes,
            Expr::value(i32::from(rules.idle_minutes)),
        )
        .col_expr(
            Column::LongestMinutes,
            Expr::value(i32::from(rules.longest_minutes)),
        )
        .col_expr(Column::PasswordPolicy, Expr::value(policy))
        .filter(organisation::COLUMN.id.eq(organisation.0))
        .exec(db)
        .await?;
    Ok(())
}

/// The limits hold for sessions that stand. One that was to end sooner still does: it was promised
/// no longer life when it began.
pub(super) async fn apply_to_sessions(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    rules: &SignInRules,
) -> Result<(), DbErr> {
    let idle_ms = i64::from(rules.idle_minutes) * MINUTE_MS;
    session::Entity::update_many()
        .col_expr(session::Column::IdleMs, Expr::value(idle_ms))
        .filter(session::COLUMN.organisation_id.eq(organisation.0))
        .exec(db)
        .await?;
    let longest_ms = i64::from(rules.longest_minutes) * MINUTE_MS;
    let end = || Expr::col(session::Column::CreatedAtMs).add(longest_ms);
    session::Entity::update_many()
        .col_expr(session::Column::EndsAtMs, end())
        .filter(session::COLUMN.organisation_id.eq(organisation.0))
        .filter(Expr::col(session::Column::EndsAtMs).gt(end()))
        .exec(db)
        .await?;
    Ok(())
}

/// No browser of the organisation stays remembered.
pub(super) async fn forget_browsers(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<(), DbErr> {
    browser::Entity::update_many()
        .col_expr(browser::Column::RememberedUntilMs, Expr::value(0_i64))
        .filter(browser::COLUMN.organisation_id.eq(organisation.0))
        .filter(browser::COLUMN.remembered_until_ms.gt(0))
        .exec(db)
        .await?;
    Ok(())
}
