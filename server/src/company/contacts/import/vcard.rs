//! Contacts as vCards of version 3 (RFC 2426) and 4 (RFC 6350), one or many in a file. Of each the
//! name, firm, numbers, first e-mail address and notes are taken; everything else is passed over.

use belroute_shared::{
    company::contacts::{ContactSettings, LabelledNumber, NumberLabel},
    error::{Code, FieldError},
};

use super::{Found, check_room, label_of, letters};

/// Finds the cards of a file.
pub(super) fn read(text: &str) -> Result<Vec<Found>, Code> {
    let mut found = Vec::new();
    let mut open: Option<(u64, Card)> = None;
    let unfinished = || Err(FieldError::new("card", Code::Malformed));
    for (line, content) in unfolded(text) {
        let Some(property) = Property::of(&content) else {
            continue;
        };
        let is_about_a_card = property.value.trim().eq_ignore_ascii_case("vcard");
        match property.name.as_str() {
            "BEGIN" if is_about_a_card => {
                let before = open.replace((line, Card::default()));
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
/// before it ended (RFC 6350, 3.2).
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (number, line) in (1..).zip(text.split('\n')) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, before))) => before.push_str(rest),
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
    value: &'a str,
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
            value,
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

#[derive(Debug, Default)]
struct Card {
    is_too_old: bool,
    full_name: String,
    /// Put together from its parts, for cards without a full name.
    name: String,
    company: Option<String>,
    numbers: Vec<LabelledNumber>,
    email: Option<String>,
    notes: Vec<String>,
}

impl Card {
    fn take(&mut self, property: &Property<'_>) {
        let value = property.value.trim();
        match property.name.as_str() {
            "VERSION" => self.is_too_old = !matches!(value, "3.0" | "4.0"),
            "FN" if self.full_name.is_empty() => self.full_name = whole(value),
            "N" => {
                let parts = parts(value);
                let part = |place: usize| parts.get(place).map_or("", String::as_str);
                let name = [part(3), part(1), part(2), part(0), part(4)];
                let name = name.into_iter().filter(|part| !part.trim().is_empty());
                self.name = name.collect::<Vec<_>>().join(" ");
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

    fn contact(self) -> Result<ContactSettings, FieldError> {
        if self.is_too_old {
            return Err(FieldError::new("version", Code::NotOffered));
        }
        let has_full_name = !self.full_name.trim().is_empty();
        Ok(ContactSettings {
            name: if has_full_name {
                self.full_name
            } else {
                self.name
            },
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

    fn only(text: &str) -> ContactSettings {
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
        assert_eq!(contact.name, "Jan Wit");
        assert_eq!(contact.numbers[0].number, "+31-20-1234567");
        assert_eq!(contact.numbers[0].label, NumberLabel::Home);
    }

    #[test]
    fn what_is_wrong_with_a_card_is_told_by_its_line() {
        let text = "BEGIN:VCARD\nVERSION:2.1\nFN:Old\nEND:VCARD\nBEGIN:VCARD\nFN:Open\n\
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
