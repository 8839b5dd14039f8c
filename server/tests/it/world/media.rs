//! The media server as the panel knows it: it hands recordings over.

use belroute_shared::voicemail::{VoiceMessage, VoiceMessages};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Answer, Client, Engine, World, seed::OUTSIDE};

/// Where recordings go.
pub(crate) const RECORDINGS: &str = "/v1/call-control/recordings";
const BOUNDARY: &str = "what stands between the parts";

/// Something like speech, of so many milliseconds: loud and soft syllables.
pub(crate) fn wav(milliseconds: u32) -> Vec<u8> {
    let samples = milliseconds * 8;
    let mut file = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
    file.extend(8000_u32.to_le_bytes());
    file.extend(16_000_u32.to_le_bytes());
    file.extend(b"\x02\0\x10\0data");
    file.extend((samples * 2).to_le_bytes());
    for at in 0..samples {
        let loud: i16 = if at / 1600 % 2 == 0 { 9000 } else { 700 };
        let is_up = at / 20 % 2 == 0;
        file.extend((if is_up { loud } else { -loud }).to_le_bytes());
    }
    let length = u32::try_from(file.len() - 8).unwrap();
    file[4..8].copy_from_slice(&length.to_le_bytes());
    file
}

/// What is known of a recording of somebody outside, begun so many seconds after noon.
pub(crate) fn meta(mailbox: &str, seconds: i64) -> Value {
    let id = Uuid::now_v7();
    json!({
        "version": 1, "id": id, "kind": "message", "call": null, "mailbox": mailbox,
        "reason": "no_answer", "from": {
            "uri": format!("sip:{OUTSIDE}@trunk.test"), "number": OUTSIDE, "display": "Somebody",
        },
        "sip_call_id": format!("{id}@127.0.0.20"), "diversion": null,
        "started": World::NOON.as_second() + seconds, "seconds": 2.5, "ended_by": "caller",
    })
}

/// Both as one body.
pub(crate) fn form(parts: &[(&str, &str, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, media_type, content) in parts {
        body.extend(format!("--{BOUNDARY}\r\ncontent-type: {media_type}\r\n").bytes());
        let head = format!("content-disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend(head.bytes());
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    let media_type = format!("multipart/form-data; boundary=\"{BOUNDARY}\"");
    (media_type, body)
}

impl Engine {
    /// Hands a recording over.
    pub(crate) async fn hand_over(&self, meta: &Value, audio: &[u8]) -> Answer {
        let meta = meta.to_string();
        let (media_type, body) = form(&[
            ("meta", "application/json", meta.as_bytes()),
            ("audio", "audio/wav", audio),
        ]);
        self.post_as(RECORDINGS, &media_type, body).await
    }

    /// Somebody outside leaves a message of two and a half seconds, so many seconds after noon.
    pub(crate) async fn leave_message(&self, mailbox: &str, seconds: i64) {
        let answer = self.hand_over(&meta(mailbox, seconds), &wav(2500)).await;
        assert_eq!(answer.status, 201, "{answer:?}");
    }
}

/// The messages that somebody hears.
pub(crate) async fn messages(client: &Client) -> Vec<VoiceMessage> {
    let list: VoiceMessages = client.get("/v1/voiceMessages").await.json();
    list.messages
}
