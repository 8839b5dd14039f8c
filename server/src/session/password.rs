//! Password hashes: Argon2id with two passes and one lane, keyed with a secret that is not in the
//! database. Unless the configuration says more it takes 19,456 KiB, OWASP's first choice.

mod threads;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use self::threads::Threads;
use crate::{
    error::{ApiError, ApiResult},
    sealing::Key,
};
use anyhow::Context as _;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use belroute_shared::password::normalize;

/// Memory for one hash when the configuration does not say, in KiB.
pub(crate) const MEMORY_KIB: u32 = Params::DEFAULT_M_COST;
/// How many requests may wait for a hash. More would only wait until they are given up, and each
/// holds memory meanwhile.
const MOST_WAITING: usize = 64;

/// Hashes passwords, a few at a time: each takes memory and a processor for itself.
#[derive(Clone)]
pub struct Hashing {
    recipe: Recipe,
    /// Hashed instead of a password that does not exist, so that an unknown name takes as long.
    dummy: Arc<str>,
    threads: Threads,
    waiting: Arc<AtomicUsize>,
}

/// How a hash is made.
#[derive(Clone)]
struct Recipe {
    pepper: [u8; 32],
    params: Params,
}

/// What came of comparing a password with its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It does not fit, or there is none.
    Wrong,
    /// It fits.
    Right,
    /// It fits, and its hash was made with other parameters than those of now.
    Outdated,
}

impl Hashing {
    /// Leaves one processor to all other requests where there are several.
    ///
    /// # Errors
    /// The memory is less than the algorithm needs, or no thread can be started.
    pub(crate) fn new(key: &Key, memory_kib: u32) -> anyhow::Result<Self> {
        let recipe = Recipe::new(key, memory_kib)?;
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Self {
            dummy: recipe.hash("nobody has this")?.into(),
            recipe,
            threads: Threads::start((processors - 1).max(1))?,
            waiting: Arc::default(),
        })
    }

    /// Whether a password fits a stored hash. Without one the same work is done, and the answer
    /// is no.
    pub(crate) async fn verify(
        &self,
        password: &str,
        stored: Option<String>,
    ) -> ApiResult<Verdict> {
        let password = normalize(password);
        let (recipe, dummy) = (self.recipe.clone(), self.dummy.clone());
        self.run(move || {
            let phc = stored.as_deref().unwrap_or(&dummy);
            let Ok(parsed) = PasswordHash::new(phc) else {
                return Verdict::Wrong;
            };
            let fits = recipe
                .hasher()
                .is_ok_and(|hasher| hasher.verify_password(password.as_bytes(), &parsed).is_ok());
            match (fits && stored.is_some(), recipe.made(&parsed)) {
                (false, _) => Verdict::Wrong,
                (true, true) => Verdict::Right,
                (true, false) => Verdict::Outdated,
            }
        })
        .await
    }

    /// A new hash as a PHC string.
    pub(crate) async fn hash(&self, password: &str) -> ApiResult<String> {
        let password = normalize(password);
        let recipe = self.recipe.clone();
        let hash = self.run(move || recipe.hash(&password)).await?;
        Ok(hash?)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> ApiResult<T> {
        let waiting = Waiting::begin(&self.waiting)?;
        let done = self.threads.run(move || {
            drop(waiting);
            work()
        });
        Ok(done.await.context("hashing was interrupted")?)
    }
}

/// A place among those who wait; given back also when the request is dropped.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn begin(count: &Arc<AtomicUsize>) -> ApiResult<Self> {
        let place = Self(count.clone());
        if count.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
            return Err(ApiError::Unavailable(anyhow::anyhow!(
                "too many passwords wait to be checked"
            )));
        }
        Ok(place)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A new hash as a PHC string, made here and now: for the command line.
pub(crate) fn hash_now(key: &Key, password: &str) -> anyhow::Result<String> {
    Recipe::new(key, MEMORY_KIB)?.hash(&normalize(password))
}

impl Recipe {
    fn new(key: &Key, memory_kib: u32) -> anyhow::Result<Self> {
        let usual = Params::DEFAULT;
        let params = Params::new(memory_kib, usual.t_cost(), usual.p_cost(), None)
            .context("passwords cannot be hashed with so little memory")?;
        Ok(Self {
            pepper: key.pepper(),
            params,
        })
    }

    fn hash(&self, password: &str) -> anyhow::Result<String> {
        let hash = self
            .hasher()?
            .hash_password(password.as_bytes())
            .context("a password cannot be hashed")?;
        Ok(hash.to_string())
    }

    fn hasher(&self) -> anyhow::Result<Argon2<'_>> {
        let params = self.params.clone();
        Argon2::new_with_secret(&self.pepper, Algorithm::Argon2id, Version::V0x13, params)
            .context("the pepper is too long")
    }

    /// Whether a hash was made with these parameters.
    fn made(&self, hash: &PasswordHash) -> bool {
        let costs = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
        Params::try_from(hash).is_ok_and(|params| costs(&params) == costs(&self.params))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key::of_bytes([1; 32])
    }

    #[test]
    fn the_parameters_are_those_documented() {
        let phc = hash_now(&key(), "correct horse").unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_under_its_own_key_alone() {
        let hashing = Hashing::new(&key(), 8).unwrap();
        let hash = hashing.hash("Wb7!k\u{e9}zt").await.unwrap();
        assert_ne!(hash, hashing.hash("Wb7!k\u{e9}zt").await.unwrap());
        let verify = async |hashing: &Hashing, password: &str| {
            hashing.verify(password, Some(hash.clone())).await.unwrap()
        };
        assert_eq!(verify(&hashing, "Wb7!ke\u{301}zt").await, Verdict::Right);
        assert_eq!(verify(&hashing, "Wb7!kezt").await, Verdict::Wrong);
        let other = Hashing::new(&Key::of_bytes([2; 32]), 8).unwrap();
        assert_eq!(verify(&other, "Wb7!k\u{e9}zt").await, Verdict::Wrong);
        assert_eq!(hashing.verify("x", None).await.unwrap(), Verdict::Wrong);
        let stronger = Hashing::new(&key(), 16).unwrap();
        assert_eq!(verify(&stronger, "Wb7!k\u{e9}zt").await, Verdict::Outdated);
    }
}
