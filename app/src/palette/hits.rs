//! What the palette offers for what was typed.

use belroute_shared::{
    command::{Command, Missing, Understood},
    phonebook::Entry,
};

use super::pages::Page;
use crate::phonebook::Found;

/// So many people are offered as where a command leads.
const MOST_TARGETS: usize = 4;

/// Whom or what a command is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) name: String,
    /// What is called, or where calls go.
    pub(super) number: String,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Hit {
    /// Something to do, with whom it is about.
    Action(Understood, Option<Target>),
    /// A number that nobody has: as people write it, and to call.
    Number(String, String),
    /// Somebody, with the number to call.
    Person(Box<Entry>, Option<String>),
    /// A page.
    Page(Page),
    /// On to the page with everything that was found.
    All(String),
}

impl Hit {
    /// Tells lines apart.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Action(it, target) => format!("action {it:?} {target:?}"),
            Self::Number(_, number) => format!("number {number}"),
            Self::Person(entry, _) => format!("person {}", entry.id),
            Self::Page(page) => format!("page {}", page.path),
            Self::All(query) => format!("all {query}"),
        }
    }
}

/// What has to be looked up in the phonebook: whom a command is about, else the text as it is.
pub(super) fn wanted(text: &str, understood: &[Understood]) -> String {
    let of_command = understood.iter().find_map(|it| whom(&it.command));
    of_command.map_or_else(|| text.trim().to_owned(), str::to_owned)
}

/// Whom a command is about, as it was typed.
fn whom(command: &Command) -> Option<&str> {
    let (Command::Forward { to: whom, .. }
    | Command::Call { to: whom }
    | Command::Try { from: whom, .. }) = command
    else {
        return None;
    };
    Some(whom.as_str()).filter(|whom| !whom.is_empty())
}

/// All lines, the likeliest first.
pub(super) fn hits(understood: &[Understood], found: Option<&Found>, pages: Vec<Page>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = understood
        .iter()
        .flat_map(|it| actions(it, found))
        .collect();
    let is_command = understood.iter().any(|it| whom(&it.command).is_some());
    if !is_command {
        hits.extend(found.iter().flat_map(|found| people(found)));
    }
    hits.extend(pages.into_iter().map(Hit::Page));
    if let Some(found) = found.filter(|found| !is_command && !found.is_empty()) {
        hits.push(Hit::All(found.query.clone()));
    }
    hits
}

/// A command, once for each person that it may be about.
fn actions(understood: &Understood, found: Option<&Found>) -> Vec<Hit> {
    let Some(whom) = whom(&understood.command) else {
        return vec![Hit::Action(understood.clone(), None)];
    };
    // What is found for something else says nothing.
    let found = found.filter(|found| found.query == whom);
    let targets: Vec<Target> = found.iter().flat_map(|found| targets(found)).collect();
    targets
        .into_iter()
        .take(MOST_TARGETS)
        .map(|target| Hit::Action(understood.clone(), Some(target)))
        .collect()
}

fn targets(found: &Found) -> impl Iterator<Item = Target> {
    let number = found.number.iter().map(|it| Target {
        name: it.display.clone(),
        number: it.number.clone().unwrap_or_else(|| it.typed.clone()),
    });
    let entries = found.sections.iter().flat_map(|it| &it.entries);
    let entries = entries.filter_map(|entry| {
        Some(Target {
            name: entry.name.clone(),
            number: number_of(entry)?,
        })
    });
    number.chain(entries)
}

fn people(found: &Found) -> impl Iterator<Item = Hit> {
    let number = found.number.iter().map(|it| {
        let number = it.number.clone().unwrap_or_else(|| it.typed.clone());
        Hit::Number(it.display.clone(), number)
    });
    let entries = found.sections.iter().flat_map(|it| &it.entries);
    number.chain(entries.map(|entry| Hit::Person(Box::new(entry.clone()), number_of(entry))))
}

fn number_of(entry: &Entry) -> Option<String> {
    let public = entry.numbers.first().map(|number| number.number.clone());
    let internal = entry.extension.clone();
    internal.or(public)
}

/// Whether a line can be carried out as it stands.
pub(super) fn is_ready(understood: &Understood, target: Option<&Target>) -> bool {
    match understood.missing {
        None => whom(&understood.command).is_none() || target.is_some(),
        Some(Missing::Words | Missing::Whom | Missing::Moment) => false,
    }
}
