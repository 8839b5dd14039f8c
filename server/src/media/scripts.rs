//! What the panel said last about an address, for when it is silent.

use std::{collections::BTreeMap, path::PathBuf};

use sha2::{Digest as _, Sha256};
use tokio::fs;

use super::{
    disk,
    wire::{Deposit, Hangup, Kind, Question, Script},
};

/// What addresses of mailboxes begin with.
const MAILBOX: &str = "vm-";
/// Belongs to one call.
const CALL_HEADER: &str = "X-Panel-Call";

/// A folder of them.
pub(super) struct Scripts {
    folder: PathBuf,
}

impl Scripts {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Keeps an answer, without what belongs to this call alone.
    pub(super) async fn keep(&self, question: &Question, script: &Script) -> std::io::Result<()> {
        let mut script = script.clone();
        match &mut script {
            Script::Deposit(deposit) => {
                deposit.call = None;
                deposit.operator_headers.remove(CALL_HEADER);
            }
            Script::Connect(connect) => {
                connect.headers.remove(CALL_HEADER);
            }
            Script::Announce(_) | Script::Hangup(_) => {}
        }
        let text = serde_json::to_vec(&script)?;
        for cause in [question.cause, None] {
            let file = self.file(&question.user, cause);
            // Most answers are those of the last time.
            if fs::read(&file).await.ok().as_ref() != Some(&text) {
                disk::write(&file, &text).await?;
            }
        }
        Ok(())
    }

    /// The last answer about this address, if possible with this cause; without any, a mailbox takes a
    /// message, and all else ends.
    pub(super) async fn find(&self, question: &Question) -> Script {
        for cause in [question.cause, None] {
            let text = fs::read(self.file(&question.user, cause)).await;
            let script = text
                .ok()
                .and_then(|text| serde_json::from_slice(&text).ok());
            if let Some(script) = script {
                return script;
            }
        }
        usual(question)
    }

    /// Anybody can dial anything, so the name of the file holds nothing of it.
    fn file(&self, user: &str, cause: Option<u16>) -> PathBuf {
        let cause = cause.unwrap_or_default();
        let hash = Sha256::digest(format!("{cause};{user}"));
        self.folder.join(format!("{}.json", hex::encode(hash)))
    }
}

fn usual(question: &Question) -> Script {
    match question.user.strip_prefix(MAILBOX) {
        Some(mailbox) => Script::Deposit(Deposit {
            call: None,
            mailbox: mailbox.to_owned(),
            kind: Kind::Message,
            greeting_for: None,
            greeting: None,
            max_seconds: 180,
            min_seconds: 1,
            end_key: '#',
            operator: None,
            operator_headers: BTreeMap::new(),
            thanks: None,
        }),
        None => Script::Hangup(Hangup { cause: 21 }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn question(user: &str, cause: Option<u16>) -> Question {
        serde_json::from_value(json!({
            "version": 1, "sip_call_id": "1", "user": user, "request_uri": "", "cause": cause,
            "from": {}, "at": 0.0,
        }))
        .unwrap()
    }

    fn deposit(mailbox: &str) -> Script {
        serde_json::from_value(json!({
            "action": "deposit", "mailbox": mailbox, "call": Uuid::now_v7(),
        }))
        .unwrap()
    }

    fn mailbox(script: Script) -> String {
        match script {
            Script::Deposit(deposit) => {
                assert_eq!(deposit.call, None);
                deposit.mailbox
            }
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn a_silent_panel_is_taken_to_say_what_it_said_last() {
        let folder = tempfile::tempdir().unwrap();
        let scripts = Scripts::new(folder.path().to_owned());
        let busy = question("vm-2041", Some(486));
        scripts.keep(&busy, &deposit("for busy")).await.unwrap();
        let no_answer = question("vm-2041", Some(408));
        scripts.keep(&no_answer, &deposit("older")).await.unwrap();
        scripts.keep(&no_answer, &deposit("newer")).await.unwrap();
        let found = async |cause| scripts.find(&question("vm-2041", cause)).await;
        assert_eq!(mailbox(found(Some(486)).await), "for busy");
        assert_eq!(mailbox(found(Some(408)).await), "newer");
        // One that never came before is answered as the last that did.
        assert_eq!(mailbox(found(Some(302)).await), "newer");
    }

    #[tokio::test]
    async fn what_was_never_asked_about_is_a_mailbox_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let scripts = Scripts::new(folder.path().to_owned());
        let script = scripts.find(&question("vm-../../2041", None)).await;
        assert_eq!(mailbox(script), "../../2041");
        let script = scripts.find(&question("say-loop", None)).await;
        assert_eq!(script, Script::Hangup(Hangup { cause: 21 }));
    }

    #[tokio::test]
    async fn a_kept_script_belongs_to_no_call() {
        let folder = tempfile::tempdir().unwrap();
        let scripts = Scripts::new(folder.path().to_owned());
        let script: Script = serde_json::from_value(json!({
            "action": "connect", "target": "sip:1@pbx.test",
            "headers": {"X-Panel-Call": "1", "X-Other": "2"},
        }))
        .unwrap();
        let asked = question("confirm-1", None);
        scripts.keep(&asked, &script).await.unwrap();
        let Script::Connect(found) = scripts.find(&asked).await else {
            panic!("another action");
        };
        assert_eq!(found.headers.keys().collect::<Vec<_>>(), ["X-Other"]);
    }
}
