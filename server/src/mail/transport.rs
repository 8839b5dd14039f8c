//! The way out: a mail server, or a folder for trying things out.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context as _;
use axum::body::Bytes;
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport as _, Message as Mail, Tokio1Executor,
    message::{Attachment, Mailbox, MultiPart},
    transport::smtp::{Error, response::Category},
};

use super::Message;
use crate::sounds;

/// The longest that reaching a mail server may take.
const REACHED: Duration = Duration::from_secs(20);
/// The longest that a mail server may take for a whole mail. It is generous, because many look at
/// what they are given before they say yes, and a yes that nobody waited for is a mail sent twice.
const PATIENCE: Duration = Duration::from_mins(3);

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
        Some(Self::Smtp(builder.timeout(Some(REACHED)).build()))
    }

    pub(super) async fn send(
        &self,
        from: &Mailbox,
        to: &str,
        id: &str,
        message: Message,
        sound: Option<Bytes>,
    ) -> Result<(), Failure> {
        let mail = compose(from, to, id, message, sound)
            .map_err(|error| Failure::ForGood(format!("{error:#}")))?;
        match self {
            Self::Smtp(server) => hand_over(server, mail, PATIENCE).await,
            Self::Folder(folder) => write(folder, mail)
                .await
                .map_err(|error| Failure::ForNow(format!("{error:#}"))),
        }
    }
}

/// Gives a mail to a mail server, which may take so long. The library's own limit is only for the
/// connecting; a server that says nothing would hold up every other mail for ever.
async fn hand_over(
    server: &AsyncSmtpTransport<Tokio1Executor>,
    mail: Mail,
    patience: Duration,
) -> Result<(), Failure> {
    match tokio::time::timeout(patience, server.send(mail)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) if is_about_the_mail(&error) => Err(Failure::ForGood(error.to_string())),
        Ok(Err(error)) => Err(Failure::ForNow(error.to_string())),
        Err(_) => Err(Failure::ForNow(String::from("the mail server is silent"))),
    }
}

/// Whether a refusal is for good and about this mail: 550 to 559 (RFC 5321, 4.2.1). Another, such as
/// 535 for a wrong password, is about us, and no mail is lost while somebody puts that right.
fn is_about_the_mail(error: &Error) -> bool {
    let category = error.status().map(|code| code.category);
    error.is_permanent() && category == Some(Category::MailSystem)
}

async fn write(folder: &Path, mail: Mail) -> anyhow::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    AsyncFileTransport::<Tokio1Executor>::new(folder)
        .send(mail)
        .await?;
    Ok(())
}

fn compose(
    from: &Mailbox,
    to: &str,
    id: &str,
    message: Message,
    sound: Option<Bytes>,
) -> anyhow::Result<Mail> {
    let domain = from.email.domain();
    let mut body = MultiPart::alternative_plain_html(message.text, message.html);
    if let Some(sound) = sound {
        let name = message.attachment.unwrap_or_default();
        let sound = Attachment::new(name).body(sound.to_vec(), sounds::WAV.parse()?);
        body = MultiPart::mixed().multipart(body).singlepart(sound);
    }
    Mail::builder()
        .from(from.clone())
        .to(to.parse().context("the address cannot be written to")?)
        .subject(message.subject)
        .message_id(Some(format!("<{id}@{domain}>")))
        // Asks mail programs not to answer with absence notes (RFC 3834).
        .header(AutoSubmitted)
        .multipart(body)
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

    #[tokio::test]
    async fn a_mail_server_that_says_nothing_is_given_up_for_now() {
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("smtp://{}", silent.local_addr().unwrap());
        let Some(Transport::Smtp(server)) = Transport::of(&address) else {
            panic!("{address} is not taken");
        };
        let from = "panel@panel.test".parse().unwrap();
        let message = Message {
            subject: String::from("Hello"),
            text: String::from("Hello"),
            html: String::from("<p>Hello"),
            attachment: None,
        };
        let mail = compose(&from, "anna@alpha.test", "1", message, None).unwrap();
        let outcome = hand_over(&server, mail, Duration::from_millis(50)).await;
        assert!(matches!(outcome, Err(Failure::ForNow(_))));
    }
}
