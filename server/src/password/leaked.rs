//! Leaked passwords: a file that whoever runs the server may put beside it, and that answers for a
//! password without the network.
//!
//! The public collection of leaked passwords has hundreds of millions of hashes. A *binary fuse
//! filter* over the eleven million that leaked most often takes 25 MB and is wrong about one
//! password in 65,536 that did not leak; a password that did is always known.

use std::path::Path;

use belroute_shared::password::normalize;
use sha1::{Digest as _, Sha1};
use xorf::{BinaryFuse16, Filter as _};

mod file;
mod list;

pub use file::LeakedError;
pub use list::make;

/// The leaked passwords that the server knows.
pub struct Leaked {
    filter: BinaryFuse16,
    passwords: u64,
}

impl std::fmt::Debug for Leaked {
    /// Not the filter, which is megabytes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Leaked")
            .field("passwords", &self.passwords)
            .finish_non_exhaustive()
    }
}

impl Leaked {
    /// Reads a file that `belroute leaked-passwords` wrote.
    ///
    /// # Errors
    /// The file cannot be read, is something else, or is not whole.
    pub fn open(path: &Path) -> Result<Self, LeakedError> {
        file::read(path)
    }

    /// How many passwords went into the file.
    pub fn passwords(&self) -> u64 {
        self.passwords
    }

    /// Whether a password leaked, in the form that is hashed when it is stored.
    pub(super) fn contains(&self, text: &str) -> bool {
        let hash = Sha1::digest(normalize(text));
        self.filter.contains(&key(hash.as_ref()))
    }

    /// A filter over keys, of which some may be there more than once.
    fn build(mut keys: Vec<u64>) -> anyhow::Result<Self> {
        keys.sort_unstable();
        keys.dedup();
        anyhow::ensure!(!keys.is_empty(), "there are no hashes");
        let filter = BinaryFuse16::try_from(&keys).map_err(anyhow::Error::msg)?;
        anyhow::ensure!(
            keys.iter().all(|key| filter.contains(key)),
            "the filter does not know its own hashes"
        );
        Ok(Self {
            filter,
            passwords: keys.len() as u64,
        })
    }

    #[cfg(test)]
    pub(super) fn of<'a>(passwords: impl IntoIterator<Item = &'a str>) -> Self {
        let keys = passwords
            .into_iter()
            .map(|text| key(Sha1::digest(text).as_ref()))
            .collect();
        Self::build(keys).unwrap()
    }
}

/// The first eight bytes of a hash: enough to tell a billion apart.
fn key(hash: &[u8]) -> u64 {
    hash.iter()
        .take(8)
        .fold(0, |key, byte| key << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_that_leaked_is_known_however_its_accents_were_typed() {
        let leaked = Leaked::of(["wachtwoord", "caf\u{e9}"]);
        assert!(leaked.contains("wachtwoord"));
        assert!(leaked.contains("cafe\u{301}"));
        assert!(!leaked.contains("Wachtwoord"));
        assert_eq!(leaked.passwords(), 2);
    }

    #[test]
    fn filters_of_every_small_size_know_their_passwords() {
        for size in [1, 2, 3, 4, 5, 10, 100, 1000, 11_521] {
            let passwords: Vec<String> = (0..size).map(|number| number.to_string()).collect();
            let leaked = Leaked::of(passwords.iter().map(String::as_str));
            assert!(passwords.iter().all(|text| leaked.contains(text)), "{size}");
        }
    }

    #[test]
    fn few_others_are_taken_for_leaked() {
        let passwords: Vec<String> = (0..10_000).map(|number| number.to_string()).collect();
        let leaked = Leaked::of(passwords.iter().map(String::as_str));
        let wrong = (10_000..110_000)
            .filter(|number| leaked.contains(&number.to_string()))
            .count();
        assert!(wrong < 10, "{wrong} of 100,000");
    }
}
