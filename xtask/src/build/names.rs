//! Short names for what the app imports.
//!
//! wasm-bindgen ends each name in a hash. No compression helps against those, and every name travels
//! twice: in the module and in the glue. Here nobody else reads them.

use std::collections::HashMap;

use anyhow::{Context as _, Result, ensure};
use walrus::ModuleConfig;

/// Whose imports get other names: the glue's.
const GLUE_MODULE: &str = "./app_bg.js";

/// The module and its glue with short names.
pub(super) fn shorten(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut module = ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(module)
        .context("what wasm-bindgen made cannot be read")?;
    let mut names = HashMap::new();
    for import in module.imports.iter_mut() {
        if import.module == GLUE_MODULE {
            let short = format!("i{:x}", names.len());
            let long = std::mem::replace(&mut import.name, short.clone());
            ensure!(names.insert(long, short).is_none(), "imported twice");
        }
    }
    Ok((module.emit_wasm(), renamed(glue, &names)?))
}

/// The glue with these names in place of those, each of which it gives once.
fn renamed(glue: &str, names: &HashMap<String, String>) -> Result<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_$".contains(letter);
    let mut made = String::with_capacity(glue.len());
    let mut given = 0;
    let mut rest = glue;
    while let Some(start) = rest.find(is_part) {
        let (between, from_word) = rest.split_at(start);
        let end = from_word.find(|it| !is_part(it)).unwrap_or(from_word.len());
        let (word, behind) = from_word.split_at(end);
        made.push_str(between);
        // As a name of the object that the module is handed; elsewhere the word is an export's.
        match names.get(word).filter(|_| behind.starts_with(':')) {
            Some(short) => {
                made.push_str(short);
                given += 1;
            }
            None => made.push_str(word),
        }
        rest = behind;
    }
    made.push_str(rest);
    ensure!(
        given == names.len(),
        "the glue gives {given} of {} imports by their names",
        names.len()
    );
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_where_the_glue_gives_them() {
        let names = [("__wbg_a_1", "i0"), ("__wbg_a_12", "i1")];
        let names = names.map(|(long, short)| (long.to_owned(), short.to_owned()));
        let names = HashMap::from(names);
        let glue = "{\n__wbg_a_12: function() { wasm.__wbg_a_1(); },\n__wbg_a_1: f,\n}";
        let wanted = "{\ni1: function() { wasm.__wbg_a_1(); },\ni0: f,\n}";
        assert_eq!(renamed(glue, &names).unwrap(), wanted);
        assert!(renamed("{ __wbg_a_1: f }", &names).is_err());
    }
}
