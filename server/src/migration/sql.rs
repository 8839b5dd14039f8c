//! Runs the statements of a step. Both databases read the same SQL: UUIDs, integers, booleans, text
//! and bytes are all that the tables hold, and SQLite takes any type name.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

/// Runs statements that end in `;` at the end of a line, in order.
///
/// `$binary` stands for the collation that compares bytes: sort keys are made to be compared so,
/// and an index answers "begins with" only then.
pub(super) async fn run(manager: &SchemaManager<'_>, statements: &str) -> Result<(), DbErr> {
    let binary = if is_sqlite(manager) {
        "collate binary"
    } else {
        "collate \"C\""
    };
    let statements = statements.replace("$binary", binary);
    for statement in statements
        .split(";\n")
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        manager
            .get_connection()
            .execute_unprepared(statement)
            .await?;
    }
    Ok(())
}

/// Whether the database is SQLite.
pub(super) fn is_sqlite(manager: &SchemaManager<'_>) -> bool {
    manager.get_connection().get_database_backend() == DatabaseBackend::Sqlite
}

/// A step that runs SQL and nothing else; the file that it stands in gives it its name.
macro_rules! step {
    ($statements:literal) => {
        use sea_orm_migration::prelude::{
            DbErr, DeriveMigrationName, MigrationTrait, SchemaManager, async_trait,
        };

        #[derive(DeriveMigrationName)]
        pub(super) struct Migration;

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                super::sql::run(manager, $statements).await
            }
        }
    };
}

pub(super) use step;
