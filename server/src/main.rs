//! The command line of the server.

mod organisation_command;
mod user_command;

use std::{io::Write as _, net::SocketAddr, path::PathBuf, sync::Arc};

use anyhow::Context as _;
use belroute_server::{
    call_control,
    clock::Clock,
    config::{self, Config},
    database::Database,
    demo, devices, mail, media, organisations,
    password::{Leaked, leaked},
    sealing::Key,
    state::AppState,
    upkeep,
};
use belroute_shared::devices::{DeviceKind, NewDevice};
use clap::{Parser, Subcommand};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use organisation_command::OrganisationCommand;
use user_command::UserCommand;

/// The user panel of a telephone system.
#[derive(Debug, Parser)]
#[command(name = "belroute", version)]
struct Arguments {
    /// TOML file with the configuration; `BELROUTE_…` variables overrule it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts the server.
    Serve {
        /// Fills an empty database with the demo organisation and keeps made-up calls coming.
        #[arg(long)]
        demo: bool,
    },
    /// Brings the tables of the database up to date and stops.
    Migrate,
    /// Fills an empty database with the demo organisation, or with a big one for measuring.
    Demo {
        /// Users of the big organisation.
        #[arg(long)]
        users: Option<u32>,
        /// Calls of the big organisation.
        #[arg(long)]
        calls: Option<u32>,
    },
    /// Organisations.
    #[command(subcommand)]
    Organisation(OrganisationCommand),
    /// People.
    #[command(subcommand)]
    User(UserCommand),
    /// Phones and apps of users.
    #[command(subcommand)]
    Device(DeviceCommand),
    /// Personal access tokens for scripts.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Runs the agent beside Asterisk: calls that need sound, and messages until the panel has them.
    Media,
    /// Makes the file of the key `leaked_passwords` out of a list of hashes.
    LeakedPasswords {
        /// List with one SHA-1 on each line, and behind a colon how often the password leaked.
        hashes: PathBuf,
        /// The file to make.
        out: PathBuf,
        /// Takes only passwords that leaked so often.
        #[arg(long, default_value_t = 1)]
        at_least: u64,
    },
    /// Prints the description of the API.
    Openapi,
}

#[derive(Debug, Subcommand)]
enum DeviceCommand {
    /// Makes a device and prints all that it has to be told; the password is shown this once.
    Create {
        /// E-mail address of the user whose device it is.
        #[arg(long)]
        user: String,
        /// What it is called in his list.
        #[arg(long)]
        name: String,
    },
}

#[derive(Debug, Subcommand)]
enum TokenCommand {
    /// Makes a token and prints it; it is shown this once.
    Create {
        /// E-mail address of the user it stands for.
        #[arg(long)]
        user: String,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    match &arguments.command {
        Command::Openapi => return print(&belroute_server::openapi().to_pretty_json()?),
        Command::LeakedPasswords {
            hashes,
            out,
            at_least,
        } => {
            let passwords = leaked::make(hashes, out, *at_least)?;
            return print(&format!("{passwords} passwords in {}", out.display()));
        }
        _ => {}
    }
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sea_orm_migration=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let config = config::load(arguments.config.as_deref(), |name| std::env::var(name).ok())?;
    if matches!(arguments.command, Command::Media) {
        return media::run(&config, stop()).await;
    }
    let key = Key::load(&config.secret_key_file)?;
    let db = Database::connect(&config.database_url).await?;
    db.migrate().await?;
    let outcome = run(arguments.command, config, key, db.clone()).await;
    db.close().await;
    outcome
}

async fn run(command: Command, config: Config, key: Key, db: Database) -> anyhow::Result<()> {
    let clock = Clock::System;
    match command {
        Command::Serve { demo } => serve(config, key, db, clock, demo).await,
        Command::Migrate | Command::Openapi | Command::Media | Command::LeakedPasswords { .. } => {
            Ok(())
        }
        Command::Demo {
            users: None,
            calls: None,
        } => demo::fill(&db, &key, &clock).await,
        Command::Demo { users, calls } => {
            let size = demo::Size {
                users: users.unwrap_or(100),
                calls: calls.unwrap_or(10_000),
            };
            demo::fill_big(&db, &key, &clock, size).await
        }
        Command::Organisation(command) => {
            let state = AppState::new(config, key, db, clock)?;
            organisation_command::run(&state, command).await
        }
        Command::User(command) => {
            let state = AppState::new(config, key, db, clock)?;
            user_command::run(&state, command).await
        }
        Command::Device(DeviceCommand::Create { user, name }) => {
            let kind = DeviceKind::Desk;
            let told =
                devices::create(&db, &clock, &config, &user, &NewDevice { name, kind }).await?;
            print(told.trim_end())
        }
        Command::Token(TokenCommand::Create { user }) => {
            print(&organisations::create_token(&db, &clock, &user).await?)
        }
    }
}

async fn serve(
    mut config: Config,
    key: Key,
    db: Database,
    clock: Clock,
    is_demo: bool,
) -> anyhow::Result<()> {
    if is_demo {
        demo::fill_if_empty(&db, &key, &clock).await?;
        // The demo organisation has mailboxes; its calls never reach a real media server.
        config
            .media_server
            .get_or_insert_with(|| "127.0.0.51:5060".to_owned());
        config
            .media_agent_url
            .get_or_insert_with(|| format!("http://{}", config.media.listen));
    }
    let leaked = open_leaked(&config)?;
    let panel = listen(config.listen, "listen").await?;
    let engine = if let Some(call_control) = &config.call_control {
        Some(listen(call_control.listen, "call_control_listen").await?)
    } else {
        tracing::info!("no call_control_secret: no engine can ask");
        None
    };
    let mut state = AppState::new(config, key, db, clock)?;
    state.leaked = leaked;
    upkeep::start(state.clone());
    call_control::light::start(state.clone());
    mail::start(state.clone());
    if is_demo {
        demo::keep_calling(&state);
    }
    tracing::info!("Belroute listens on {}", panel.local_addr()?);
    let app =
        belroute_server::router(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let serve_panel = axum::serve(panel, app).with_graceful_shutdown(stop());
    match engine {
        None => serve_panel.await?,
        Some(engine) => {
            tracing::info!("the engine's listener is {}", engine.local_addr()?);
            let app = call_control::router(state);
            let serve_engine = axum::serve(engine, app).with_graceful_shutdown(stop());
            tokio::select! {
                outcome = serve_panel.into_future() => outcome?,
                outcome = serve_engine.into_future() => outcome?,
            }
        }
    }
    Ok(())
}

fn open_leaked(config: &Config) -> anyhow::Result<Option<Arc<Leaked>>> {
    let Some(path) = &config.leaked_passwords else {
        tracing::info!("no leaked_passwords: of bad passwords only the common ones are known");
        return Ok(None);
    };
    let leaked = Leaked::open(path).context("wrong configuration key `leaked_passwords`")?;
    tracing::info!("{} leaked passwords are known", leaked.passwords());
    Ok(Some(Arc::new(leaked)))
}

async fn listen(address: SocketAddr, key: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address} (configuration key `{key}`)"))
}

/// Resolves when the process is told to stop.
async fn stop() {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::warn!("no signal can be received: {error}");
        }
    };
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => tracing::warn!("no signal can be received: {error}"),
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

fn print(text: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{text}").context("standard output is closed")
}
