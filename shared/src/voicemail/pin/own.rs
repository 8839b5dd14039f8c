//! What a PIN must have nothing to do with: its owner's numbers and names.

use crate::search::fold;

/// Whose PIN it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PinOwner {
    /// His numbers in every form in which he dials them; all but digits is passed over.
    pub numbers: Vec<String>,
    /// His first and last name.
    pub names: Vec<String>,
}

impl PinOwner {
    /// Whether a number of his is in it, or it in a number, read from either end.
    pub(super) fn has_number_in(&self, pin: &str) -> bool {
        let numbers = self.numbers.iter();
        let digits = numbers.map(|it| it.chars().filter(char::is_ascii_digit).collect());
        digits
            .filter(|digits: &String| !digits.is_empty())
            .any(|digits| {
                let reversed: String = digits.chars().rev().collect();
                [digits, reversed]
                    .iter()
                    .any(|it| it.contains(pin) || pin.contains(it.as_str()))
            })
    }

    /// Whether its keys spell one of his names.
    pub(super) fn is_spelled_by(&self, pin: &str) -> bool {
        self.names
            .iter()
            .any(|name| spelling(name).is_some_and(|keys| keys == pin))
    }
}

/// The keys that spell a name; `None` where there are none for it.
fn spelling(name: &str) -> Option<String> {
    let letters: Vec<char> = fold(name)
        .chars()
        .filter(|it| it.is_alphanumeric())
        .collect();
    let keys: Option<String> = letters.iter().map(|letter| key(*letter)).collect();
    keys.filter(|keys| !keys.is_empty())
}

fn key(letter: char) -> Option<char> {
    Some(match letter {
        'a'..='c' => '2',
        'd'..='f' => '3',
        'g'..='i' => '4',
        'j'..='l' => '5',
        'm'..='o' => '6',
        'p'..='s' => '7',
        't'..='v' => '8',
        'w'..='z' => '9',
        digit @ '0'..='9' => digit,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_on_the_keys() {
        assert_eq!(spelling("Anna").as_deref(), Some("2662"));
        assert_eq!(spelling("de Vries").as_deref(), Some("3387437"));
        assert_eq!(spelling("Müller").as_deref(), Some("685537"));
        assert_eq!(spelling("Ольга"), None);
        assert_eq!(spelling(""), None);
        assert_eq!(spelling(" - "), None);
    }
}
