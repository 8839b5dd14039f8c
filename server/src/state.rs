//! What every handler can reach.

use std::sync::Arc;

use crate::{
    call_control::intake::Intake,
    clock::Clock,
    config::Config,
    database::Database,
    live::Live,
    mail::Bell,
    password::Leaked,
    prompts::Kept,
    sealing::Key,
    second_factors::passkeys::RelyingParty,
    session::{
        attempts::{Addresses, Askers, Questions},
        password::Hashing,
    },
    single_sign_on::Providers,
    sounds::Objects,
};

/// The server's state; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// What the server was told.
    pub config: Arc<Config>,
    /// The database.
    pub db: Database,
    /// The time.
    pub clock: Clock,
    /// Who listens to what changes.
    pub live: Live,
    /// Where events of the engine go in.
    pub intake: Intake,
    /// What opens that which is sealed in the database.
    pub key: Key,
    /// Sounds that come with the program and are in the store.
    pub(crate) prompts: Arc<Kept>,
    /// Wakes the sender of mail.
    pub mail: Bell,
    /// Compares and makes hashes of passwords.
    pub hashing: Hashing,
    /// Failures by address.
    pub addresses: Arc<Addresses>,
    /// Mails for forgotten passwords by address.
    pub askers: Arc<Askers>,
    /// What identity providers say of themselves.
    pub providers: Arc<Providers>,
    /// Questions to passkeys by address.
    pub questions: Arc<Questions>,
    /// Who this server is to passkeys.
    pub relying_party: RelyingParty,
    /// The sounds of messages and greetings.
    pub(crate) objects: Objects,
    /// Passwords that leaked somewhere, if whoever runs the server has a file of them.
    pub leaked: Option<Arc<Leaked>>,
}

impl AppState {
    /// Starts what runs beside the requests.
    ///
    /// # Errors
    /// Passwords cannot be hashed as the configuration says, or there is no folder for sounds.
    pub fn new(config: Config, key: Key, db: Database, clock: Clock) -> anyhow::Result<Self> {
        let live = Live::default();
        let mail = Bell::default();
        Ok(Self {
            hashing: Hashing::new(&key, config.password_memory_kib)?,
            relying_party: RelyingParty::at(&config.public_url),
            objects: Objects::in_folder(&config.sounds_dir)?,
            config: Arc::new(config),
            intake: Intake::start(db.clone(), clock.clone(), live.clone(), mail.clone()),
            db,
            clock,
            live,
            key,
            mail,
            prompts: Arc::default(),
            addresses: Arc::default(),
            askers: Arc::default(),
            providers: Arc::default(),
            questions: Arc::default(),
            leaked: None,
        })
    }
}
