//! Reading the log: lines of one organisation, or about one user, the newest first.

use std::collections::HashMap;

use axum::http::HeaderMap;
use belroute_shared::{
    audit::Action,
    company::audit_log::{AuditLine, AuditPerson},
    error::Code,
    ids::{AuditLineId, OrganisationId, UserId},
    paging::Paging,
};
use sea_orm::{
    Condition, ConnectionTrait, DbErr, EntityTrait, Order, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use crate::{
    clock::moment,
    config::Config,
    cursor::Cursor,
    directory::full_name,
    entity::{audit, user},
    error::{ApiError, ApiResult},
    link,
    words::{of_word, word},
};

/// Whose lines are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// Everybody's of the organisation.
    Organisation,
    /// About a user, or by him.
    Person(UserId),
    /// About a user.
    About(UserId),
    /// About a user, by somebody else whose name is known.
    ByOthers(UserId),
    /// About a user, by himself.
    ByHimself(UserId),
}

/// Which lines are wanted, and how many.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) of: Of,
    /// Only these actions; none means all.
    pub(crate) actions: Vec<Action>,
    /// Only what was done to these; none means all.
    pub(crate) objects: Vec<String>,
    /// Not older.
    pub(crate) from_ms: Option<i64>,
    /// Older.
    pub(crate) until_ms: Option<i64>,
    pub(crate) page: Page,
}

/// The part of the list that is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    after: Option<Cursor>,
    rows: u32,
}

impl Page {
    /// What a request says about it.
    pub(crate) fn of(max: Option<u32>, cursor: Option<&str>) -> ApiResult<Self> {
        let read =
            |text| Cursor::read(text).ok_or_else(|| ApiError::field("cursor", Code::BadCursor));
        Ok(Self {
            after: cursor.map(read).transpose()?,
            rows: Paging { max, cursor: None }.rows(),
        })
    }

    /// Cuts what was found to one page and says how to get at the next, with the same filters.
    pub(crate) fn cut(
        self,
        config: &Config,
        path: &str,
        filters: &[(&str, String)],
        found: &mut Vec<audit::Model>,
    ) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if found.len() <= self.rows as usize {
            return headers;
        }
        found.truncate(self.rows as usize);
        if let Some(last) = found.last() {
            let query = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(filters)
                .append_pair("max", &self.rows.to_string())
                .append_pair("cursor", &Cursor::after(last.at_ms, last.id).write())
                .finish();
            link::next(&mut headers, &config.public_url, path, &query);
        }
        headers
    }

    /// One more than is shown tells whether there is a next page.
    fn rows(self) -> u64 {
        u64::from(self.rows) + 1
    }
}

/// The lines that are wanted, and one more if there is one.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    wanted: &Wanted,
) -> Result<Vec<audit::Model>, DbErr> {
    let column = &audit::COLUMN;
    let both = match wanted.of {
        Of::Organisation => vec![Condition::all()],
        Of::About(person) => vec![Condition::all().add(column.user_id.eq(person.0))],
        Of::ByOthers(person) => vec![
            Condition::all()
                .add(column.user_id.eq(person.0))
                .add(by_somebody_else(person)),
        ],
        Of::ByHimself(person) => vec![
            Condition::all()
                .add(column.user_id.eq(person.0))
                .add(column.actor_id.eq(person.0)),
        ],
        // Each half has its own index; one query for both would read the whole log.
        Of::Person(person) => vec![
            Condition::all().add(column.user_id.eq(person.0)),
            Condition::all().add(column.actor_id.eq(person.0)).add(
                Condition::any()
                    .add(column.user_id.is_null())
                    .add(column.user_id.ne(person.0)),
            ),
        ],
    };
    let mut found = Vec::new();
    let rows = wanted.page.rows();
    for condition in both {
        let part = query(organisation, wanted).filter(condition).limit(rows);
        found.extend(part.all(db).await?);
    }
    found.sort_by_key(|row| std::cmp::Reverse((row.at_ms, row.id)));
    found.truncate(usize::try_from(rows).unwrap_or(usize::MAX));
    Ok(found)
}

/// Lines that somebody other than this user has written and put his name to.
fn by_somebody_else(person: UserId) -> Condition {
    Condition::all().add(audit::COLUMN.actor_name.ne("")).add(
        Condition::any()
            .add(audit::COLUMN.actor_id.is_null())
            .add(audit::COLUMN.actor_id.ne(person.0)),
    )
}

fn query(organisation: OrganisationId, wanted: &Wanted) -> sea_orm::Select<audit::Entity> {
    let mut query = audit::Entity::find()
        .filter(audit::COLUMN.organisation_id.eq(organisation.0))
        .order_by(audit::Column::AtMs, Order::Desc)
        .order_by(audit::Column::Id, Order::Desc);
    if !wanted.actions.is_empty() {
        query = query.filter(audit::COLUMN.action.is_in(wanted.actions.iter().map(word)));
    }
    if !wanted.objects.is_empty() {
        query = query.filter(audit::COLUMN.object.is_in(&wanted.objects));
    }
    if let Some(from_ms) = wanted.from_ms {
        query = query.filter(audit::COLUMN.at_ms.gte(from_ms));
    }
    if let Some(until_ms) = wanted.until_ms {
        query = query.filter(audit::COLUMN.at_ms.lt(until_ms));
    }
    if let Some(cursor) = wanted.page.after {
        // The first condition alone lets the index begin at the cursor; the second is for lines
        // of the same millisecond.
        query = query.filter(audit::COLUMN.at_ms.lte(cursor.at_ms)).filter(
            Condition::any()
                .add(audit::COLUMN.at_ms.lt(cursor.at_ms))
                .add(audit::COLUMN.id.lt(cursor.id)),
        );
    }
    query
}

/// What a user keeps for himself: others read that he has changed it, not what it was and is.
const PRIVATE: [&str; 1] = ["contacts"];

/// Whether what a line holds is its user's alone.
pub(crate) fn is_private(line: &audit::Model) -> bool {
    PRIVATE.contains(&line.object.as_str())
}

/// Lines as this reader may read them, `None` for anybody of the company, with the names of whom they
/// are about: one query for all.
pub(crate) async fn shown(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    reader: Option<UserId>,
    mut rows: Vec<audit::Model>,
) -> Result<Vec<AuditLine>, DbErr> {
    let mut ids: Vec<Uuid> = rows.iter().filter_map(|row| row.user_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let names: HashMap<Uuid, String> = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .filter(user::COLUMN.id.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|user| (user.id, full_name(&user)))
        .collect();
    for row in &mut rows {
        if is_private(row) && row.user_id != reader.map(|reader| reader.0) {
            (row.before, row.after) = (None, None);
        }
    }
    let shown = rows.into_iter().map(|row| AuditLine {
        id: AuditLineId(row.id),
        at: moment(row.at_ms),
        about: row.user_id.and_then(|id| {
            let name = names.get(&id)?.clone();
            let id = UserId(id);
            Some(AuditPerson { id, name })
        }),
        actor_name: row.actor_name,
        actor_id: row.actor_id.map(UserId),
        action: of_word(&row.action).unwrap_or(Action::Unknown),
        object: row.object,
        before: row.before,
        after: row.after,
        address: row.address,
    });
    Ok(shown.collect())
}
