//! A passkey that is a few lines of program: what an authenticator and a browser make together of a
//! question (<https://www.w3.org/TR/webauthn-3/#sctn-sample-registration>).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use belroute_shared::passkeys::PasskeyQuestion;
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Where the browser believes to be.
pub(crate) const ORIGIN: &str = "http://panel.test";
const RP_ID: &str = "panel.test";

/// Somebody was there.
const PRESENT: u8 = 0b1;
/// He has proved to the device that it is he.
const VERIFIED: u8 = 0b100;
/// The key may be copied to other devices of his, and is.
const BACKED_UP: u8 = 0b1_1000;
/// The key itself follows.
const WITH_KEY: u8 = 0b100_0000;

/// A key pair in somebody's pocket. Fields are changed by tests that cheat.
#[derive(Clone)]
pub(crate) struct Passkey {
    key: SigningKey,
    pub(crate) id: Vec<u8>,
    /// Whom it says that it is of.
    pub(crate) user: Option<Vec<u8>>,
    pub(crate) origin: &'static str,
    /// How often it was used; an authenticator that keeps no count says nothing all the time.
    pub(crate) counter: u32,
    pub(crate) flags: u8,
}

impl Passkey {
    /// One that belongs to nobody yet.
    pub(crate) fn new() -> Self {
        // Numbers that are no keys are one in 2^32 here.
        let key = loop {
            let bytes: [u8; 32] = rand::random();
            if let Ok(key) = SigningKey::from_slice(&bytes) {
                break key;
            }
        };
        Self {
            key,
            id: rand::random::<[u8; 24]>().to_vec(),
            user: None,
            origin: ORIGIN,
            counter: 0,
            flags: PRESENT | VERIFIED,
        }
    }

    /// Without proof that it is he.
    pub(crate) fn unverified(mut self) -> Self {
        self.flags &= !VERIFIED;
        self
    }

    /// Kept by a service that copies it to all devices of its user.
    pub(crate) fn backed_up(mut self) -> Self {
        self.flags |= BACKED_UP;
        self
    }

    /// Makes itself for whom a question names.
    pub(crate) fn make(&mut self, question: &PasskeyQuestion<Value>) -> Value {
        let options = &question.options;
        self.user = options["user"]["id"].as_str().map(read);
        let client = self.client("webauthn.create", options);
        let data = [self.data(WITH_KEY), self.public_key()].concat();
        // {"fmt": "none", "attStmt": {}, "authData": data} in CBOR
        let attestation = [
            b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData".as_slice(),
            &[0x59],
            &u16::try_from(data.len()).unwrap().to_be_bytes(),
            &data,
        ]
        .concat();
        let response = json!({
            "clientDataJSON": write(client.as_bytes()),
            "attestationObject": write(&attestation),
            "transports": ["internal", "telepathy"],
        });
        self.answer(&response)
    }

    /// Answers a question, counting up when it counts.
    pub(crate) fn sign(&mut self, question: &PasskeyQuestion<Value>) -> Value {
        if self.counter > 0 {
            self.counter += 1;
        }
        let client = self.client("webauthn.get", &question.options);
        let data = self.data(0);
        let signed = [data.as_slice(), &Sha256::digest(client.as_bytes())].concat();
        let signature: Signature = self.key.sign(&signed);
        let response = json!({
            "clientDataJSON": write(client.as_bytes()),
            "authenticatorData": write(&data),
            "signature": write(signature.to_der().as_bytes()),
            "userHandle": self.user.as_deref().map(write),
        });
        self.answer(&response)
    }

    fn client(&self, kind: &str, options: &Value) -> String {
        json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        })
        .to_string()
    }

    /// The authenticator data, without the key.
    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(RP_ID.as_bytes()).to_vec();
        data.push(self.flags | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// The credential as authenticator data carries it: a maker without a name, and the key in COSE.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let length = u16::try_from(self.id.len()).unwrap();
        [
            [0; 16].as_slice(),
            &length.to_be_bytes(),
            &self.id,
            b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20",
            point.x().unwrap(),
            b"\x22\x58\x20",
            point.y().unwrap(),
        ]
        .concat()
    }

    fn answer(&self, response: &Value) -> Value {
        json!({
            "id": write(&self.id),
            "rawId": write(&self.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        })
    }
}

fn write(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn read(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}
