//! Names of people in settings.

/// First and last name; who has only one of them is called by that.
pub(super) fn full_name(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_one_name_is_called_by_it() {
        assert_eq!(full_name("Anna", "Jansen"), "Anna Jansen");
        assert_eq!(full_name("Reception", ""), "Reception");
        assert_eq!(full_name("", "Jansen"), "Jansen");
    }
}
