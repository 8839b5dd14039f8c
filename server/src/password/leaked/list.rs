//! Making the file of leaked passwords out of a list of hashes.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use anyhow::Context as _;

use super::{Leaked, file, key};

/// More would take tens of gigabytes to make and hundreds of megabytes to keep.
const MOST: usize = 100_000_000;

/// Makes the file `out` of a list with one SHA-1 in hexadecimal on each line, and behind a colon how
/// often the password leaked. Only those that leaked `at_least` so often are taken; a line without
/// a number counts once. Answers how many there were.
///
/// # Errors
/// The list cannot be read, a line is something else, no hash or too many are left, or the file
/// cannot be written.
pub fn make(hashes: &Path, out: &Path, at_least: u64) -> anyhow::Result<u64> {
    let list = File::open(hashes)
        .map_err(anyhow::Error::from)
        .and_then(|file| keys(BufReader::new(file), at_least, MOST))
        .with_context(|| format!("{} cannot be used", hashes.display()))?;
    let leaked = Leaked::build(list).with_context(|| format!("{}", hashes.display()))?;
    file::write(out, &leaked).with_context(|| format!("{} cannot be written", out.display()))?;
    Ok(leaked.passwords())
}

fn keys(mut list: impl BufRead, at_least: u64, most: usize) -> anyhow::Result<Vec<u64>> {
    let mut keys = Vec::new();
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if list.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = line.trim_ascii_end();
        if text.is_empty() {
            continue;
        }
        let (hash, count) = parse(text).with_context(|| {
            format!(
                "line {number} is not a SHA-1 of 40 hexadecimal digits, alone or with `:` and a \
                 number"
            )
        })?;
        if count < at_least {
            continue;
        }
        anyhow::ensure!(
            keys.len() < most,
            "there are more than {most} hashes; `--at-least NUMBER` takes only those that leaked \
             often"
        );
        keys.push(key(&hash));
    }
    Ok(keys)
}

fn parse(line: &[u8]) -> Option<([u8; 20], u64)> {
    let (digits, count) = match line.iter().position(|byte| *byte == b':') {
        Some(colon) => {
            let count = std::str::from_utf8(&line[colon + 1..]).ok()?;
            (&line[..colon], count.parse().ok()?)
        }
        None => (line, 1),
    };
    let mut hash = [0; 20];
    hex::decode_to_slice(digits, &mut hash).ok()?;
    Some((hash, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-1 of `password`, `123456` and `qwerty`.
    const LIST: &str = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9545824\r\n\
                        7c4a8d09ca3762af61e59520943dc26494f8941b:37359195\r\n\
                        \r\n\
                        B1B3773A05C0ED0176787A4F1574FF0075F7521E\r\n";

    fn made(list: &str, at_least: u64) -> anyhow::Result<Leaked> {
        let folder = tempfile::tempdir().unwrap();
        let (hashes, out) = (folder.path().join("hashes.txt"), folder.path().join("out"));
        std::fs::write(&hashes, list).unwrap();
        make(&hashes, &out, at_least)?;
        Ok(Leaked::open(&out)?)
    }

    fn why(list: &str, at_least: u64) -> String {
        format!("{:#}", made(list, at_least).unwrap_err())
    }

    #[test]
    fn a_list_as_it_is_downloaded_becomes_a_file() {
        let leaked = made(LIST, 1).unwrap();
        assert_eq!(leaked.passwords(), 3);
        for text in ["password", "123456", "qwerty"] {
            assert!(leaked.contains(text), "{text}");
        }
        assert!(!leaked.contains("Wb7!kqzt"));
    }

    #[test]
    fn only_those_that_leaked_often_are_taken() {
        let leaked = made(LIST, 9_545_825).unwrap();
        assert_eq!(leaked.passwords(), 1);
        assert!(leaked.contains("123456"));
        assert_eq!(made(LIST, 9_545_824).unwrap().passwords(), 2);
    }

    #[test]
    fn a_hash_that_is_there_twice_counts_once() {
        assert_eq!(made(&LIST.repeat(2), 1).unwrap().passwords(), 3);
    }

    #[test]
    fn another_line_is_named_by_its_number() {
        for line in [
            "8846F7EAEE8FB117AD06BDD830B7586C:5",
            "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD",
            "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FDG:1",
            "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:",
            "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:many",
            "password",
        ] {
            let sentence = why(&format!("{LIST}{line}\n"), 1);
            assert!(sentence.contains("hashes.txt"), "{sentence}");
            assert!(sentence.contains("line 5 is not a SHA-1"), "{sentence}");
        }
    }

    #[test]
    fn a_list_with_nothing_in_it_makes_no_file() {
        assert!(why("", 1).contains("there are no hashes"));
        assert!(why(LIST, u64::MAX).contains("there are no hashes"));
    }

    #[test]
    fn too_many_hashes_are_refused_with_the_way_out() {
        assert!(keys(LIST.as_bytes(), 1, 3).is_ok());
        let sentence = keys(LIST.as_bytes(), 1, 2).unwrap_err().to_string();
        assert!(sentence.contains("--at-least"), "{sentence}");
    }
}
