//! A big organisation for measuring.

use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};

use super::{
    contacts, full,
    history::Writer,
    organisation::{Demo, give_number},
};
use crate::{
    clock::Clock,
    database::Database,
    entity::user_grant,
    organisations::{self, NewOrganisation, NewUser},
    sealing::Key,
    session::password,
};

/// How big it is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Users, at most 9000: their internal numbers have four digits.
    pub users: u32,
    /// Calls of all users together, in the last year.
    pub calls: u32,
}

/// Contacts of the company, whatever its size.
const CONTACTS: u32 = 100_000;
const YEAR_MS: i64 = 365 * 24 * 3600 * 1000;
/// Calls written in one transaction.
const TOGETHER: u32 = 50_000;

/// Fills an empty database with it. The first user signs in as `u1000` with the demo's password.
pub async fn fill_big(db: &Database, key: &Key, clock: &Clock, size: Size) -> anyhow::Result<()> {
    anyhow::ensure!(
        super::is_empty(db).await?,
        "the database is not empty; nothing was added"
    );
    anyhow::ensure!((1..=9000).contains(&size.users), "between 1 and 9000 users");
    let now_ms = clock.now_ms();
    let demo = fill_people(db, key, size.users, now_ms).await?;
    let mut random = StdRng::seed_from_u64(99);
    let mut left = size.calls;
    while left > 0 {
        let change = db.begin().await?;
        let mut writer = Writer::new(&change, StdRng::from_rng(&mut random));
        for _ in 0..left.min(TOGETHER) {
            let user = writer.random.random_range(0..demo.users.len());
            let at_ms = now_ms - writer.random.random_range(0..YEAR_MS);
            writer.call(&demo, &demo.users[user], at_ms).await?;
        }
        writer.flush().await?;
        change.commit().await?;
        left = left.saturating_sub(TOGETHER);
    }
    Ok(())
}

async fn fill_people(db: &Database, key: &Key, users: u32, now_ms: i64) -> anyhow::Result<Demo> {
    let password_hash = password::hash_now(key, super::PASSWORD)?;
    let change = db.begin().await?;
    let new = NewOrganisation {
        name: "Big".to_owned(),
        sip_domain: "big.test".to_owned(),
        country: "NL".to_owned(),
        time_zone: "Europe/Amsterdam".to_owned(),
        default_number: None,
        is_demo: true,
    };
    let organisation = organisations::insert(&change, new, now_ms).await?;
    let mut rows = Vec::with_capacity(users as usize);
    for number in 1000..1000 + users {
        let extension = number.to_string();
        let login = format!("u{extension}");
        let email = format!("{login}@example.com");
        let direct = format!("+1202555{extension}");
        let new = NewUser {
            first_name: "User",
            last_name: &extension,
            login: Some(&login),
            email: &email,
            extension: &extension,
            password_hash: Some(password_hash.clone()),
            is_administrator: number == 1000,
            language: "en",
        };
        let row = organisations::user_row(&organisation, new, Some(&direct), now_ms)?;
        let row = row.insert(&change).await?;
        give_number(&change, &row, &direct).await?;
        rows.push(row);
    }
    let grants = rows.iter().flat_map(|user| {
        ["mailbox", "executive"].map(|kind| user_grant::ActiveModel {
            user_id: Set(user.id),
            organisation_id: Set(user.organisation_id),
            kind: Set(kind.to_owned()),
            granted_at_ms: Set(now_ms),
        })
    });
    for user in &rows {
        full::set_everything(&change, user, now_ms).await?;
    }
    for chunk in grants.collect::<Vec<_>>().chunks(1000) {
        user_grant::Entity::insert_many(chunk.to_vec())
            .exec_without_returning(&change)
            .await?;
    }
    let mut random = StdRng::seed_from_u64(1);
    let outside = contacts::fill(&change, organisation.id, CONTACTS, &mut random).await?;
    change.commit().await?;
    Ok(Demo {
        users: rows,
        outside,
    })
}
