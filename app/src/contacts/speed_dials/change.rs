use belroute_shared::{
    error::{ErrorBody, ErrorEntry, FieldError},
    settings::speed_dials::{ShownSpeedDials, SpeedDial, SpeedDials},
};

use crate::http::HttpError;

/// What is to become of one entry.
#[derive(Clone)]
pub(super) enum Change {
    /// It is there, with this code and label.
    Put(SpeedDial),
    /// It goes.
    Remove(SpeedDial),
}

impl Change {
    /// The list with the change.
    pub(super) fn made_to(&self, mut list: SpeedDials) -> SpeedDials {
        let dials = &mut list.speed_dials;
        match self {
            Self::Put(wanted) => match dials.iter_mut().find(|it| it.calls_same(wanted)) {
                Some(known) => {
                    known.code.clone_from(&wanted.code);
                    known.line_key_label.clone_from(&wanted.line_key_label);
                }
                None => dials.push(wanted.clone()),
            },
            Self::Remove(gone) => dials.retain(|it| !it.calls_same(gone)),
        }
        list.tidied()
    }
}

/// What is stored of what is shown.
pub(super) fn list_of(shown: &ShownSpeedDials) -> SpeedDials {
    let dials = shown.speed_dials.iter().map(|it| it.dial.clone());
    SpeedDials {
        speed_dials: dials.collect(),
    }
}

/// What is wrong with the list, as the form of one entry tells it: of two entries with one code, the
/// later is named.
pub(super) fn in_form(broken: Vec<FieldError>) -> Vec<FieldError> {
    let told = broken.into_iter();
    told.map(|it| FieldError::new(field(&it.field), it.code))
        .collect()
}

/// The same of what the server has refused.
pub(super) fn refused_in_form(refused: HttpError) -> HttpError {
    let entry = |it: ErrorEntry| ErrorEntry {
        field: it.field.as_deref().map(|it| field(it).to_owned()),
        ..it
    };
    match refused {
        HttpError::Refused { body, retry_after } => HttpError::Refused {
            body: ErrorBody {
                errors: body.errors.into_iter().map(entry).collect(),
                ..body
            },
            retry_after,
        },
        other => other,
    }
}

fn field(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("code") => "code",
        Some("lineKeyLabel") => "lineKeyLabel",
        _ => "personId",
    }
}

#[cfg(test)]
mod tests {
    use belroute_shared::{error::Code, typed_number::TypedNumber};

    use super::*;

    fn dial(number: &str, code: &str) -> SpeedDial {
        SpeedDial {
            phone_number: Some(TypedNumber::new(number)),
            code: Some(code.to_owned()),
            ..SpeedDial::default()
        }
    }

    #[test]
    fn an_entry_is_changed_in_its_place_added_at_the_end_or_taken_away() {
        let list = SpeedDials {
            speed_dials: vec![dial("2044", "2"), dial("2045", "3")],
        };
        let codes = |list: SpeedDials| -> Vec<String> {
            let dials = list.speed_dials.into_iter();
            dials.filter_map(|it| it.code).collect()
        };
        let changed = Change::Put(dial("2044", " 07 ")).made_to(list.clone());
        assert_eq!(codes(changed), ["07", "3"]);
        let added = Change::Put(dial("2046", "")).made_to(list.clone());
        assert_eq!(added.speed_dials.len(), 3);
        assert_eq!(added.speed_dials[2].code, None);
        let removed = Change::Remove(dial("2044", "9")).made_to(list);
        assert_eq!(codes(removed), ["3"]);
    }

    #[test]
    fn what_is_wrong_stands_beside_the_field_that_was_typed() {
        let broken = [
            "speedDials.4.code",
            "speedDials.0.lineKeyLabel",
            "speedDials",
        ];
        let broken = broken.map(|it| FieldError::new(it, Code::Twice)).to_vec();
        let told: Vec<String> = in_form(broken).into_iter().map(|it| it.field).collect();
        assert_eq!(told, ["code", "lineKeyLabel", "personId"]);
    }
}
