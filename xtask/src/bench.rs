//! `cargo xtask bench`: the figures that we hold ourselves to.

mod contacts;
mod decide;
mod history;
mod live;
mod load;
mod sign_in;

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

pub(crate) use self::decide::decide;
use self::load::{one_by_one, paced};
use crate::{
    build,
    http::{Answer, Connection},
    install::{self, Package},
    paths,
    postgres::Cluster,
    process::{free_port, output, run},
    secret, server,
    size::FirstPage,
    terminal::{say, step},
};

const USERS: u32 = 1_000;
const CALLS: u32 = 5_000_000;
/// The user who asks; everybody in the big organisation has about as many calls as he.
const USER: &str = "u1000@example.com";
/// Requests of a series that is not paced.
const REQUESTS: usize = 1_000;
/// How far somebody turns pages before he narrows a list down.
const PAGES: usize = 100;

/// Prints every figure.
pub(crate) fn bench() -> Result<()> {
    install::for_building(&[Package::Postgresql])?;
    build::browser_app(false)?;
    let program = server::build(true)?;
    // The rules are measured as they are shipped, so by a release build of this program.
    run(paths::cargo().args(["build", "--quiet", "--release", "--package", "xtask"]))?;
    let database = database(&program)?;
    let panel = Panel::start(&program, &url(&database))?;

    step("first page");
    FirstPage::measure()?.tell();
    step("rules");
    let profile = panel.profile()?;
    run(Command::new(paths::target().join("release/xtask"))
        .arg("decide")
        .arg(&profile))?;
    step(&format!(
        "the server with {USERS} users and {CALLS} calls on SQLite"
    ));
    panel.call_control()?;
    history::history(panel.address, &panel.bearer)?;
    contacts::contacts(panel.address, &panel.bearer)?;
    live::arrival(
        panel.address,
        &panel.bearer,
        panel.call_control,
        &panel.engine,
    )?;
    step("the door");
    sign_in::guessing(panel.address)?;
    sign_in::flood(panel.address, &panel.bearer, || panel.memory())?;
    say(format!("server memory  {}", panel.memory()?));
    drop(panel);
    on_postgres(&program)
}

/// The question of the engine once more, on the other database. It looks at no history, so few calls
/// do.
fn on_postgres(program: &Path) -> Result<()> {
    const CALLS: u32 = 10_000;
    step(&format!(
        "the server with {USERS} users and {CALLS} calls on PostgreSQL"
    ));
    let cluster = Cluster::start()?;
    fill(program, cluster.url(), CALLS)?;
    Panel::start(program, cluster.url())?.call_control()
}

/// Makes the big organisation in a database.
fn fill(program: &Path, url: &str, calls: u32) -> Result<()> {
    let (users, calls) = (USERS.to_string(), calls.to_string());
    run(server::command(program)
        .env("BELROUTE_DATABASE_URL", url)
        .args(["demo", "--users", &users, "--calls", &calls]))
}

/// The database of the big organisation: made once and kept.
fn database(program: &Path) -> Result<PathBuf> {
    let folder = paths::target().join("bench");
    let database = folder.join(format!("{USERS}-users-{CALLS}-calls.db"));
    let done = folder.join("filled");
    if done.exists() {
        return Ok(database);
    }
    step(&format!("filling {}", database.display()));
    if folder.exists() {
        // What an interrupted run has left.
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    fill(program, &url(&database), CALLS)?;
    fs::write(done, "")?;
    Ok(database)
}

pub(crate) fn url(database: &Path) -> String {
    format!("sqlite://{}", database.display())
}

/// The server, and who may ask it what.
struct Panel {
    server: crate::process::Background,
    address: SocketAddr,
    call_control: SocketAddr,
    bearer: String,
    engine: String,
}

impl Panel {
    fn start(program: &Path, database: &str) -> Result<Self> {
        let here = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let (address, call_control) = (here(free_port()?), here(free_port()?));
        let secret = secret::random()?;
        let mut command = server::command(program);
        command
            .env("BELROUTE_DATABASE_URL", database)
            .env("BELROUTE_LISTEN", address.to_string())
            .env("BELROUTE_CALL_CONTROL_LISTEN", call_control.to_string())
            .env(secret::VARIABLE, &secret)
            // Lets each guess at the door come from an address of its own.
            .env("BELROUTE_TRUSTED_PROXIES", "127.0.0.1")
            .env("RUST_LOG", "error");
        let mut serve = server::command(program);
        serve.envs(
            command
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        let server = server::start(serve.arg("serve"), address)?;
        let token = output(command.args(["token", "create", "--user", USER]))?;
        Ok(Self {
            server,
            address,
            call_control,
            bearer: format!("Bearer {}", token.trim()),
            engine: basic("engine", &secret),
        })
    }

    /// What the server decides with about one user, in a file.
    fn profile(&self) -> Result<PathBuf> {
        let answer = Connection::open(self.address, &self.bearer)?.get("/v1/route")?;
        ensure!(answer.status == 200, "no profile: {}", answer.status);
        let file = paths::target().join("bench/profile.json");
        fs::write(&file, answer.json()?.to_string())?;
        Ok(file)
    }

    /// The question that the engine asks about every call.
    fn call_control(&self) -> Result<()> {
        const A_SECOND: u32 = 200;
        let extensions = self.extensions()?;
        let connect = || Connection::open(self.call_control, &self.engine);
        let timings = paced(A_SECOND, 20, 8, connect, |connection, number| {
            // A stride that visits everybody in an order of no pattern.
            let to = &extensions[number * 7919 % extensions.len()];
            let question = json!({
                "version": 1,
                "sip_call_id": format!("bench-{number}"),
                "node": "127.0.0.10",
                "from": {
                    "uri": "sip:+447700900123@127.0.0.50", "display": "", "origin": "trunk",
                    "asserted": "", "anonymous": false, "unavailable": false,
                },
                "to": { "uri": format!("sip:{to}@big.test"), "active_calls": 0, "registered": true },
            });
            let answer = connection.post("/v1/call-control/route", &question)?;
            ensure!(
                answer.status == 200,
                "the question was answered with {}",
                answer.status
            );
            Ok(())
        })?;
        timings.tell(&format!("call-control question, {A_SECOND} a second"));
        Ok(())
    }

    /// Internal numbers of the users, by the phonebook.
    fn extensions(&self) -> Result<Vec<String>> {
        let mut connection = Connection::open(self.address, &self.bearer)?;
        let mut path = "/v1/phonebook?kind=colleague&max=100".to_owned();
        let mut extensions = Vec::new();
        loop {
            let answer = connection.get(&path)?;
            ensure!(
                answer.status == 200,
                "{path} was answered with {}",
                answer.status
            );
            let page = answer.json()?;
            let section = &page["sections"][0];
            let entries = section["entries"]
                .as_array()
                .context("the phonebook is empty")?;
            let found = entries
                .iter()
                .filter_map(|entry| entry["extension"].as_str());
            extensions.extend(found.map(str::to_owned));
            match section["next"].as_str() {
                Some(cursor) => {
                    path = format!("/v1/phonebook?kind=colleague&max=100&cursor={cursor}");
                }
                None => return Ok(extensions),
            }
        }
    }

    /// Memory that the server holds after all that.
    fn memory(&self) -> Result<String> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.server.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        Ok(line.context("no VmRSS")?.trim().to_owned())
    }
}

/// The address of the hundredth page of a list, or of its last one, and which it is.
fn hundredth(
    connection: &mut Connection,
    first: &str,
    next: impl Fn(&Answer) -> Result<Option<String>>,
) -> Result<(String, usize)> {
    let (mut last, mut pages) = (first.to_owned(), 1);
    while pages < PAGES {
        let answer = connection.get(&last)?;
        ensure!(
            answer.status == 200,
            "{last} was answered with {}",
            answer.status
        );
        let Some(next) = next(&answer)? else { break };
        (last, pages) = (next, pages + 1);
    }
    Ok((last, pages))
}

/// Tells how long the server takes to answer for these addresses, one after the other and again from
/// the first.
fn time(connection: &mut Connection, name: &str, requests: usize, paths: &[String]) -> Result<()> {
    let timings = one_by_one(requests, |number| {
        let path = &paths[number % paths.len()];
        let status = connection.get(path)?.status;
        ensure!(status == 200, "{path} was answered with {status}");
        Ok(())
    })?;
    timings.tell(name);
    Ok(())
}

/// The header of HTTP basic authentication.
fn basic(user: &str, password: &str) -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}
