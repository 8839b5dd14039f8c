//! What is written down about a contact, whosever it is.

use belroute_shared::{
    company::contacts::ContactSettings,
    contacts::{LabelledNumber, OwnContactSettings, number_field},
    error::{Code, FieldError},
};

use crate::numbers::Country;

/// A contact as it is stored, or as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Card {
    /// The whole name. Files may have it alone, or only its parts.
    pub(crate) name: String,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) company: Option<String>,
    pub(crate) numbers: Vec<LabelledNumber>,
    pub(crate) email: Option<String>,
    pub(crate) note: Option<String>,
}

/// What people write down about a contact: the company's, or a user's own.
pub(crate) trait Written: From<Card> + Into<Card> + Clone + Send + 'static {
    /// In the form in which it is stored.
    fn tidied(self) -> Self;
    /// Refuses what can be told without the organisation's country; of tidied ones.
    fn check(&self) -> Result<(), Vec<FieldError>>;
    /// What it is called.
    fn name(&self) -> String;
    /// Its numbers.
    fn numbers(&self) -> &[LabelledNumber];
    /// Its e-mail address.
    fn email(&self) -> Option<&str>;
    /// Its numbers, to be completed.
    fn numbers_mut(&mut self) -> &mut [LabelledNumber];
}

/// The contact as it is stored: tidied, good, and each number in E.164 form.
pub(crate) fn completed<T: Written>(country: Country, written: T) -> Result<T, Vec<FieldError>> {
    let mut written = written.tidied();
    let mut broken = written.check().err().unwrap_or_default();
    for (index, line) in written.numbers_mut().iter_mut().enumerate() {
        line.display.clear();
        let field = number_field(index);
        match country.parse(&line.number) {
            Some(number) => line.number = number.into(),
            None if broken.iter().any(|known| known.field == field) => {}
            None => broken.push(FieldError::new(field, Code::NotANumber)),
        }
    }
    if broken.is_empty() {
        // Two forms of one number are one number.
        Ok(written.tidied())
    } else {
        Err(broken)
    }
}

/// The same with its numbers as people of the country write them.
pub(crate) fn displayed<T: Written>(country: Country, mut written: T) -> T {
    for line in written.numbers_mut() {
        line.display = country.display(&line.number);
    }
    written
}

impl Written for ContactSettings {
    fn tidied(self) -> Self {
        self.tidied()
    }

    fn check(&self) -> Result<(), Vec<FieldError>> {
        self.check()
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn numbers(&self) -> &[LabelledNumber] {
        &self.numbers
    }

    fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    fn numbers_mut(&mut self) -> &mut [LabelledNumber] {
        &mut self.numbers
    }
}

impl Written for OwnContactSettings {
    fn tidied(self) -> Self {
        self.tidied()
    }

    fn check(&self) -> Result<(), Vec<FieldError>> {
        self.check()
    }

    fn name(&self) -> String {
        self.name()
    }

    fn numbers(&self) -> &[LabelledNumber] {
        &self.numbers
    }

    fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    fn numbers_mut(&mut self) -> &mut [LabelledNumber] {
        &mut self.numbers
    }
}

impl From<Card> for ContactSettings {
    /// A firm that stands alone is itself the contact.
    fn from(card: Card) -> Self {
        let parts = [card.first_name, card.last_name];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let name = if is_blank(&card.name) {
            parts.join(" ")
        } else {
            card.name
        };
        let (name, company) = match card.company {
            Some(firm) if is_blank(&name) => (firm, None),
            company => (name, company),
        };
        Self {
            name,
            company,
            numbers: card.numbers,
            email: card.email,
            note: card.note,
        }
    }
}

impl From<ContactSettings> for Card {
    fn from(settings: ContactSettings) -> Self {
        Self {
            name: settings.name,
            first_name: None,
            last_name: None,
            company: settings.company,
            numbers: settings.numbers,
            email: settings.email,
            note: settings.note,
        }
    }
}

impl From<Card> for OwnContactSettings {
    /// A name that came in one piece is cut behind its first word. One that is the firm's is no
    /// person's.
    fn from(card: Card) -> Self {
        let is_whole = card.first_name.is_none() && card.last_name.is_none();
        let is_firm = card.company.as_deref().map(str::trim) == Some(card.name.trim());
        let (first_name, last_name) = if is_whole && !is_firm {
            let name = card.name.trim();
            let (first, last) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
            (Some(first.to_owned()), Some(last.to_owned()))
        } else {
            (card.first_name, card.last_name)
        };
        Self {
            first_name: first_name.filter(|text| !is_blank(text)),
            last_name: last_name.filter(|text| !is_blank(text)),
            company: card.company,
            numbers: card.numbers,
            email: card.email,
            note: card.note,
            speed_dial: None,
        }
    }
}

impl From<OwnContactSettings> for Card {
    fn from(settings: OwnContactSettings) -> Self {
        Self {
            name: settings.name(),
            first_name: settings.first_name,
            last_name: settings.last_name,
            company: settings.company,
            numbers: settings.numbers,
            email: settings.email,
            note: settings.note,
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, company: Option<&str>) -> (Option<String>, Option<String>, Option<String>) {
        let own = OwnContactSettings::from(Card {
            name: name.to_owned(),
            company: company.map(str::to_owned),
            ..Card::default()
        });
        (own.first_name, own.last_name, own.company)
    }

    #[test]
    fn a_name_in_one_piece_is_cut_behind_its_first_word() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(of(" Jan de Wit", None), (text("Jan"), text("de Wit"), None));
        assert_eq!(of("Jan", None), (text("Jan"), None, None));
        let firm = text("Bakker BV");
        assert_eq!(of("Bakker BV", Some("Bakker BV")), (None, None, firm));
        assert_eq!(of("", None), (None, None, None));
    }

    #[test]
    fn what_is_stored_of_an_own_contact_comes_back_the_same() {
        for (first, last, company) in [
            (Some("Jan Peter"), Some("de Wit"), Some("Bakker")),
            (None, Some("de Wit"), None),
            (Some("Jan Peter"), None, None),
            (None, None, Some("Bakker BV")),
        ] {
            let own = OwnContactSettings {
                first_name: first.map(str::to_owned),
                last_name: last.map(str::to_owned),
                company: company.map(str::to_owned),
                ..OwnContactSettings::default()
            };
            assert_eq!(OwnContactSettings::from(Card::from(own.clone())), own);
        }
    }
}
