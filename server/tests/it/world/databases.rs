//! Databases that a test has for itself, made from a template that is migrated and filled once.

use std::{
    any::Any,
    io::Write as _,
    panic::AssertUnwindSafe,
    path::Path,
    sync::{
        Mutex, Once,
        atomic::{AtomicU32, Ordering},
    },
};

use belroute_server::database::Database;
use futures::FutureExt as _;
use sea_orm::{ConnectOptions, ConnectionTrait as _, DatabaseConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::{Seed, World, seed};

/// An administrative address of a throw-away cluster in which tests may create databases.
const VARIABLE: &str = "BELROUTE_TEST_POSTGRES_URL";

static SQLITE: OnceCell<(Vec<u8>, Seed)> = OnceCell::const_new();
static POSTGRES: OnceCell<(String, Seed)> = OnceCell::const_new();

/// Runs a test on SQLite.
pub(crate) async fn on_sqlite(test: impl AsyncFnOnce(&World)) {
    let (template, seed) = SQLITE.get_or_init(sqlite_template).await;
    let scratch = Scratch::new(None);
    let file = scratch.folder().join("belroute.db");
    std::fs::write(&file, template).unwrap();
    let db = open(&sqlite_url(&file)).await;
    run(scratch, db, seed.clone(), test).await;
}

/// Runs a test on PostgreSQL. Where none is offered the test counts as passed, but never in CI.
pub(crate) async fn on_postgres(test: impl AsyncFnOnce(&World)) {
    let Some(server) = server() else { return };
    let (template, seed) = POSTGRES.get_or_init(|| postgres_template(&server)).await;
    let scratch = Scratch::new(Some(server));
    // Copying files is faster than writing each page to the log.
    let options = format!("template {template} strategy file_copy");
    let db = open(&scratch.create(&options).await).await;
    run(scratch, db, seed.clone(), test).await;
}

async fn run(scratch: Scratch, db: Database, seed: Seed, test: impl AsyncFnOnce(&World)) {
    let world = World::start(scratch, db, seed);
    let outcome = AssertUnwindSafe(test(&world)).catch_unwind().await;
    let scratch = world.scratch.clone();
    drop(world);
    scratch.remove().await;
    if let Err(panic) = outcome {
        go_on_panicking(panic);
    }
}

fn go_on_panicking(panic: Box<dyn Any + Send>) -> ! {
    std::panic::resume_unwind(panic)
}

/// The folder and the databases of one test.
pub(crate) struct Scratch {
    folder: TempDir,
    server: Option<String>,
    created: Mutex<Vec<String>>,
}

impl Scratch {
    fn new(server: Option<String>) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            server,
            created: Mutex::default(),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A database beside the test's own, without any table.
    pub(crate) async fn empty(&self) -> Database {
        let url = match &self.server {
            Some(_) => self.create("").await,
            None => sqlite_url(&self.folder().join("new folder").join("empty.db")),
        };
        open(&url).await
    }

    /// Makes a database at the PostgreSQL server and gives its address.
    async fn create(&self, options: &str) -> String {
        let server = self.server.as_deref().unwrap();
        let name = new_name();
        administrate(server, &format!("create database {name} {options}")).await;
        self.created.lock().unwrap().push(name.clone());
        url_of(server, &name)
    }

    async fn remove(&self) {
        let created = std::mem::take(&mut *self.created.lock().unwrap());
        for name in created {
            let server = self.server.as_deref().unwrap();
            administrate(
                server,
                &format!("drop database if exists {name} with (force)"),
            )
            .await;
        }
    }
}

async fn sqlite_template() -> (Vec<u8>, Seed) {
    let folder = tempfile::tempdir().unwrap();
    let db = open(&sqlite_url(&folder.path().join("template.db"))).await;
    let seed = filled(&db).await;
    let copy = folder.path().join("copy.db");
    db.read
        .execute_unprepared(&format!("vacuum into '{}'", copy.display()))
        .await
        .unwrap();
    (std::fs::read(copy).unwrap(), seed)
}

/// Stays behind in the throw-away cluster: nothing tells when the last test is over.
async fn postgres_template(server: &str) -> (String, Seed) {
    let name = new_name();
    administrate(server, &format!("create database {name}")).await;
    let db = open(&url_of(server, &name)).await;
    let seed = filled(&db).await;
    // A template must have no other connection.
    db.read.clone().close().await.unwrap();
    (name, seed)
}

async fn filled(db: &Database) -> Seed {
    db.migrate().await.unwrap();
    seed::fill(db).await
}

async fn open(url: &str) -> Database {
    Database::connect(url).await.unwrap()
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

fn new_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("belroute_test_{}_{count}", std::process::id())
}

/// The address of another database of the same server.
fn url_of(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let (host, _) = address.rsplit_once('/').unwrap();
    format!("{host}/{name}?{options}")
}

async fn administrate(server: &str, statement: &str) {
    let mut options = ConnectOptions::new(server);
    options.max_connections(1).sqlx_logging(false);
    let connection: DatabaseConnection = sea_orm::Database::connect(options).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}

fn server() -> Option<String> {
    static TOLD: Once = Once::new();
    let server = std::env::var(VARIABLE).ok().filter(|url| !url.is_empty());
    if server.is_none() {
        let is_ci = std::env::var("CI").is_ok_and(|value| value == "true");
        assert!(
            !is_ci,
            "{VARIABLE} is not set, and CI must test PostgreSQL too"
        );
        // Written past the capture of the test runner, which shows nothing of tests that pass.
        TOLD.call_once(|| {
            let line =
                format!("\n*** {VARIABLE} is not set: NOTHING is tested on PostgreSQL ***\n");
            std::io::stderr().write_all(line.as_bytes()).unwrap();
        });
    }
    server
}
