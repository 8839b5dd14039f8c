use belroute_shared::{
    company::contacts::{Imported, LineProblem},
    error::Code,
};

use crate::{explain::explain_code, intl, text};

/// Why a line is left out, with where that stands.
pub(super) fn of_problem(problem: &LineProblem) -> String {
    let line = text!(contacts.line, line = problem.line.to_string());
    let why = match (problem.field.as_str(), problem.code) {
        (_, Code::Taken) => text!(contacts.is_known),
        ("line", _) => text!(contacts.too_many_cells),
        ("card", _) => text!(contacts.open_card),
        ("version", _) => text!(contacts.old_card),
        (_, code) => explain_code(code),
    };
    let field = match problem.field.split('.').next() {
        Some("name") => text!(contacts.name),
        Some("company") => text!(contacts.company),
        Some("numbers") => text!(contacts.number),
        Some("email") => text!(contacts.email),
        Some("note") => text!(contacts.note),
        _ => return format!("{line}: {why}"),
    };
    format!("{line}, {field}: {why}")
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
