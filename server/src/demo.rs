//! The demo organisation, and a big one for measuring.
//!
//! Every number in it is reserved for fiction, so that no call from a demo can reach anybody: the
//! London range 020 7946 0000-0999, the mobile range 07700 900000-900999 (Ofcom), Berlin
//! 030 23125-000 to -999 (Bundesnetzagentur), 01 99 00, 02 61 91,
//! 03 53 01, 04 65 71, 05 36 49 and 06 39 98 xx xx (Arcep) and the American 555-01xx.
//! The Netherlands reserves none.

mod big;
mod contacts;
mod feed;
mod full;
mod history;
mod messages;
mod organisation;
mod speech;

pub use big::{Size, fill_big};
pub use feed::keep_calling;
pub use messages::leave_messages;

use sea_orm::EntityTrait as _;

use crate::{clock::Clock, database::Database, entity, sealing::Key};

/// The password of every demo user.
pub const PASSWORD: &str = "Belroute-demo-1";

/// Fills an empty database with the demo organisation.
///
/// # Errors
/// The database is not empty; nothing was changed.
pub async fn fill(db: &Database, key: &Key, clock: &Clock) -> anyhow::Result<()> {
    anyhow::ensure!(
        is_empty(db).await?,
        "the database is not empty; the demo was not added"
    );
    organisation::fill(db, key, clock).await
}

/// Fills the database if it is empty.
pub async fn fill_if_empty(db: &Database, key: &Key, clock: &Clock) -> anyhow::Result<()> {
    if is_empty(db).await? {
        organisation::fill(db, key, clock).await
    } else {
        Ok(())
    }
}

async fn is_empty(db: &Database) -> anyhow::Result<bool> {
    Ok(entity::organisation::Entity::find()
        .one(&db.read)
        .await?
        .is_none())
}
