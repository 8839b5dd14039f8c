//! What a user decides about himself: his names, and the picture that colleagues see.

use serde::{Deserialize, Serialize};

use crate::{
    company::users::check_name,
    error::{Code, FieldError},
};

/// The largest picture that is taken, in bytes.
pub const MOST_PICTURE_BYTES: usize = 5 * 1024 * 1024;
/// Media types of pictures that are taken.
pub const PICTURE_TYPES: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];
/// Width and height of a stored picture, in pixels.
pub const PICTURE_SIDE: u32 = 512;

/// The names of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Names {
    /// 1 to 64 characters.
    pub first_name: String,
    /// At most 64 characters; may be empty.
    #[serde(default)]
    pub last_name: String,
}

impl Names {
    /// The same as they are stored: without space around them.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            first_name: self.first_name.trim().to_owned(),
            last_name: self.last_name.trim().to_owned(),
        }
    }

    /// Refuses what an administrator could not set either; of tidied names.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let broken: Vec<FieldError> = [
            ("firstName", check_name(&self.first_name, true)),
            ("lastName", check_name(&self.last_name, false)),
        ]
        .into_iter()
        .filter_map(|(field, outcome)| Some(FieldError::new(field, outcome.err()?)))
        .collect();
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

/// Refuses a file that cannot be a picture, by what is known before it is read.
pub fn check_picture(media_type: &str, bytes: usize) -> Result<(), Code> {
    if !PICTURE_TYPES.contains(&media_type) {
        Err(Code::UnsupportedMediaType)
    } else if bytes > MOST_PICTURE_BYTES {
        Err(Code::TooLarge)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(first: &str, last: &str) -> Names {
        Names {
            first_name: first.to_owned(),
            last_name: last.to_owned(),
        }
        .tidied()
    }

    #[test]
    fn a_name_is_what_somebody_is_called() {
        let longest = "é".repeat(64);
        for good in [
            names("  Anna ", ""),
            names("Omar 🎧", "El Amrani"),
            names(&longest, &longest),
        ] {
            assert_eq!(good.check(), Ok(()), "{good:?}");
        }
        assert_eq!(names("  Anna ", " ").first_name, "Anna");
    }

    #[test]
    fn every_name_that_is_wrong_is_told() {
        let wrong = [
            (names(" ", "x"), "firstName", Code::Required),
            (names(&"x".repeat(65), ""), "firstName", Code::TooLong),
            (names("A\u{7}nna", ""), "firstName", Code::NotOffered),
            (names("Anna", &"x".repeat(65)), "lastName", Code::TooLong),
            (names("Anna", "a\nb"), "lastName", Code::NotOffered),
        ];
        for (names, field, code) in wrong {
            let broken = vec![FieldError::new(field, code)];
            assert_eq!(names.check(), Err(broken), "{names:?}");
        }
        let both = names("", &"x".repeat(65)).check().unwrap_err();
        assert_eq!(both.len(), 2);
    }

    #[test]
    fn a_picture_is_of_a_known_kind_and_no_larger_than_it_may_be() {
        for kind in PICTURE_TYPES {
            assert_eq!(check_picture(kind, MOST_PICTURE_BYTES), Ok(()));
            assert_eq!(
                check_picture(kind, MOST_PICTURE_BYTES + 1),
                Err(Code::TooLarge)
            );
        }
        for kind in ["image/gif", "image/svg+xml", "text/plain", ""] {
            assert_eq!(check_picture(kind, 1), Err(Code::UnsupportedMediaType));
        }
    }
}
