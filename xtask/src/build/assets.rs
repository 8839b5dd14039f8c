//! The folder that is served: names with a hash, and every file compressed ahead.

use std::{
    collections::BTreeSet,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest as _, Sha256};

use crate::{paths, terminal};

/// What is worth compressing; the rest is compressed already.
const COMPRESSIBLE: [&str; 9] = [
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// The folder while it is filled.
pub(crate) struct Dist {
    folder: PathBuf,
    /// Where the names of the assets of the last two builds are kept.
    record: PathBuf,
    is_compressed: bool,
    assets: BTreeSet<String>,
    public: BTreeSet<PathBuf>,
}

impl Dist {
    pub(super) fn open(folder: PathBuf, record: PathBuf, is_compressed: bool) -> Result<Self> {
        fs::create_dir_all(folder.join("assets"))?;
        Ok(Self {
            folder,
            record,
            is_compressed,
            assets: BTreeSet::new(),
            public: BTreeSet::new(),
        })
    }

    /// Puts a file under a name that changes with its content, and returns its address.
    pub(super) fn asset(&mut self, name: &str, kind: &str, content: &[u8]) -> Result<String> {
        let hash = hash_of(content);
        let name = format!("{name}-{hash}.{kind}");
        self.put(&Path::new("assets").join(&name), content)?;
        let address = format!("/assets/{name}");
        self.assets.insert(name);
        Ok(address)
    }

    /// The addresses of all assets so far.
    pub(super) fn addresses(&self) -> Vec<String> {
        self.assets
            .iter()
            .map(|name| format!("/assets/{name}"))
            .collect()
    }

    /// Puts a file under a name that stays.
    pub(super) fn page(&mut self, name: &str, content: &[u8]) -> Result<()> {
        self.public.insert(name.into());
        self.put(Path::new(name), content)
    }

    /// Copies a file of `public/`.
    pub(super) fn public(&mut self, file: &Path) -> Result<()> {
        let content = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        let name = file.strip_prefix(paths::root().join("public"))?;
        self.public.insert(name.to_path_buf());
        self.put(name, &content)
    }

    fn put(&self, name: &Path, content: &[u8]) -> Result<()> {
        let file = self.folder.join(name);
        let (brotli, gzip) = (with_suffix(&file, "br"), with_suffix(&file, "gz"));
        let is_same = fs::read(&file).is_ok_and(|before| before == content);
        if !is_same {
            // A stale copy would be served in place of the new file.
            remove(&brotli)?;
            remove(&gzip)?;
            write(&file, content)?;
        }
        let kind = file.extension().and_then(|kind| kind.to_str());
        if self.is_compressed && kind.is_some_and(|kind| COMPRESSIBLE.contains(&kind)) {
            if !brotli.exists() {
                write(&brotli, &with_brotli(content)?)?;
            }
            if !gzip.exists() {
                write(&gzip, &with_gzip(content)?)?;
            }
        }
        Ok(())
    }

    /// Takes away what is no longer named and tells what there is.
    pub(super) fn close(self) -> Result<()> {
        self.remove_old_assets()?;
        self.remove_old_pages()?;
        for name in &self.assets {
            let file = self.folder.join("assets").join(name);
            let compressed = with_suffix(&file, "br");
            let brotli = fs::metadata(compressed).map_or_else(
                |_| "not compressed".to_owned(),
                |file| format!("{} brotli", terminal::kilobytes(file.len())),
            );
            let size = terminal::kilobytes(fs::metadata(file)?.len());
            terminal::say(format!("{size:>12}  {brotli:>16}  assets/{name}"));
        }
        Ok(())
    }

    /// A page that was loaded just before an upgrade still asks for the assets that it names, so
    /// those of the build before stay; older ones go.
    fn remove_old_assets(&self) -> Result<()> {
        let mut builds: Vec<BTreeSet<String>> = fs::read(&self.record)
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default();
        if builds.first() != Some(&self.assets) {
            builds.insert(0, self.assets.clone());
            builds.truncate(2);
            write(&self.record, &serde_json::to_vec(&builds)?)?;
        }
        for file in files_below(&self.folder.join("assets"))? {
            let plain = without_suffix(&file);
            let name = plain.file_name().unwrap_or_default().to_string_lossy();
            if !builds.iter().any(|build| build.contains(name.as_ref())) {
                remove(&file)?;
            }
        }
        Ok(())
    }

    fn remove_old_pages(&self) -> Result<()> {
        for file in files_below(&self.folder)? {
            let plain = without_suffix(file.strip_prefix(&self.folder)?);
            if !plain.starts_with("assets") && !self.public.contains(&plain) {
                remove(&file)?;
            }
        }
        Ok(())
    }
}

/// What tells one content from another, in a name.
pub(super) fn hash_of(content: &[u8]) -> String {
    hex::encode(&Sha256::digest(content)[..8])
}

/// Every file in a folder and its folders; none when it is not there.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let entry = entry.with_context(|| format!("reading {}", folder.display()))?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The name of a file's compressed copy: servers look for `app.js.br` beside `app.js`.
pub(crate) fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

/// The file that a compressed copy is of; any other file is its own.
pub(crate) fn without_suffix(file: &Path) -> PathBuf {
    match file.extension().and_then(|kind| kind.to_str()) {
        Some("br" | "gz") => file.with_extension(""),
        _ => file.to_path_buf(),
    }
}

/// Writes beside and renames, so that a server never reads half a file.
fn write(file: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = with_suffix(file, "new");
    fs::write(&beside, content)
        .and_then(|()| fs::rename(&beside, file))
        .with_context(|| format!("writing {}", file.display()))
}

fn remove(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", file.display()))
        }
        _ => Ok(()),
    }
}

fn with_brotli(content: &[u8]) -> Result<Vec<u8>> {
    let settings = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &settings)?;
    Ok(compressed)
}

fn with_gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Builds an app of one script, and returns the script's address.
    fn build(folder: &Path, script: &str) -> String {
        let record = folder.join("assets.json");
        let mut dist = Dist::open(folder.join("dist"), record, true).unwrap();
        let address = dist.asset("boot", "js", script.as_bytes()).unwrap();
        dist.page("index.html", address.as_bytes()).unwrap();
        dist.close().unwrap();
        address
    }

    #[test]
    fn a_page_loaded_before_an_upgrade_still_finds_its_assets() {
        let folder = tempfile::tempdir().unwrap();
        let exists = |address: &str, suffix: &str| {
            let file = format!("dist{address}{suffix}");
            folder.path().join(file).exists()
        };
        let first = build(folder.path(), "1");
        let second = build(folder.path(), "2");
        assert_eq!(build(folder.path(), "2"), second);
        assert!(exists(&first, "") && exists(&first, ".br"));
        let third = build(folder.path(), "3");
        assert!(!exists(&first, "") && !exists(&first, ".br") && !exists(&first, ".gz"));
        assert!(exists(&second, ".gz") && exists(&third, ".gz"));
    }

    #[test]
    fn a_changed_page_never_keeps_the_compressed_copy_of_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("dist/index.html");
        build(folder.path(), "1");
        let before = fs::read(with_suffix(&page, "gz")).unwrap();
        build(folder.path(), "2");
        assert_ne!(fs::read(with_suffix(&page, "gz")).unwrap(), before);
    }
}
