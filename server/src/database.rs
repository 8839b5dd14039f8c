//! The database: SQLite in one file, or PostgreSQL, behind the same queries.

use std::{path::Path, time::Duration};

use anyhow::Context as _;
use sea_orm::{
    ConnectOptions, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;

use crate::migration::Migrator;

/// Two ways to the same data: SQLite has one writer and many readers, and readers never wait.
#[derive(Clone, Debug)]
pub struct Database {
    /// For queries that change nothing.
    pub read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Database {
    /// Connects, and makes the file and its folder when they are missing.
    pub async fn connect(url: &str) -> anyhow::Result<Self> {
        if let Some(file) = url.strip_prefix("sqlite://") {
            let folder = Path::new(file)
                .parent()
                .filter(|path| !path.as_os_str().is_empty());
            if let Some(folder) = folder {
                std::fs::create_dir_all(folder)
                    .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
            }
            let write = connect(sqlite(url, 1)).await?;
            let read = connect(sqlite(url, 4)).await?;
            return Ok(Self { read, write });
        }
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(16)
            .sqlx_logging(false)
            // Asking a connection whether it lives takes as long as many a question. One that was
            // used a moment ago does.
            .test_before_acquire_if_idle_for(Duration::from_secs(2))
            .connect_timeout(Duration::from_secs(10))
            .acquire_timeout(Duration::from_secs(10));
        let both = connect(options).await?;
        Ok(Self {
            read: both.clone(),
            write: both,
        })
    }

    /// Whether this is SQLite.
    pub fn is_sqlite(&self) -> bool {
        self.read.get_database_backend() == DatabaseBackend::Sqlite
    }

    /// Begins a change. What belongs together is written in one.
    ///
    /// SQLite is asked for the write lock at once: a transaction that reads first and writes later
    /// can be refused in between when another process writes.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.write
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: self
                    .is_sqlite()
                    .then_some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await
    }

    /// Brings the tables up to date.
    ///
    /// # Errors
    /// A database that a newer program has changed is refused and not touched.
    pub async fn migrate(&self) -> anyhow::Result<()> {
        self.refuse_newer().await?;
        Migrator::up(&self.write, None)
            .await
            .context("the database cannot be brought up to date")
    }

    /// Closes every connection. SQLite then writes its log into the file, so that no long one is
    /// left beside it.
    pub async fn close(self) {
        for connection in [self.read, self.write] {
            if let Err(error) = connection.close().await {
                tracing::warn!("the database was not closed: {error}");
            }
        }
    }

    async fn refuse_newer(&self) -> anyhow::Result<()> {
        let migrations = Migrator::migrations();
        let unknown: Vec<String> = Migrator::get_migration_models(&self.write)
            .await
            .context("the database cannot be read")?
            .into_iter()
            .map(|applied| applied.version)
            .filter(|version| migrations.iter().all(|step| step.name() != version))
            .collect();
        anyhow::ensure!(
            unknown.is_empty(),
            "the database is newer than this program (it has {}); nothing was changed",
            unknown.join(", "),
        );
        Ok(())
    }
}

async fn connect(options: ConnectOptions) -> anyhow::Result<DatabaseConnection> {
    sea_orm::Database::connect(options)
        .await
        .context("the database cannot be reached")
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .sqlx_logging(false)
        // A connection that rests is kept: opening one reads the whole schema again.
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        // Nothing lies between us and a file that could go away.
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|options| {
            options
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                // A save that was confirmed survives a power cut.
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(10))
        });
    options
}
