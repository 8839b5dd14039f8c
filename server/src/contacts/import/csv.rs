//! Contacts in a table: UTF-8, a comma or a semicolon between cells, and a first line that says
//! what stands where, in Dutch or English.

use ::csv::{ReaderBuilder, StringRecord};
use belroute_shared::{
    contacts::{LabelledNumber, NumberLabel},
    error::{Code, FieldError},
};

use super::{super::Card, Found, check_room, label_of, letters};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Name,
    FirstName,
    LastName,
    Company,
    Number(NumberLabel),
    /// What the number is for that has the same digits in its heading.
    Label,
    Email,
    Note,
}

/// One column: what it holds, and the digits of its heading, as in `number 2`.
#[derive(Clone, Debug)]
struct Column {
    content: Content,
    digits: String,
}

/// Finds the contacts of a table.
pub(super) fn read(text: &str) -> Result<Vec<Found>, Code> {
    let (separator, text, skipped) = announced(text);
    let separators: &[u8] = separator.as_ref().map_or(b",;", std::slice::from_ref);
    let candidates = separators
        .iter()
        .map(|separator| (*separator, columns(text, *separator)));
    let (separator, columns) = candidates
        .max_by_key(|(_, columns)| columns.iter().flatten().count())
        .ok_or(Code::NoColumns)?;
    if !is_enough(&columns) {
        return Err(Code::NoColumns);
    }
    let mut found = Vec::new();
    let mut lines = Lines {
        text,
        byte: 0,
        line: 1 + skipped,
    };
    for record in records(text, separator).skip(1) {
        // The reader refuses only what is no text, and that was looked at before.
        let record = record.map_err(|_| Code::NotText)?;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            found.push(Found {
                line: lines.of(&record),
                contact: contact(&columns, &record),
            });
        }
        check_room(&found)?;
    }
    Ok(found)
}

/// A first line such as `sep=;`, by which some programs announce the separator.
fn announced(text: &str) -> (Option<u8>, &str, u64) {
    let Some(rest) = text.strip_prefix("sep=") else {
        return (None, text, 0);
    };
    let (line, rest) = rest.split_once('\n').unwrap_or((rest, ""));
    match line.trim_end_matches('\r').as_bytes() {
        [separator @ (b',' | b';' | b'\t')] => (Some(*separator), rest, 1),
        _ => (None, text, 0),
    }
}

fn records(
    text: &str,
    separator: u8,
) -> impl Iterator<Item = Result<StringRecord, ::csv::Error>> + '_ {
    ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
}

/// Counts lines as an editor does. The reader's own count stands still at the end of a line of two
/// characters, of which it takes the second for the beginning of the next record.
struct Lines<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line in which a record begins; records are asked for in their order.
    fn of(&mut self, record: &StringRecord) -> u64 {
        let byte = record.position().map_or(0, ::csv::Position::byte);
        let start = usize::try_from(byte).unwrap_or(self.byte);
        let blank = self.text.get(start..).map_or(0, |rest| {
            rest.len() - rest.trim_start_matches(['\r', '\n']).len()
        });
        let passed = self.text.get(self.byte..start + blank);
        self.line += passed.unwrap_or_default().matches('\n').count() as u64;
        self.byte = start + blank;
        self.line
    }
}

/// What each column holds, by the first line; `None` for what we do not know.
fn columns(text: &str, separator: u8) -> Vec<Option<Column>> {
    let head = records(text, separator).next().and_then(Result::ok);
    let head = head.unwrap_or_default();
    head.iter().map(column).collect()
}

fn column(heading: &str) -> Option<Column> {
    let word = letters(heading);
    let content = match word.as_str() {
        "name" | "naam" | "fullname" | "displayname" | "volledigenaam" | "weergavenaam"
        | "contact" | "contactpersoon" => Content::Name,
        "firstname" | "voornaam" | "givenname" => Content::FirstName,
        "lastname" | "achternaam" | "familyname" | "surname" => Content::LastName,
        "company" | "bedrijf" | "bedrijfsnaam" | "companyname" | "organisation"
        | "organization" | "organisatie" | "organizationname" | "firma" => Content::Company,
        "number" | "nummer" | "phone" | "phonenumber" | "phonevalue" | "telephone" | "tel"
        | "telefoon" | "telefoonnummer" | "telephonenumber" => Content::Number(NumberLabel::Other),
        "label" | "soort" | "phonelabel" | "phonetype" => Content::Label,
        "email" | "mail" | "emailaddress" | "emailadres" | "emailvalue" => Content::Email,
        "note" | "notes" | "notitie" | "notities" | "opmerking" | "opmerkingen" | "memo" => {
            Content::Note
        }
        other => Content::Number(label_of(other)?),
    };
    Some(Column {
        content,
        digits: heading.chars().filter(char::is_ascii_digit).collect(),
    })
}

/// Whether the columns say whom to call and where.
fn is_enough(columns: &[Option<Column>]) -> bool {
    let has = |fits: fn(Content) -> bool| columns.iter().flatten().any(|it| fits(it.content));
    has(|content| matches!(content, Content::Number(_)))
        && has(|content| {
            matches!(
                content,
                Content::Name | Content::FirstName | Content::LastName | Content::Company
            )
        })
}

fn contact(columns: &[Option<Column>], record: &StringRecord) -> Result<Card, FieldError> {
    // A cell too many means that a separator stands in a text: all behind it is in the wrong place.
    let has_more = record
        .iter()
        .skip(columns.len())
        .any(|cell| !cell.trim().is_empty());
    if has_more {
        return Err(FieldError::new("line", Code::Malformed));
    }
    let cells = || {
        let known = columns.iter().zip(record).filter_map(|(column, cell)| {
            let cell = unguarded(cell.trim());
            column.as_ref().map(|column| (column, cell))
        });
        known.filter(|(_, cell)| !cell.is_empty())
    };
    let all_of = |content: Content| -> Vec<&str> {
        let fitting = cells().filter(|(column, _)| column.content == content);
        fitting.map(|(_, cell)| cell).collect()
    };
    let first_of = |content: Content| all_of(content).first().map(|cell| (*cell).to_owned());
    let label_of_digits = |digits: &str| {
        let mut labels = cells().filter(|(column, _)| column.content == Content::Label);
        labels
            .find(|(column, _)| column.digits == digits)
            .map(|(_, cell)| label_of(&letters(cell)).unwrap_or(NumberLabel::Other))
    };
    let numbers = cells().filter_map(|(column, cell)| match column.content {
        Content::Number(label) => Some(LabelledNumber {
            number: cell.to_owned(),
            label: label_of_digits(&column.digits).unwrap_or(label),
            display: String::new(),
        }),
        _ => None,
    });
    let part_of = |content: Content| {
        let part = all_of(content).join(" ");
        (!part.is_empty()).then_some(part)
    };
    Ok(Card {
        name: first_of(Content::Name).unwrap_or_default(),
        first_name: part_of(Content::FirstName),
        last_name: part_of(Content::LastName),
        company: first_of(Content::Company),
        numbers: numbers.collect(),
        email: first_of(Content::Email),
        note: Some(all_of(Content::Note).join("\n")),
    })
}

/// A cell without the apostrophe that an export puts in front of what looks like a formula. Nothing
/// in a cell is ever reckoned with here: it is text.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest)
            if rest
                .trim_start_matches('\'')
                .starts_with(['=', '+', '-', '@']) =>
        {
            rest
        }
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn contacts(text: &str) -> Vec<(u64, Card)> {
        let found = read(text).unwrap();
        let good = found.into_iter().map(|it| (it.line, it.contact.unwrap()));
        good.collect()
    }

    fn labels(contact: &Card) -> Vec<(&str, NumberLabel)> {
        let lines = contact.numbers.iter();
        lines.map(|it| (it.number.as_str(), it.label)).collect()
    }

    #[test]
    fn both_separators_and_both_languages_are_read() {
        for text in [
            "name,company,mobile,email,note\nJan,Bakker,06 1,j@b,\"a, b\"\n",
            "Naam;Bedrijf;Mobiel;E-mail;Notitie\r\nJan;Bakker;06 1;j@b;a, b\r\n",
            "sep=;\nNAAM;bedrijf;Mobiel;E-mailadres;Opmerking\nJan;Bakker;06 1;j@b;a, b",
        ] {
            let read = contacts(text);
            let (_, contact) = &read[0];
            assert_eq!(contact.name, "Jan", "{text}");
            assert_eq!(contact.company.as_deref(), Some("Bakker"));
            assert_eq!(contact.email.as_deref(), Some("j@b"));
            assert_eq!(contact.note.as_deref(), Some("a, b"));
            assert_eq!(labels(contact), [("06 1", NumberLabel::Mobile)]);
        }
    }

    #[test]
    fn names_in_parts_and_labels_in_columns_are_put_together() {
        let text = "First Name,Last Name,Phone 1 - Label,Phone 1 - Value,number 2,label 2,Thuis\n\
            Jan,de Wit,* Mobile,1,2,werk,3\n";
        let (_, contact) = &contacts(text)[0];
        assert_eq!(contact.first_name.as_deref(), Some("Jan"));
        assert_eq!(contact.last_name.as_deref(), Some("de Wit"));
        let expected = [
            ("1", NumberLabel::Mobile),
            ("2", NumberLabel::Work),
            ("3", NumberLabel::Home),
        ];
        assert_eq!(labels(contact), expected);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let text = "name,number,note\n\nJan,1,\"two\nlines\"\n , ,\nPiet,2\n";
        for text in [text, &text.replace('\n', "\r\n")] {
            let lines: Vec<u64> = contacts(text).into_iter().map(|(line, _)| line).collect();
            assert_eq!(lines, [3, 6]);
        }
    }

    #[test]
    fn a_formula_is_only_text_and_the_guard_of_an_export_comes_off() {
        let (_, contact) = &contacts("name,company,number\n=1+1,'@sum,'+31 6\n")[0];
        assert_eq!(contact.name, "=1+1");
        assert_eq!(contact.company.as_deref(), Some("@sum"));
        assert_eq!(contact.numbers[0].number, "+31 6");
        let (_, contact) = &contacts("name,number\n''=1,1\n")[0];
        assert_eq!(contact.name, "'=1");
    }

    #[test]
    fn a_table_that_does_not_say_what_it_holds_is_refused() {
        for text in [
            "Jan,0612345678",
            "name,email\nJan,j@b",
            "number\n1",
            "<html>",
        ] {
            assert_eq!(read(text), Err(Code::NoColumns), "{text}");
        }
    }

    #[test]
    fn a_line_with_a_cell_too_many_is_told() {
        let found = read("name,number\nWit, Jan de,1\nJan,1,,\n").unwrap();
        let error = FieldError::new("line", Code::Malformed);
        assert_eq!(found[0].contact, Err(error));
        assert!(found[1].contact.is_ok());
    }

    #[test]
    fn more_contacts_than_one_file_may_have_are_refused() {
        let text = format!("name,number\n{}", "Jan,1\n".repeat(10_001));
        assert_eq!(read(&text), Err(Code::TooMany));
    }

    proptest! {
        #[test]
        fn no_table_makes_it_panic(text in "\\PC{0,200}", rows in "[\",;'=\n\r a1]{0,80}") {
            let _whatever = (read(&text), read(&format!("name;number\n{rows}")));
        }
    }
}
