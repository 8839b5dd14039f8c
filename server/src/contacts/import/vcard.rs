//! Contacts as vCards of version 2.1 (the Versit Consortium's), 3 (RFC 2426) and 4 (RFC 6350), one or
//! many in a file. Of each the name, firm, numbers, first e-mail address and notes are taken;
//! everything else is passed over. A card that does not say its version is read like one of version 3.

mod quoted;

use std::borrow::Cow;

use belroute_shared::{
    contacts::{LabelledNumber, NumberLabel},
    error::{Code, FieldError},
};

use super::{super::Card, Found, check_room, label_of, letters};

/// The versions that are read.
const VERSIONS: [&str; 3] = ["2.1", "3.0", "4.0"];

/// Finds the cards of a file.
pub(super) fn read(text: &str) -> Result<Vec<Found>, Code> {
    let mut found = Vec::new();
    let mut open: Option<(u64, Read)> = None;
    let unfinished = || Err(FieldError::new("card", Code::Malformed));
    for (line, content) in unfolded(text) {
        let Some(property) = Property::of(&content) else {
            continue;
        };
        let is_about_a_card = property.value.trim().eq_ignore_ascii_case("vcard");
        match property.name.as_str() {
            "BEGIN" if is_about_a_card => {
                let before = open.replace((line, Read::default()));
                found.extend(before.map(|(line, _)| Found {
                    line,
                    contact: unfinished(),
                }));
            }
            "END" if is_about_a_card => {
                found.extend(open.take().map(|(line, card)| Found {
                    line,
                    contact: card.contact(),
                }));
            }
            _ => {
                if let Some((_, card)) = &mut open {
                    card.take(&property);
                }
            }
        }
        check_room(&found)?;
    }
    found.extend(open.map(|(line, _)| Found {
        line,
        contact: unfinished(),
    }));
    check_room(&found)?;
    if found.is_empty() {
        return Err(Code::NoContacts);
    }
    Ok(found)
}

/// The lines of a file with the number of each; one that begins with a blank goes on where the line
/// before it ended (RFC 6350, 3.2). A quoted value of version 2.1 goes on after a `=` at the end.
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (number, line) in (1..).zip(text.split('\n')) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match lines.last_mut() {
            Some((_, before)) if before.ends_with('=') && quoted::is_quoted(before) => {
                before.pop();
                before.push_str(line);
            }
            Some((_, before)) if line.starts_with([' ', '\t']) => before.push_str(&line[1..]),
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}

/// One line: `group.NAME;PARAMETER=value:value`.
struct Property<'a> {
    name: String,
    /// Types in small letters, such as `cell`; version 2 wrote them without `TYPE=`.
    types: Vec<String>,
    value: Cow<'a, str>,
}

impl<'a> Property<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let (head, value) = split_outside_quotes(line, ':')?;
        let mut parts = Vec::new();
        let mut rest = head;
        while let Some((part, behind)) = split_outside_quotes(rest, ';') {
            parts.push(part);
            rest = behind;
        }
        parts.push(rest);
        let mut parts = parts.into_iter();
        let name = parts.next()?;
        let name = name.rsplit_once('.').map_or(name, |(_, name)| name);
        let types = parts.flat_map(|parameter| {
            let (key, value) = parameter.split_once('=').unwrap_or(("TYPE", parameter));
            let value = value.trim_matches('"');
            let is_type = key.eq_ignore_ascii_case("type");
            let types = value.split(',').filter(move |_| is_type);
            types.map(|word| word.trim_matches('"').to_lowercase())
        });
        Some(Self {
            types: types.collect(),
            name: name.trim().to_uppercase(),
            value: quoted::plain(head, value),
        })
    }

    /// What a number is for. Whatever is both of work and mobile is carried about.
    fn label(&self) -> NumberLabel {
        let labels = || self.types.iter().filter_map(|word| label_of(word));
        if self.types.iter().any(|word| word.contains("fax")) {
            return NumberLabel::Other;
        }
        let mobile = labels().find(|label| *label == NumberLabel::Mobile);
        mobile
            .or_else(|| labels().next())
            .unwrap_or(NumberLabel::Other)
    }
}

fn split_outside_quotes(text: &str, separator: char) -> Option<(&str, &str)> {
    let mut is_quoted = false;
    for (index, letter) in text.char_indices() {
        if letter == '"' {
            is_quoted = !is_quoted;
        } else if letter == separator && !is_quoted {
            return Some((&text[..index], &text[index + letter.len_utf8()..]));
        }
    }
    None
}

/// The parts of a value between `;`, with what was written with a backslash made plain.
fn parts(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = value.chars();
    let mut push = |letter: Option<char>| match (letter, parts.last_mut()) {
        (Some(letter), Some(part)) => part.push(letter),
        _ => parts.push(String::new()),
    };
    while let Some(letter) = letters.next() {
        match letter {
            ';' => push(None),
            '\\' => match letters.next() {
                Some('n' | 'N') => push(Some('\n')),
                Some(escaped) => push(Some(escaped)),
                None => push(Some('\\')),
            },
            plain => push(Some(plain)),
        }
    }
    parts
}

/// A whole value; a `;` that nobody escaped is only a sign in it.
fn whole(value: &str) -> String {
    parts(value).join(";")
}

/// What was read of a card so far.
#[derive(Debug, Default)]
struct Read {
    is_of_unknown_version: bool,
    full_name: String,
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    numbers: Vec<LabelledNumber>,
    email: Option<String>,
    notes: Vec<String>,
}

impl Read {
    fn take(&mut self, property: &Property<'_>) {
        let value = property.value.trim();
        match property.name.as_str() {
            "VERSION" => self.is_of_unknown_version = !VERSIONS.contains(&value),
            "FN" if self.full_name.is_empty() => self.full_name = whole(value),
            "N" => {
                let parts = parts(value);
                let joined = |places: [usize; 3]| {
                    let all = places.map(|place| parts.get(place).map_or("", |it| it.trim()));
                    let filled: Vec<&str> = all.into_iter().filter(|it| !it.is_empty()).collect();
                    (!filled.is_empty()).then(|| filled.join(" "))
                };
                // Family name, given name, further ones, titles before and behind; no part has a
                // place of its own beyond that.
                self.first_name = joined([3, 1, 2]);
                self.last_name = joined([0, 4, 5]);
            }
            "ORG" if self.company.is_none() => self.company = parts(value).into_iter().next(),
            "TEL" => self.numbers.extend(number(property, value)),
            "EMAIL" if self.email.is_none() => {
                let email = whole(value);
                self.email = Some(email.trim_start_matches("mailto:").to_owned());
            }
            "NOTE" => self.notes.push(whole(value)),
            _ => {}
        }
    }

    fn contact(self) -> Result<Card, FieldError> {
        if self.is_of_unknown_version {
            return Err(FieldError::new("version", Code::NotOffered));
        }
        Ok(Card {
            name: self.full_name,
            first_name: self.first_name,
            last_name: self.last_name,
            company: self.company,
            numbers: self.numbers,
            email: self.email,
            note: Some(self.notes.join("\n")),
        })
    }
}

/// A number, also as `tel:+31-6-1234;ext=5` of version 4.
fn number(property: &Property<'_>, value: &str) -> Option<LabelledNumber> {
    let is_uri = value
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("tel:"));
    let number = if is_uri {
        value[4..].split(';').next().unwrap_or_default().to_owned()
    } else {
        whole(value)
    };
    (!letters_and_digits(&number).is_empty()).then(|| LabelledNumber {
        number,
        label: property.label(),
        display: String::new(),
    })
}

fn letters_and_digits(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit);
    letters(text).chars().chain(digits).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn only(text: &str) -> Card {
        let mut found = read(text).unwrap();
        assert_eq!(found.len(), 1);
        found.remove(0).contact.unwrap()
    }

    #[test]
    fn a_card_of_version_3_is_read() {
        let contact = only(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Wit;Jan;van;dr.;\r\nFN:Jan\\, van\r\n  Wit\r\n\
            ORG:Bakker\\; Zoon;Winkel\r\nTEL;TYPE=WORK,VOICE:020 1234567\r\n\
            item1.TEL;type=CELL;type=pref:06 12345678\r\nTEL;TYPE=HOME,FAX:1\r\n\
            EMAIL;TYPE=internet:j@b.nl\r\nEMAIL:k@b.nl\r\nNOTE:one\\ntwo\r\n\
            PHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n",
        );
        assert_eq!(contact.name, "Jan, van Wit");
        assert_eq!(contact.first_name.as_deref(), Some("dr. Jan van"));
        assert_eq!(contact.last_name.as_deref(), Some("Wit"));
        assert_eq!(contact.company.as_deref(), Some("Bakker; Zoon"));
        assert_eq!(contact.email.as_deref(), Some("j@b.nl"));
        assert_eq!(contact.note.as_deref(), Some("one\ntwo"));
        let numbers: Vec<_> = contact
            .numbers
            .iter()
            .map(|it| (it.number.as_str(), it.label))
            .collect();
        let expected = [
            ("020 1234567", NumberLabel::Work),
            ("06 12345678", NumberLabel::Mobile),
            ("1", NumberLabel::Other),
        ];
        assert_eq!(numbers, expected);
    }

    #[test]
    fn a_card_of_version_4_is_read() {
        let contact = only(
            "begin:vcard\nversion:4.0\nN:Wit;Jan;;;\n\
            TEL;VALUE=uri;PREF=1;TYPE=\"voice,home\":tel:+31-20-1234567;ext=102\nend:vcard",
        );
        assert_eq!(contact.first_name.as_deref(), Some("Jan"));
        assert_eq!(contact.last_name.as_deref(), Some("Wit"));
        assert_eq!(contact.numbers[0].number, "+31-20-1234567");
        assert_eq!(contact.numbers[0].label, NumberLabel::Home);
    }

    #[test]
    fn a_card_of_version_2_is_read_and_one_of_none_as_well() {
        let contact = only(
            "BEGIN:VCARD\r\nVERSION:2.1\r\n\
            N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:de Vri=C3=ABs;Zo=C3=AB;;;\r\n\
            FN;QUOTED-PRINTABLE:Zo=EB de Vries\r\nTEL;CELL;VOICE:06 12345678\r\n\
            NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo =\r\n three=3D\r\n\
            EMAIL;INTERNET:z@b.nl\r\nEND:VCARD\r\n",
        );
        assert_eq!(contact.name, "Zoë de Vries");
        assert_eq!(contact.first_name.as_deref(), Some("Zoë"));
        assert_eq!(contact.last_name.as_deref(), Some("de Vriës"));
        assert_eq!(contact.note.as_deref(), Some("one\r\ntwo  three="));
        assert_eq!(contact.email.as_deref(), Some("z@b.nl"));
        assert_eq!(contact.numbers[0].label, NumberLabel::Mobile);
        let bare = only("BEGIN:VCARD\nFN:Jan\nTEL:1\nEND:VCARD\n");
        assert_eq!(bare.name, "Jan");
    }

    #[test]
    fn what_is_wrong_with_a_card_is_told_by_its_line() {
        let text = "BEGIN:VCARD\nVERSION:1.0\nFN:Old\nEND:VCARD\nBEGIN:VCARD\nFN:Open\n\
            BEGIN:VCARD\nFN:Good\nEND:VCARD\nFN:nobody's\nBEGIN:VCARD\n";
        let told: Vec<_> = read(text)
            .unwrap()
            .into_iter()
            .map(|it| (it.line, it.contact.map(|contact| contact.name)))
            .collect();
        let expected = [
            (1, Err(FieldError::new("version", Code::NotOffered))),
            (5, Err(FieldError::new("card", Code::Malformed))),
            (7, Ok("Good".to_owned())),
            (11, Err(FieldError::new("card", Code::Malformed))),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_file_without_cards_is_refused() {
        for text in ["name,number\nJan,1", "<html>", "END:VCARD", "::;;"] {
            assert_eq!(read(text), Err(Code::NoContacts), "{text}");
        }
        let many = "BEGIN:VCARD\nEND:VCARD\n".repeat(10_001);
        assert_eq!(read(&many), Err(Code::TooMany));
    }

    proptest! {
        #[test]
        fn no_file_makes_it_panic(text in "\\PC{0,100}", lines in "[:;\\\\\"=,\n Té:N]{0,80}") {
            let card = format!("BEGIN:VCARD\nTEL;{lines}\nN:{lines}\nEND:VCARD");
            let _whatever = (read(&text), read(&card));
        }
    }
}
