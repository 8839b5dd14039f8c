//! Settings in the database: one row for each that was ever changed.

use belroute_shared::{
    ids::{OrganisationId, UserId},
    routing::{directory::Depth, profile::Settings},
    settings::{
        Setting, call_policies::BlockCallerId, call_waiting::CallWaiting,
        do_not_disturb::DoNotDisturb, executive_assistant::Divert,
    },
};
use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, Set,
    sea_query::{Expr, ExprTrait as _, OnConflict},
};

use crate::entity::setting;

/// A setting, and how often it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored<T> {
    /// The setting as saved.
    pub(crate) value: T,
    /// Counts its changes, and those of its rules; 0 when it never was.
    pub(crate) version: i32,
}

/// A setting of a user. What was never changed is as it comes.
pub(crate) async fn find<T: Setting>(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Stored<T>, DbErr> {
    let row = setting::Entity::find_by_id((owner.0, T::NAME.to_owned()))
        .one(db)
        .await?;
    Ok(row.map_or_else(
        || Stored {
            value: T::default(),
            version: 0,
        },
        |row| Stored {
            value: read(&row),
            version: row.version,
        },
    ))
}

/// Saves a setting, and gives its new version.
pub(crate) async fn save<T: Setting>(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    value: &T,
    now_ms: i64,
) -> Result<i32, DbErr> {
    let json = serde_json::to_string(value).map_err(|error| DbErr::Custom(error.to_string()))?;
    let row = row(owner, organisation, T::NAME, now_ms);
    let row = setting::ActiveModel {
        value: Set(json),
        ends_at_ms: Set(value.ends_at().map(Timestamp::as_millisecond)),
        ..row
    };
    let columns = [
        setting::Column::Value,
        setting::Column::EndsAtMs,
        setting::Column::ChangedAtMs,
    ];
    put_row(db, row, &columns).await
}

/// Sets right when a setting ends; its value, and how often that was changed, stay.
pub(super) async fn save_end(
    db: &impl ConnectionTrait,
    owner: UserId,
    name: &str,
    end: Option<Timestamp>,
) -> Result<(), DbErr> {
    setting::Entity::update_many()
        .col_expr(
            setting::Column::EndsAtMs,
            Expr::value(end.map(Timestamp::as_millisecond)),
        )
        .filter(setting::COLUMN.user_id.eq(owner.0))
        .filter(setting::COLUMN.name.eq(name))
        .exec(db)
        .await?;
    Ok(())
}

/// Saves the rules of a setting, and gives its new version.
pub(crate) async fn save_rules(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    name: &str,
    rules: String,
    now_ms: i64,
) -> Result<i32, DbErr> {
    let row = setting::ActiveModel {
        rules: Set(rules),
        ..row(owner, organisation, name, now_ms)
    };
    let columns = [setting::Column::Rules, setting::Column::ChangedAtMs];
    put_row(db, row, &columns).await
}

/// A setting as it comes, without rules.
fn row(
    owner: UserId,
    organisation: OrganisationId,
    name: &str,
    now_ms: i64,
) -> setting::ActiveModel {
    setting::ActiveModel {
        user_id: Set(owner.0),
        organisation_id: Set(organisation.0),
        name: Set(name.to_owned()),
        value: Set("{}".to_owned()),
        rules: Set("[]".to_owned()),
        version: Set(1),
        changed_at_ms: Set(now_ms),
        ends_at_ms: Set(None),
    }
}

/// Makes a row, or changes some columns of the one that is there and counts that.
async fn put_row(
    db: &impl ConnectionTrait,
    row: setting::ActiveModel,
    changed: &[setting::Column],
) -> Result<i32, DbErr> {
    let saved = setting::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([setting::Column::UserId, setting::Column::Name])
                .update_columns(changed.iter().copied())
                .value(
                    setting::Column::Version,
                    Expr::col((setting::Entity, setting::Column::Version)).add(1),
                )
                .to_owned(),
        )
        .exec_with_returning(db)
        .await?;
    Ok(saved.version)
}

/// The settings of some users, in one question: all, or those that bear on their phones.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    owners: &[UserId],
    depth: Depth,
) -> Result<Vec<setting::Model>, DbErr> {
    let mut wanted = setting::Entity::find().filter(
        setting::COLUMN
            .user_id
            .is_in(owners.iter().map(|owner| owner.0)),
    );
    if depth < Depth::Whole {
        let of_phones = [
            BlockCallerId::NAME,
            CallWaiting::NAME,
            Divert::NAME,
            DoNotDisturb::NAME,
        ];
        wanted = wanted.filter(setting::COLUMN.name.is_in(of_phones));
    }
    wanted.all(db).await
}

/// The settings that bear on calls, out of a user's rows.
pub(crate) fn of_rows<'a>(rows: impl Iterator<Item = &'a setting::Model>) -> Settings {
    let mut settings = Settings::default();
    for row in rows {
        put(&mut settings, row);
    }
    settings
}

fn put(settings: &mut Settings, row: &setting::Model) {
    fn take<T: Setting>(place: &mut T, row: &setting::Model) {
        if row.name == T::NAME {
            *place = read(row);
        }
    }
    take(&mut settings.anonymous_call_reject, row);
    take(&mut settings.block_caller_id, row);
    take(&mut settings.call_block, row);
    take(&mut settings.call_forwarding, row);
    take(&mut settings.call_notify, row);
    take(&mut settings.call_policies, row);
    take(&mut settings.call_waiting, row);
    take(&mut settings.divert, row);
    take(&mut settings.do_not_disturb, row);
    take(&mut settings.priority_alert, row);
    take(&mut settings.selective_accept, row);
    take(&mut settings.selective_forward, row);
    take(&mut settings.selective_reject, row);
    take(&mut settings.sequential_ring, row);
    take(&mut settings.simultaneous_ring, row);
    take(&mut settings.single_number_reach, row);
    take(&mut settings.voicemail, row);
}

/// Reads a row. What cannot be read, because a newer program wrote it, is as it comes, and told in
/// the log: a call must not fail by it.
pub(crate) fn read<T: Setting>(row: &setting::Model) -> T {
    serde_json::from_str(&row.value).unwrap_or_else(|error| {
        tracing::error!(
            setting = row.name,
            "a stored setting cannot be read: {error}"
        );
        T::default()
    })
}
