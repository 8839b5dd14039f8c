//! Contacts as a table in UTF-8.

use belroute_shared::contacts::MOST_NUMBERS;

use super::{Card, Names};
use crate::{error::ApiResult, spreadsheet::Sheet};

/// The table, its first line with what stands where.
pub(super) fn sheet(names: Names, cards: &[Card]) -> ApiResult<Sheet> {
    let mut head: Vec<String> = match names {
        Names::Whole => vec!["name".into()],
        Names::Parts => vec!["first name".into(), "last name".into()],
    };
    head.push("company".into());
    for place in 1..=MOST_NUMBERS {
        head.extend([format!("number {place}"), format!("label {place}")]);
    }
    head.extend(["email".into(), "note".into()]);
    let mut sheet = Sheet::new(head)?;
    for card in cards {
        sheet.add(row(names, card))?;
    }
    Ok(sheet)
}

fn row(names: Names, card: &Card) -> Vec<&str> {
    let mut row = match names {
        Names::Whole => vec![card.name.as_str()],
        Names::Parts => [&card.first_name, &card.last_name]
            .map(|it| it.as_deref().unwrap_or_default())
            .into(),
    };
    row.push(card.company.as_deref().unwrap_or_default());
    for place in 0..MOST_NUMBERS {
        match card.numbers.get(place) {
            Some(line) => row.extend([line.number.as_str(), line.label.word()]),
            None => row.extend(["", ""]),
        }
    }
    row.extend([&card.email, &card.note].map(|it| it.as_deref().unwrap_or_default()));
    row
}
