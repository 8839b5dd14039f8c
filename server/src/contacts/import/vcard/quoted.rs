//! Values in which bytes are written as `=C3`, as vCards of version 2.1 have them (RFC 2045, 6.7).

use std::borrow::Cow;

/// Whether the value of a line is written so.
pub(super) fn is_quoted(line: &str) -> bool {
    let head = line.split(':').next().unwrap_or_default();
    let mut parameters = head.split(';').skip(1);
    parameters.any(|it| {
        let value = it.rsplit('=').next().unwrap_or_default();
        value.eq_ignore_ascii_case("quoted-printable")
    })
}

/// The value of a line that begins with `head`, with its bytes as letters: of UTF-8 where they are
/// that, else of Latin-1, which such cards were mostly written in.
pub(super) fn plain<'a>(head: &str, value: &'a str) -> Cow<'a, str> {
    if !is_quoted(head) {
        return Cow::Borrowed(value);
    }
    let bytes = bytes(value);
    Cow::Owned(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
    })
}

fn bytes(value: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, behind @ ..] = rest {
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        let written = match (first, behind) {
            (b'=', [high, low, ..]) => digit(high).zip(digit(low)),
            _ => None,
        };
        if let Some(byte) = written.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            bytes.push(byte);
            rest = behind.get(2..).unwrap_or_default();
        } else {
            // A sign that stands for nothing is only a sign.
            bytes.push(*first);
            rest = behind;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_letters_and_odd_signs_stay() {
        let head = "N;ENCODING=QUOTED-PRINTABLE";
        for (value, text) in [
            ("Zo=C3=AB", "Zoë"),
            ("Zo=EB", "Zoë"),
            ("a=3Db=", "a=b="),
            ("=G1=", "=G1="),
        ] {
            assert_eq!(plain(head, value), text, "{value}");
        }
        assert_eq!(plain("N;CHARSET=UTF-8", "=C3"), "=C3");
        assert!(is_quoted("N;quoted-printable:x") && !is_quoted("N:;QUOTED-PRINTABLE"));
    }
}
