//! Contacts as vCards of version 4 (RFC 6350).

use belroute_shared::contacts::NumberLabel;

use super::Card;

/// The longest line, in bytes without its end (RFC 6350, 3.2).
const LONGEST_LINE: usize = 75;

/// All cards, one after the other.
pub(super) fn write(cards: &[Card]) -> String {
    let mut file = String::new();
    for card in cards {
        let mut line = |text: &str| fold(&mut file, text);
        line("BEGIN:VCARD");
        line("VERSION:4.0");
        line(&format!("FN:{}", escaped(&card.name)));
        let part = |part: &Option<String>| escaped(part.as_deref().unwrap_or_default());
        if card.first_name.is_some() || card.last_name.is_some() {
            let (first, last) = (part(&card.first_name), part(&card.last_name));
            line(&format!("N:{last};{first};;;"));
        }
        for (name, text) in [
            ("ORG", &card.company),
            ("EMAIL", &card.email),
            ("NOTE", &card.note),
        ] {
            if let Some(text) = text {
                line(&format!("{name}:{}", escaped(text)));
            }
        }
        for number in &card.numbers {
            let kind = match number.label {
                NumberLabel::Mobile => ";TYPE=cell",
                NumberLabel::Work => ";TYPE=work",
                NumberLabel::Home => ";TYPE=home",
                NumberLabel::Other => "",
            };
            line(&format!("TEL;VALUE=uri{kind}:tel:{}", number.number));
        }
        line("END:VCARD");
    }
    file
}

/// Characters that separate, made plain (RFC 6350, 3.4).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push_str("\\n"),
            plain => escaped.push(plain),
        }
    }
    escaped
}

/// Writes a line, cut where it is too long; the rest begins with a blank.
fn fold(file: &mut String, text: &str) {
    let mut length = 0;
    for letter in text.chars() {
        if length + letter.len_utf8() > LONGEST_LINE {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(letter);
        length += letter.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use belroute_shared::contacts::LabelledNumber;

    use super::*;

    #[test]
    fn a_card_is_written_in_short_lines_with_its_signs_made_plain() {
        let card = Card {
            name: "Jan de Wit".into(),
            first_name: Some("Jan".into()),
            last_name: Some("de Wit".into()),
            company: Some("Bakker; Zoon".into()),
            numbers: vec![LabelledNumber {
                number: "+31612345678".into(),
                label: NumberLabel::Mobile,
                display: String::new(),
            }],
            email: None,
            note: Some(format!("one,\ntwo\\ {}", "é".repeat(60))),
        };
        let text = write(&[card]);
        assert!(
            text.lines().all(|line| line.len() <= LONGEST_LINE),
            "{text}"
        );
        assert!(text.starts_with(
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jan de Wit\r\nN:de Wit;Jan;;;\r\n\
             ORG:Bakker\\; Zoon\r\nNOTE:one\\,\\ntwo\\\\ "
        ));
        assert!(text.ends_with("TEL;VALUE=uri;TYPE=cell:tel:+31612345678\r\nEND:VCARD\r\n"));
    }
}
