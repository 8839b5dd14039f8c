//! What every handler can reach.

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::{
    call_control::intake::Intake, clock::Clock, config::Config, database::Database, live::Live,
    password::Leaked, session::attempts::Addresses,
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
    /// Hashing takes memory: no more at once than there are processors.
    pub hashing: Arc<Semaphore>,
    /// Failures by address.
    pub addresses: Arc<Addresses>,
    /// Passwords that leaked somewhere, if whoever runs the server has a file of them.
    pub leaked: Option<Arc<Leaked>>,
}

impl AppState {
    /// Starts what runs beside the requests.
    pub fn new(config: Config, db: Database, clock: Clock) -> Self {
        let live = Live::default();
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            config: Arc::new(config),
            intake: Intake::start(db.clone(), clock.clone(), live.clone()),
            db,
            clock,
            live,
            hashing: Arc::new(Semaphore::new(processors)),
            addresses: Arc::default(),
            leaked: None,
        }
    }
}
