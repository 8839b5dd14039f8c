//! User name and password of one device, and what is kept of them.

use md5::{Digest as _, Md5};
use sha2::Sha256;

/// Characters that nobody mistakes for another when they are typed on a phone. Thirty-two of them:
/// each holds five bits.
const ALPHABET: [u8; 32] = *b"abcdefghijkmnpqrstuvwxyz23456789";
/// 60 bits: nobody finds one by trying. The engine asks about names of this form only.
const USERNAME_LENGTH: usize = 12;
/// 130 bits.
const PASSWORD_LENGTH: usize = 26;

/// What a device proves itself with. Has no `Debug`, so that it is never logged.
pub(crate) struct Credentials {
    pub(crate) username: String,
    pub(crate) password: String,
    pub(crate) realm: String,
}

impl Credentials {
    /// For a new device of an organisation.
    pub(crate) fn new(realm: &str) -> Self {
        Self::renewed(random::<USERNAME_LENGTH>(), realm)
    }

    /// A new password for a device that has a user name.
    pub(crate) fn renewed(username: String, realm: &str) -> Self {
        Self {
            username,
            password: random::<PASSWORD_LENGTH>(),
            realm: realm.to_owned(),
        }
    }

    /// H(A1) of RFC 7616 with SHA-256, in hexadecimal.
    pub(crate) fn ha1_sha256(&self) -> String {
        hex::encode(Sha256::digest(self.a1()))
    }

    /// The same with MD5, for phones that know nothing else. All that MD5 has to withstand here is
    /// guessing, which the length of the password does.
    pub(crate) fn ha1_md5(&self) -> String {
        hex::encode(Md5::digest(self.a1()))
    }

    fn a1(&self) -> String {
        format!("{}:{}:{}", self.username, self.realm, self.password)
    }
}

fn random<const LENGTH: usize>() -> String {
    let bytes: [u8; LENGTH] = rand::random();
    bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_devices_have_nothing_in_common() {
        let (one, other) = (Credentials::new("pbx.test"), Credentials::new("pbx.test"));
        assert_eq!((one.username.len(), one.password.len()), (12, 26));
        assert_ne!(one.username, other.username);
        assert_ne!(one.password, other.password);
        let typed = format!("{}{}", one.username, one.password);
        assert!(
            typed.bytes().all(|byte| ALPHABET.contains(&byte)),
            "{typed}"
        );
        let renewed = Credentials::renewed(one.username.clone(), "pbx.test");
        assert_eq!(renewed.username, one.username);
        assert_ne!(renewed.ha1_sha256(), one.ha1_sha256());
    }

    #[test]
    fn the_hashes_are_those_of_the_example_in_rfc_7616() {
        let mufasa = Credentials {
            username: "Mufasa".to_owned(),
            password: "Circle of Life".to_owned(),
            realm: "http-auth@example.org".to_owned(),
        };
        // From the responses of section 3.9.1 backwards.
        let nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
        let cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        let rest = |a2: String| format!("{nonce}:00000001:{cnonce}:auth:{a2}");
        let a2 = "GET:/dir/index.html";
        let md5 = rest(hex::encode(Md5::digest(a2)));
        let md5 = Md5::digest(format!("{}:{md5}", mufasa.ha1_md5()));
        assert_eq!(hex::encode(md5), "8ca523f5e9506fed4657c9700eebdbec");
        let sha256 = rest(hex::encode(Sha256::digest(a2)));
        let sha256 = Sha256::digest(format!("{}:{sha256}", mufasa.ha1_sha256()));
        assert_eq!(
            hex::encode(sha256),
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
        );
    }
}
