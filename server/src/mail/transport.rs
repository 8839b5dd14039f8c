//! The way out: a mail server, or a folder for trying things out.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport as _, Message as Mail, Tokio1Executor,
    message::{Mailbox, MultiPart},
};

use super::Message;

/// The longest that a mail server may take to answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// Where mail goes.
#[derive(Clone, Debug)]
pub enum Transport {
    /// A mail server (RFC 5321).
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// A folder in which every mail is a file.
    Folder(PathBuf),
}

/// Why a mail did not go out.
pub(super) enum Failure {
    /// It may work later.
    ForNow(String),
    /// It never will: the mail server has refused it for good.
    ForGood(String),
}

impl Transport {
    /// The transport of an address: `smtp://`, `smtps://` with name and password before the `@`
    /// where they are needed, or `file:FOLDER`. `?tls=required` asks for STARTTLS.
    pub fn of(address: &str) -> Option<Self> {
        if let Some(folder) = address.strip_prefix("file:") {
            return (!folder.is_empty()).then(|| Self::Folder(folder.into()));
        }
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(address).ok()?;
        Some(Self::Smtp(builder.timeout(Some(PATIENCE)).build()))
    }

    pub(super) async fn send(
        &self,
        from: &Mailbox,
        to: &str,
        id: &str,
        message: Message,
    ) -> Result<(), Failure> {
        let mail = compose(from, to, id, message)
            .map_err(|error| Failure::ForGood(format!("{error:#}")))?;
        match self {
            Self::Smtp(server) => match server.send(mail).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(Failure::ForGood(error.to_string())),
                Err(error) => Err(Failure::ForNow(error.to_string())),
            },
            Self::Folder(folder) => write(folder, mail)
                .await
                .map_err(|error| Failure::ForNow(format!("{error:#}"))),
        }
    }
}

async fn write(folder: &Path, mail: Mail) -> anyhow::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    AsyncFileTransport::<Tokio1Executor>::new(folder)
        .send(mail)
        .await?;
    Ok(())
}

fn compose(from: &Mailbox, to: &str, id: &str, message: Message) -> anyhow::Result<Mail> {
    let domain = from.email.domain();
    Mail::builder()
        .from(from.clone())
        .to(to.parse().context("the address cannot be written to")?)
        .subject(message.subject)
        .message_id(Some(format!("<{id}@{domain}>")))
        // Asks mail programs not to answer with absence notes (RFC 3834).
        .header(AutoSubmitted)
        .multipart(MultiPart::alternative_plain_html(
            message.text,
            message.html,
        ))
        .context("the mail cannot be composed")
}

#[derive(Clone, Copy)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_mail_servers_and_folders_are_taken_and_others_are_not() {
        for good in [
            "smtp://localhost:2525",
            "smtp://user:pass@mail.example:587?tls=required",
            "smtps://mail.example",
            "file:data/mail",
        ] {
            assert!(Transport::of(good).is_some(), "{good}");
        }
        for bad in ["", "mail.example", "http://mail.example", "file:"] {
            assert!(Transport::of(bad).is_none(), "{bad}");
        }
    }
}
