//! What the first page costs: everything it asks for, as it goes over the wire.
//!
//! Parts of the app are named by the first page and asked for after it; that they wait until the
//! page can be read is what `end2end/tests/parts.spec.ts` looks at.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use anyhow::{Context as _, Result, ensure};

use crate::{
    build::{PART, SERVICE_WORKER, files_below, with_suffix, without_suffix},
    paths,
    terminal::{kilobytes, say},
};

/// More than this fails the tests.
const GATE_BYTES: u64 = 350_000;
/// What we want.
const AIM_BYTES: u64 = 250_000;
const GATE_REQUESTS: usize = 8;
const AIM_REQUESTS: usize = 6;

/// The first page as it was built.
pub(crate) struct FirstPage {
    /// Address and bytes of each file, with brotli where the file has it.
    files: BTreeMap<String, u64>,
    /// The same of the parts that are loaded when they are wanted.
    parts: BTreeMap<String, u64>,
}

impl FirstPage {
    /// Reads `dist/`: the page, the files that it names, and those that they name in turn.
    pub(crate) fn measure() -> Result<Self> {
        let mut unseen: BTreeMap<String, PathBuf> = BTreeMap::new();
        for file in files_below(&paths::dist())? {
            if without_suffix(&file) == file {
                let name = file.strip_prefix(paths::dist())?.to_string_lossy();
                unseen.insert(format!("/{name}"), file);
            }
        }
        let (mut files, mut parts) = (BTreeMap::new(), BTreeMap::new());
        let mut wanted = BTreeSet::from(["/index.html".to_owned()]);
        while let Some(address) = wanted.pop_first() {
            let file = unseen
                .remove(&address)
                .with_context(|| format!("no {address} in dist/"))?;
            let content = fs::read(&file)?;
            let compressed = fs::metadata(with_suffix(&file, "br"));
            let bytes = compressed.map_or(content.len() as u64, |it| it.len());
            if is_later(&address) {
                parts.insert(address, bytes);
                continue;
            }
            files.insert(address, bytes);
            // Names are looked for in the module too: the app asks for its icons by name.
            let named = unseen
                .keys()
                .filter(|name| contains(&content, name.as_bytes()));
            wanted.extend(named.cloned());
        }
        Ok(Self { files, parts })
    }

    /// Bytes in all.
    pub(crate) fn bytes(&self) -> u64 {
        self.files.values().sum()
    }

    /// Requests in all: the files, and the question who is signed in.
    pub(crate) fn requests(&self) -> usize {
        self.files.len() + 1
    }

    /// One line for each file, and the sums.
    pub(crate) fn tell(&self) {
        for (address, bytes) in &self.files {
            say(format!("{:>12}  {address}", kilobytes(*bytes)));
        }
        for (address, bytes) in &self.parts {
            say(format!("{:>12}  {address}, later", kilobytes(*bytes)));
        }
        say(format!(
            "{:>12}  in all, brotli (gate {}, aim {})",
            kilobytes(self.bytes()),
            kilobytes(GATE_BYTES),
            kilobytes(AIM_BYTES),
        ));
        say(format!(
            "{:>12}  requests with /v1/session (gate {GATE_REQUESTS}, aim {AIM_REQUESTS})",
            self.requests(),
        ));
    }
}

/// Tells the size and refuses what is too large.
pub(crate) fn check() -> Result<()> {
    let page = FirstPage::measure()?;
    page.tell();
    ensure!(
        page.bytes() <= GATE_BYTES,
        "the first page is larger than the gate allows"
    );
    ensure!(
        page.requests() <= GATE_REQUESTS,
        "the first page takes more requests than the gate allows"
    );
    Ok(())
}

/// What the first page names, and the browser asks for once it stands: parts, what keeps the page for
/// the time that the server is away, and what installs it.
fn is_later(address: &str) -> bool {
    address.starts_with(&format!("/assets/{PART}"))
        || address.starts_with("/icon-")
        || address == "/manifest.webmanifest"
        || address.strip_prefix('/') == Some(SERVICE_WORKER)
}

fn contains(content: &[u8], name: &[u8]) -> bool {
    content.windows(name.len()).any(|window| window == name)
}
