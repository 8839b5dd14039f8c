use belroute_shared::{
    contacts::{Imported, LineProblem},
    error::Code,
};

use crate::{explain::explain_code, intl, text};

/// Why a line is left out, with where that stands.
pub(super) fn of_problem(problem: &LineProblem) -> String {
    let line = text!(contacts.line, line = problem.line.to_string());
    let why = why(problem);
    match field(&problem.field) {
        Some(field) => format!("{line}, {field}: {why}"),
        None => format!("{line}: {why}"),
    }
}

fn why(problem: &LineProblem) -> String {
    let words = match (problem.field.as_str(), problem.code) {
        ("line", _) => text!(contacts.too_many_cells),
        ("card", _) => text!(contacts.open_card),
        ("version", _) => text!(contacts.old_card),
        ("speedDial.code", code) => of_dial_code(code),
        (_, Code::Taken) => match problem.known_as.clone() {
            Some(name) => return text!(contacts.known_as, name),
            None => text!(contacts.is_known),
        },
        (_, code) => explain_code(code),
    };
    words.to_owned()
}

fn field(field: &str) -> Option<&'static str> {
    Some(match field.split('.').next()? {
        "name" => text!(contacts.name),
        "firstName" => text!(contacts.first_name),
        "lastName" => text!(contacts.last_name),
        "company" => text!(contacts.company),
        "numbers" => text!(contacts.number),
        "email" => text!(contacts.email),
        "note" => text!(contacts.note),
        "speedDial" => text!(contacts.speed_dial),
        _ => return None,
    })
}

/// What is wrong with the code of a speed dial.
pub(super) fn of_dial_code(code: Code) -> &'static str {
    match code {
        Code::NotACode => text!(contacts.not_a_dial_code),
        Code::Taken | Code::Twice => text!(contacts.dial_code_taken),
        other => explain_code(other),
    }
}

/// A count as people write it.
pub(super) fn count(count: usize) -> String {
    intl::count(u32::try_from(count).unwrap_or(u32::MAX))
}

/// What an import has done.
pub(super) fn of_import(imported: Imported) -> String {
    match imported.saved {
        1 => text!(contacts.one_imported).to_owned(),
        saved => text!(contacts.imported, count = count(saved)),
    }
}
