//! Numbers as people of a country type and write them.

use std::str::FromStr as _;

use belroute_shared::number::{PhoneNumber, typed};
use rlibphonenumber::{PhoneNumber as Parsed, PhoneNumberFormat, Region};

mod endpoints;
mod kinds;

pub(crate) use endpoints::router;
pub(crate) use kinds::is_premium;

/// A country, for completing and writing numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Country(Option<Region>);

impl Country {
    /// The country of an ISO 3166 code such as `NL`; an unknown one completes nothing.
    pub(crate) fn of(code: &str) -> Self {
        Self(Region::from_str(code).ok())
    }

    /// Whether there is a country of this code.
    pub(crate) fn is_known(code: &str) -> bool {
        Self::of(code).0.is_some()
    }

    /// The public number that somebody of this country means by what he typed.
    pub(crate) fn parse(self, text: &str) -> Option<PhoneNumber> {
        let bare = typed(text)?;
        let parsed = Parsed::parse(&bare, self.0).ok()?;
        // Digits that begin like no public number are a wrong extension, and must not leave the house
        // as somebody's number. Ranges newer than the library's tables are dialled with a prefix.
        let is_meant = bare.starts_with(['+', '0']) || parsed.is_valid();
        if !is_meant {
            return None;
        }
        PhoneNumber::new(parsed.format_as(PhoneNumberFormat::E164)).ok()
    }

    /// A number as people here write it: national for their own country, international for
    /// others. What is no public number stays as it is.
    pub(crate) fn display(self, number: &str) -> String {
        if !number.starts_with('+') {
            return number.to_owned();
        }
        let Ok(parsed) = Parsed::parse(number, None) else {
            return number.to_owned();
        };
        let is_own = self.0.is_some() && parsed.get_region_code() == self.0;
        let format = if is_own {
            PhoneNumberFormat::National
        } else {
            PhoneNumberFormat::International
        };
        parsed.format_as(format).into_owned()
    }
}

/// The digits under which a public number is found: international, and national with its `0`, so
/// that `+44 20`, `0044 20` and `020` all lead to it.
pub(crate) fn search_digits(number: &str) -> String {
    let international = number.trim_start_matches('+');
    match Parsed::parse(number, None) {
        Ok(parsed) => {
            format!(
                "{international} 0{}",
                parsed.get_national_significant_number()
            )
        }
        Err(_) => international.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_national_number_is_completed_with_the_country() {
        let netherlands = Country::of("NL");
        for text in [
            "06 12345678",
            "0612345678",
            "+31 6 1234 5678",
            "0031612345678",
        ] {
            let number = netherlands.parse(text).unwrap();
            assert_eq!(number.as_str(), "+31612345678", "{text}");
        }
        assert_eq!(netherlands.parse("anna"), None);
        assert_eq!(netherlands.parse("12"), None);
        assert_eq!(netherlands.parse("12345"), None);
    }

    #[test]
    fn own_numbers_are_written_nationally_and_others_internationally() {
        let netherlands = Country::of("NL");
        assert_eq!(netherlands.display("+31612345678"), "06 12345678");
        assert_eq!(netherlands.display("+442079460041"), "+44 20 7946 0041");
        assert_eq!(Country::of("GB").display("+442079460041"), "020 7946 0041");
        assert_eq!(netherlands.display("2041"), "2041");
    }

    #[test]
    fn a_number_is_found_by_each_of_its_forms() {
        assert_eq!(search_digits("+31612345678"), "31612345678 0612345678");
    }
}
