//! A world of its own for each test: a database, a clock that stands still, two organisations, and
//! the whole server between them and the test.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::Router;
use belroute_server::{
    call_control,
    clock::Clock,
    config::{self, CallControl, Config, Mail},
    database::Database,
    entity::{user, user_feature},
    mail::Transport,
    organisations,
    sealing::Key,
    state::AppState,
};
use belroute_shared::{
    ids::DeviceId,
    session::{SessionState, SignIn},
};
use jiff::Timestamp;
use sea_orm::{ActiveModelTrait as _, DatabaseTransaction, Set};

pub(crate) mod browser;
pub(crate) mod calling;
pub(crate) mod client;
pub(crate) mod commanded;
mod databases;
pub(crate) mod engine;
mod log;
pub(crate) mod media;
pub(crate) mod passkey;
pub(crate) mod post;
pub(crate) mod provider;
pub(crate) mod seed;
pub(crate) mod stream;

pub(crate) use browser::Browser;
pub(crate) use client::{Answer, Ask, Client};
pub(crate) use databases::{Scratch, on_postgres, on_sqlite};
pub(crate) use engine::{Engine, Story, from_trunk, from_user};
pub(crate) use log::Log;
pub(crate) use seed::Seed;

/// Makes two tests of each function that is named: one on SQLite and one on PostgreSQL.
///
/// A function that is not named is dead code, which the compiler tells.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            #[tokio::test]
            async fn sqlite() {
                crate::world::on_sqlite(super::$name).await;
            }

            #[tokio::test]
            async fn postgres() {
                crate::world::on_postgres(super::$name).await;
            }
        }
    )*};
}

/// Memory for hashing a password: next to none, because every test signs in.
pub(crate) const MEMORY_KIB: u32 = 8;
/// The password of everybody in the world.
pub(crate) const PASSWORD: &str = "correct horse battery";
/// What the engine proves itself with.
pub(crate) const SECRET: &str = "the engine's own secret";
/// Where calls to public numbers are sent.
pub(crate) const TRUNK: &str = "127.0.0.50:5060";
/// Where mailboxes answer.
pub(crate) const MEDIA_SERVER: &str = "127.0.0.51:5060";

/// One server over one database.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) state: AppState,
    pub(crate) seed: Arc<Seed>,
    pub(crate) scratch: Arc<Scratch>,
    panel: Router,
    engine: Router,
}

impl World {
    /// Sunday, 22 November 2026, 12:00 UTC: where the clock stands until a test moves it.
    pub(crate) const NOON: Timestamp = Timestamp::constant(1_795_348_800, 0);

    fn start(scratch: Scratch, db: Database, seed: Seed) -> Self {
        let config = config(&scratch);
        let state = AppState::new(config, key(), db, Clock::still(Self::NOON)).unwrap();
        Self::over(state, Arc::new(seed), Arc::new(scratch))
    }

    fn over(state: AppState, seed: Arc<Seed>, scratch: Arc<Scratch>) -> Self {
        Self {
            panel: belroute_server::router(state.clone()),
            engine: call_control::router(state.clone()),
            state,
            seed,
            scratch,
        }
    }

    /// The server started anew over the same database, with a configuration that may differ.
    pub(crate) fn restarted(&self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::clone(&self.state.config);
        change(&mut config);
        let state =
            AppState::new(config, key(), self.db().clone(), self.state.clock.clone()).unwrap();
        Self::over(state, self.seed.clone(), self.scratch.clone())
    }

    /// A server over another database, with the same configuration and clock.
    pub(crate) fn over_database(&self, db: Database) -> Self {
        let config = Config::clone(&self.state.config);
        let state = AppState::new(config, key(), db, self.state.clock.clone()).unwrap();
        Self::over(state, self.seed.clone(), self.scratch.clone())
    }

    pub(crate) fn db(&self) -> &Database {
        &self.state.db
    }

    /// Writes to the database behind the server's back.
    pub(crate) async fn write<T>(&self, write: impl AsyncFnOnce(&DatabaseTransaction) -> T) -> T {
        let change = self.db().begin().await.unwrap();
        let written = write(&change).await;
        change.commit().await.unwrap();
        written
    }

    /// Moves the clock to so many seconds after noon.
    pub(crate) fn set_clock(&self, seconds: i64) {
        let second = Self::NOON.as_second() + seconds;
        self.state
            .clock
            .set(Timestamp::from_second(second).unwrap());
    }

    /// The row of a user, by first name in lower case.
    pub(crate) fn user(&self, name: &str) -> &user::Model {
        self.seed.user(name)
    }

    /// An administrator hides a feature, by the word of the API, from somebody.
    pub(crate) async fn hide(&self, name: &str, feature: &str) {
        let owner = self.user(name);
        let row = user_feature::ActiveModel {
            user_id: Set(owner.id),
            organisation_id: Set(owner.organisation_id),
            feature: Set(feature.to_owned()),
            access: Set("NO_ACCESS".to_owned()),
        };
        self.write(async |db| row.insert(db).await.unwrap()).await;
    }

    /// A browser that nobody has signed in with.
    pub(crate) fn visitor(&self) -> Client {
        Client::visitor(self.panel.clone())
    }

    /// A browser that somebody has signed in with.
    pub(crate) async fn sign_in(&self, name: &str) -> Client {
        let form = sign_in_form(name, PASSWORD);
        let answer = self.visitor().post("/v1/session", &form).await;
        let state: SessionState = answer.json();
        let is_in = matches!(state, SessionState::SignedIn(_));
        assert!(is_in, "{name} cannot sign in: {state:?}");
        self.visitor().with_cookie(answer.cookie())
    }

    /// A script that somebody's personal access token was given to.
    pub(crate) async fn script(&self, name: &str) -> Client {
        let email = &self.user(name).email;
        let token = organisations::create_token(self.db(), &self.state.clock, email)
            .await
            .unwrap();
        self.visitor().with_token(&token)
    }

    /// Gives the user of an address, such as `1001@alpha.test`, a device.
    pub(crate) async fn add_device(&self, address: &str, device: &str) -> DeviceId {
        let id = self
            .write(async |db| seed::add_device(db, &self.seed, address, device).await)
            .await;
        DeviceId(id)
    }

    /// A device of a user registers, for the first time or again.
    pub(crate) async fn registers(&self, address: &str, device: &str, seconds: f64) {
        self.add_device(address, device).await;
        self.engine()
            .tell(engine::registered(address, device, seconds))
            .await;
    }

    /// The SIP engine.
    pub(crate) fn engine(&self) -> Engine {
        Engine::new(self.engine.clone())
    }
}

/// What a person types into the form.
pub(crate) fn sign_in_form(identifier: &str, password: &str) -> SignIn {
    SignIn {
        identifier: identifier.to_owned(),
        password: password.to_owned(),
    }
}

/// The key of everything that is sealed.
pub(crate) fn key() -> Key {
    Key::of_bytes([42; 32])
}

/// A moment so many seconds after noon.
pub(crate) fn after_noon(seconds: i64) -> Timestamp {
    Timestamp::from_second(World::NOON.as_second() + seconds).unwrap()
}

fn config(scratch: &Scratch) -> Config {
    let mut config = config::load(None, |_| None).unwrap();
    config.public_url = String::from("http://panel.test");
    config.password_memory_kib = MEMORY_KIB;
    config.mail = Some(Mail {
        transport: Transport::Folder(scratch.folder().join("mail")),
        from: "Belroute <belroute@panel.test>".parse().unwrap(),
    });
    config.assets_dir = built_app(scratch.folder());
    config.call_control = Some(CallControl {
        listen: config.listen,
        secret: SECRET.to_owned(),
    });
    config.trunk = String::from(TRUNK);
    config.media_server = Some(MEDIA_SERVER.to_owned());
    config.sounds_dir = scratch.folder().join("sounds");
    config
}

/// A browser app as the build leaves it, as far as the server looks at it.
fn built_app(folder: &Path) -> PathBuf {
    let dist = folder.join("dist");
    std::fs::create_dir_all(dist.join("assets")).unwrap();
    for (file, content) in [
        ("index.html", "<!doctype html><title>Belroute</title>"),
        ("favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("assets/app-0123456789abcdef.js", "export const plain = 1;"),
        ("assets/part-0123456789abcdef.wasm", "\0asm"),
        ("assets/app-0123456789abcdef.js.br", "squeezed by brotli"),
        ("assets/app-0123456789abcdef.js.gz", "squeezed by gzip"),
    ] {
        std::fs::write(dist.join(file), content).unwrap();
    }
    dist
}
