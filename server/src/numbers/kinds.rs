//! What calling a number means: it reaches help, costs more than others, or leaves the country.

use belroute_shared::number::PhoneNumber;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber as Parsed, PhoneNumberType, Region};

use super::Country;

/// Numbers that reach help. Phones dial these wherever they are, so they are taken for such in every
/// country.
const HELP: [&str; 3] = ["112", "911", "999"];

/// Further ones by country.
const HELP_OF_COUNTRY: [(Region, &[&str]); 10] = [
    (Region::AT, &["122", "133", "144"]),
    (Region::AU, &["000", "106"]),
    (Region::BE, &["100", "101"]),
    (Region::CH, &["117", "118", "144"]),
    (Region::DE, &["110"]),
    (Region::ES, &["061", "062", "080", "091", "092"]),
    (Region::FR, &["15", "17", "18", "114"]),
    (Region::IT, &["113", "115", "118"]),
    (Region::LU, &["113"]),
    (Region::NZ, &["111"]),
];

/// What information numbers of the Netherlands begin with, behind the country's code.
const DUTCH_PREMIUM: [&str; 3] = ["31900", "31906", "31909"];

impl Country {
    /// Whether a dialled number reaches help.
    pub(crate) fn is_emergency(self, dialled: &str) -> bool {
        let of_country = HELP_OF_COUNTRY
            .iter()
            .find(|(region, _)| Some(*region) == self.0)
            .map_or(&[][..], |(_, numbers)| numbers);
        HELP.contains(&dialled) || of_country.contains(&dialled)
    }

    /// Whether digits are a short number that costs more than others: one that no other country
    /// can call, and so has no public form.
    pub(crate) fn is_short_premium(self, dialled: &str) -> bool {
        let is_dutch = self.0 == Some(Region::NL);
        is_dutch && dialled.len() == 4 && dialled.starts_with("18")
    }

    /// Whether a public number belongs to this country.
    pub(crate) fn has(self, number: &PhoneNumber) -> bool {
        let Ok(parsed) = Parsed::parse(number.as_str(), None) else {
            return false;
        };
        match parsed.get_region_code() {
            Some(region) => Some(region) == self.0,
            // The tables know no range for it, but the code that it begins with.
            None => self
                .0
                .and_then(|region| PHONE_NUMBER_UTIL.get_country_code_for_region(region))
                .is_some_and(|code| code == parsed.country_code),
        }
    }
}

/// Whether calling a public number costs more than calling others of its country.
pub(crate) fn is_premium(number: &PhoneNumber) -> bool {
    if DUTCH_PREMIUM
        .iter()
        .any(|start| number.digits().starts_with(start))
    {
        return true;
    }
    Parsed::parse(number.as_str(), None).is_ok_and(|parsed| {
        matches!(
            parsed.get_type(),
            PhoneNumberType::PremiumRate | PhoneNumberType::SharedCost
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> PhoneNumber {
        PhoneNumber::new(text).unwrap()
    }

    #[test]
    fn some_numbers_reach_help_everywhere_and_some_in_their_country() {
        for country in ["NL", "DE", "US", "??"] {
            for dialled in ["112", "911", "999"] {
                assert!(Country::of(country).is_emergency(dialled), "{country}");
            }
        }
        assert!(Country::of("DE").is_emergency("110"));
        assert!(!Country::of("NL").is_emergency("110"));
        assert!(!Country::of("NL").is_emergency("1121"));
    }

    #[test]
    fn numbers_that_cost_more_are_known() {
        for premium in [
            "+319001234567",
            "+319061234",
            "+3190991234",
            "+19005550123",
            "+449098790000",
        ] {
            assert!(is_premium(&number(premium)), "{premium}");
        }
        for usual in [
            "+31612345678",
            "+31201234567",
            "+12025550150",
            "+442079460041",
        ] {
            assert!(!is_premium(&number(usual)), "{usual}");
        }
        let netherlands = Country::of("NL");
        assert!(netherlands.is_short_premium("1888"));
        assert!(!netherlands.is_short_premium("188") && !netherlands.is_short_premium("1788"));
        assert!(!Country::of("BE").is_short_premium("1888"));
    }

    #[test]
    fn a_number_belongs_to_one_country() {
        let (netherlands, states) = (Country::of("NL"), Country::of("US"));
        assert!(netherlands.has(&number("+31612345678")));
        assert!(!netherlands.has(&number("+442079460041")));
        assert!(states.has(&number("+12025550150")));
        // Jamaica shares the code of the United States.
        assert!(!states.has(&number("+18765550150")));
        assert!(!Country::of("??").has(&number("+31612345678")));
    }
}
