//! Takes the app apart: what the first page needs, and parts that are loaded when they are wanted.
//!
//! The library that does it makes, beside the parts, a *piece* for each set of parts that need the
//! same code, and a script that loads all of them. Pieces are small and become more with every
//! part, so they are put into one file. The script and wasm-bindgen's glue import each other, which
//! files whose names come from their content cannot; so the two are made one file as well.

use std::{
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
/// The file that holds all pieces.
const SHARED: &str = "shared.wasm";

/// The app in pieces.
pub(super) struct Split {
    /// What is there from the start; wasm-bindgen has not seen it yet.
    pub(super) main: PathBuf,
    /// Everything else.
    pub(super) rest: Vec<PathBuf>,
    /// The script that loads it.
    pub(super) loader: String,
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
        loader,
    })
}

impl Split {
    /// Puts all pieces into one file.
    pub(super) fn pack(self, folder: &Path) -> Result<()> {
        // A WebAssembly module of version 1 that has nothing but custom sections.
        let mut shared = b"\0asm\x01\0\0\0".to_vec();
        for file in self.rest {
            if let Some(name) = piece_name(&file) {
                custom_section(&mut shared, name, &fs::read(&file)?)?;
                fs::remove_file(&file)?;
            }
        }
        fs::write(folder.join(SHARED), shared)?;
        Ok(())
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
        for name in self.rest.iter().filter_map(|file| piece_name(file)) {
            let request = format!(r#"fetch(new URL("./{name}.wasm", import.meta.url))"#);
            ensure!(loader.contains(&request), "the loader does not load {name}");
            loader = loader.replace(&request, &format!(r#"readPiece("{name}")"#));
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

    fn split(loader: &str, rest: &[&str]) -> Split {
        Split {
            main: PathBuf::new(),
            rest: rest.iter().map(PathBuf::from).collect(),
            loader: loader.to_owned(),
        }
    }

    #[test]
    fn glue_and_loader_become_one_script() {
        let loader = concat!(
            "import { initSync } from \"./main.js\";\n",
            "const __chunk_2 = makeLoad(() => {\n",
            "    const src = fetch(new URL(\"./chunk_2.wasm\", import.meta.url));\n",
            "}, []);\n",
            "export const __wasm_split_load_calls = wrapAsyncCb(__chunk_2);\n",
        );
        let glue = "import * as import1 from \"./loader.js\"\nimport * as import2 from \"./loader.js\"\nuse(import1);\n";
        let joined = split(loader, &["split_calls.wasm", "chunk_2.wasm"])
            .join(glue)
            .unwrap();
        assert!(!joined.contains("import {") && !joined.contains("import * as"));
        assert!(joined.contains(r#"const src = readPiece("chunk_2");"#));
        assert!(joined.contains("return { __wasm_split_load_calls };"));
        assert!(joined.ends_with("const import1 = loader;\nconst import2 = loader;\n"));
    }

    #[test]
    fn a_loader_that_is_not_understood_stops_the_build() {
        let unknown = split("const __chunk_2 = elsewhere();", &["chunk_2.wasm"]);
        assert!(unknown.join("").is_err());
        let glue = "import { other } from \"./loader.js\"\n";
        assert!(split("", &[]).join(glue).is_err());
    }

    #[test]
    fn pieces_are_sections_of_one_module() {
        let mut module = Vec::new();
        custom_section(&mut module, "chunk_2", &[7; 200]).unwrap();
        // 208 bytes, which takes two bytes to say: 0x50 with more to come, and 1.
        assert_eq!(module[..4], [0, 0x80 | 0x50, 1, 7]);
        assert_eq!(&module[4..11], b"chunk_2");
        assert_eq!(module[11..], [7; 200]);
    }
}
