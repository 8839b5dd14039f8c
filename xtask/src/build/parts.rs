//! Takes the app apart: what the first page needs, and parts that are loaded when they are wanted.
//!
//! The library that does it makes, beside the parts, a *piece* for each set of parts that need the
//! same code, and a script that loads all of them. Most pieces are small and they become more with
//! every part, so the small ones are put into one file. The script and wasm-bindgen's glue import each other, which
//! files whose names come from their content cannot; so the two are made one file as well.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Error, Result, ensure};
use wasm_split_cli_support::{Options, transform};

/// Reads pieces out of the file that holds them.
const READER: &str = include_str!("pieces.js");
/// What the glue calls the script that loads parts.
const LOADER: &str = "./loader.js";
/// How the name of a piece begins.
const PIECE: &str = "chunk_";
/// The file that holds the small pieces.
const SHARED: &str = "shared.wasm";
/// From so many bytes on a piece is a file of its own: whoever needs only the others would load it
/// in vain.
const LARGE: usize = 16_384;

/// The app in pieces.
pub(super) struct Split {
    /// What is there from the start; wasm-bindgen has not seen it yet.
    pub(super) main: PathBuf,
    /// Everything else.
    pub(super) rest: Vec<PathBuf>,
    /// Which pieces each part needs.
    needs: HashMap<String, Vec<String>>,
    /// The script that loads it.
    loader: String,
}

/// Splits a module where functions are marked with `wasm_split`, into a folder.
pub(super) fn split(module: &[u8], folder: &Path) -> Result<Split> {
    let main = folder.join("main.wasm");
    let mut options = Options::new(module);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    let split = transform(options)
        .map_err(|report| Error::from_boxed(report.into()))
        .context("the browser app could not be taken apart")?;
    let script = folder.join(LOADER);
    let loader = fs::read_to_string(&script)?;
    fs::remove_file(script)?;
    Ok(Split {
        main,
        rest: split.split_modules,
        needs: split.prefetch_map,
        loader,
    })
}

impl Split {
    /// Puts small pieces into one file, and names large ones after the parts that need them.
    pub(super) fn pack(&mut self, folder: &Path) -> Result<()> {
        // A WebAssembly module of version 1 that has nothing but custom sections.
        let mut shared = b"\0asm\x01\0\0\0".to_vec();
        for file in &self.rest {
            let Some(name) = piece_name(file) else {
                continue;
            };
            let request =
                |name: &str| format!(r#"fetch(new URL("./{name}.wasm", import.meta.url))"#);
            let before = request(name);
            ensure!(
                self.loader.contains(&before),
                "the loader does not load {name}"
            );
            let content = fs::read(file)?;
            let after = if content.len() < LARGE {
                custom_section(&mut shared, name, &content)?;
                fs::remove_file(file)?;
                format!(r#"readPiece("{name}")"#)
            } else {
                let parts = self.parts_that_need(name);
                fs::rename(file, folder.join(&parts).with_extension("wasm"))?;
                request(&parts)
            };
            self.loader = self.loader.replace(&before, &after);
        }
        fs::write(folder.join(SHARED), shared)?;
        Ok(())
    }

    /// No two pieces are needed by the same parts.
    fn parts_that_need(&self, piece: &str) -> String {
        let needs = self.needs.iter();
        let mut parts: Vec<&str> = needs
            .filter(|(_, pieces)| pieces.iter().any(|one| one == piece))
            .map(|(part, _)| part.as_str())
            .collect();
        parts.sort_unstable();
        parts.join("_")
    }

    /// The glue with the loader in it.
    pub(super) fn join(&self, glue: &str) -> Result<String> {
        let mut loader = String::from(READER);
        let mut offered = Vec::new();
        for line in self.loader.lines() {
            // What it imports will stand in the same file.
            if line.starts_with("import ") {
                continue;
            }
            let exported = line.strip_prefix("export const ");
            offered.extend(exported.and_then(|line| Some(line.split_once(' ')?.0)));
            loader.push_str(line.strip_prefix("export ").unwrap_or(line));
            loader.push('\n');
        }
        let offered = offered.join(", ");
        loader = format!("const loader = (() => {{\n{loader}return {{ {offered} }};\n}})();\n");

        let mut joined = String::new();
        let import = format!(r#" from "{LOADER}""#);
        for line in glue.lines() {
            match line.strip_prefix("import * as ") {
                Some(rest) if rest.ends_with(&import) => {
                    let name = rest.trim_end_matches(&import);
                    loader = format!("{loader}const {name} = loader;\n");
                }
                _ => {
                    joined.push_str(line);
                    joined.push('\n');
                }
            }
        }
        ensure!(
            !joined.contains(LOADER) || loader.contains(" = loader;"),
            "the glue does not import the loader as this expects"
        );
        Ok(joined + &loader)
    }
}

fn piece_name(file: &Path) -> Option<&str> {
    let name = file.file_stem()?.to_str()?;
    name.starts_with(PIECE).then_some(name)
}

/// Adds a custom section: its kind, its length, and its name before its content.
fn custom_section(module: &mut Vec<u8>, name: &str, content: &[u8]) -> Result<()> {
    let mut section = Vec::new();
    number(&mut section, name.len())?;
    section.extend(name.as_bytes());
    section.extend(content);
    module.push(0);
    number(module, section.len())?;
    module.extend(section);
    Ok(())
}

/// Adds a number as WebAssembly writes it: seven bits a byte, the lowest first.
fn number(module: &mut Vec<u8>, number: usize) -> Result<()> {
    let mut rest = u32::try_from(number)?;
    while rest >= 0x80 {
        module.push(u8::try_from(rest & 0x7f)? | 0x80);
        rest >>= 7;
    }
    module.push(u8::try_from(rest)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADS: &str = concat!(
        "import { initSync } from \"./main.js\";\n",
        "const __chunk_2 = makeLoad(fetch(new URL(\"./chunk_2.wasm\", import.meta.url)));\n",
        "const __chunk_3 = makeLoad(fetch(new URL(\"./chunk_3.wasm\", import.meta.url)));\n",
        "export const __wasm_split_load_calls = wrapAsyncCb(__chunk_2);\n",
    );

    fn split(loader: &str) -> Split {
        let needs = [
            ("calls", &["chunk_2", "chunk_3", "split_calls"][..]),
            ("account", &["chunk_3"]),
        ];
        Split {
            main: PathBuf::new(),
            rest: Vec::new(),
            needs: needs
                .map(|(part, files)| {
                    let files = files.iter().map(ToString::to_string);
                    (part.to_owned(), files.collect())
                })
                .into(),
            loader: loader.to_owned(),
        }
    }

    #[test]
    fn glue_and_loader_become_one_script() {
        let glue = "import * as import1 from \"./loader.js\"\nimport * as import2 from \"./loader.js\"\nuse(import1);\n";
        let joined = split(LOADS).join(glue).unwrap();
        assert!(!joined.contains("import {") && !joined.contains("import * as"));
        assert!(joined.contains("return { __wasm_split_load_calls };"));
        assert!(joined.ends_with("const import1 = loader;\nconst import2 = loader;\n"));
    }

    #[test]
    fn small_pieces_share_a_file_and_large_ones_are_named_after_their_parts() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let mut split = split(LOADS);
        split.rest = ["split_calls.wasm", "chunk_2.wasm", "chunk_3.wasm"]
            .map(file)
            .into();
        for (file, bytes) in split.rest.iter().zip([9, 200, LARGE]) {
            fs::write(file, vec![7; bytes]).unwrap();
        }
        split.pack(folder.path()).unwrap();
        // After the head of the module: 208 bytes, which takes two to say (0x50 with more to come,
        // and 1), with a name of seven.
        let shared = fs::read(file(SHARED)).unwrap();
        assert_eq!(shared[8..12], [0, 0x80 | 0x50, 1, 7]);
        assert_eq!(&shared[12..19], b"chunk_2");
        assert_eq!(shared[19..], [7; 200]);
        assert_eq!(fs::read(file("account_calls.wasm")).unwrap().len(), LARGE);
        assert!(file("split_calls.wasm").exists());
        assert!(!file("chunk_2.wasm").exists() && !file("chunk_3.wasm").exists());
        assert!(split.loader.contains(r#"makeLoad(readPiece("chunk_2"))"#));
        assert!(split.loader.contains(r#"new URL("./account_calls.wasm", "#));
    }

    #[test]
    fn a_loader_that_is_not_understood_stops_the_build() {
        let mut unknown = split("const __chunk_2 = elsewhere();");
        unknown.rest = vec!["chunk_2.wasm".into()];
        assert!(unknown.pack(Path::new("")).is_err());
        let glue = "import { other } from \"./loader.js\"\n";
        assert!(split("").join(glue).is_err());
    }
}
