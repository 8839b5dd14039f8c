//! The mail that went out, as files in a folder.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use belroute_server::mail;

use super::World;

/// A mail as it went out.
#[derive(Debug)]
pub(crate) struct Mail {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) id: String,
    /// The text part, with its lines joined again.
    pub(crate) text: String,
    /// The file that came with it: its name, and what it holds.
    pub(crate) attached: Option<(String, Vec<u8>)>,
}

impl Mail {
    /// The token of the link in it.
    #[track_caller]
    pub(crate) fn token(&self, page: &str) -> String {
        let start = format!("http://panel.test/{page}/");
        let (_, rest) = self.text.split_once(&start).expect("no link");
        rest.split_whitespace().next().unwrap().to_owned()
    }
}

/// Sends what waits, and gives every mail that ever went out, the oldest first.
pub(crate) async fn post(world: &World) -> Vec<Mail> {
    mail::send_due(&world.state).await.unwrap();
    let folder = world.scratch.folder().join("mail");
    let Ok(files) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut mails: Vec<Mail> = files
        .map(|file| read(&std::fs::read_to_string(file.unwrap().path()).unwrap()))
        .collect();
    // Message-IDs begin with a UUID of version 7.
    mails.sort_by(|a, b| a.id.cmp(&b.id));
    mails
}

fn read(file: &str) -> Mail {
    let header = |name: &str| {
        let line = file.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_default().trim().to_owned()
    };
    let (_, text) = file.split_once("Content-Type: text/plain").unwrap();
    let (_, text) = text.split_once("\r\n\r\n").unwrap();
    let (text, _) = text.split_once("\r\n--").unwrap();
    Mail {
        to: header("To:"),
        subject: header("Subject:"),
        id: header("Message-ID:"),
        // Quoted-printable ends a broken line with `=`, and writes `=` as `=3D`.
        text: text.replace("=\r\n", "").replace("=3D", "="),
        attached: attached(file),
    }
}

fn attached(file: &str) -> Option<(String, Vec<u8>)> {
    let (_, part) = file.split_once("Content-Disposition: attachment; filename=\"")?;
    let (name, part) = part.split_once('"').unwrap();
    let (_, content) = part.split_once("\r\n\r\n").unwrap();
    let (content, _) = content.split_once("\r\n--").unwrap();
    let content: String = content.split_whitespace().collect();
    Some((name.to_owned(), STANDARD.decode(content).unwrap()))
}
