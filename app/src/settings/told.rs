//! Settings as the history has them: what was before and after a change, in the words of their rows.

use serde_json::Value;

use super::{
    part::{Kept, Part},
    row::Row,
    rows,
    state::Words,
    voicemail,
};
use crate::{features::MyFeatures, t};

type Text = fn() -> &'static str;

/// What a row says of two values of its setting.
pub(crate) enum Both {
    /// What the row shows is the same.
    Same,
    /// Before, and after.
    Differ([String; 2]),
    /// They differ in what it has no words for.
    Unsaid,
}

/// Puts values that were written down into words.
pub(crate) trait Tells: Sync {
    /// The name of the setting in the history.
    fn setting(&self) -> &'static str;

    /// What it is called inside its row, where that holds several.
    fn heading(&self) -> Option<Text> {
        None
    }

    /// Tells two values; `None` where one of them is none of this setting.
    fn both(&self, before: &Value, after: &Value, words: &Words<'_>) -> Option<Both>;
}

impl<S: Kept> Tells for Part<S> {
    fn setting(&self) -> &'static str {
        self.name
    }

    fn heading(&self) -> Option<Text> {
        self.heading
    }

    fn both(&self, before: &Value, after: &Value, words: &Words<'_>) -> Option<Both> {
        let read = |json: &Value| serde_json::from_value::<S>(json.clone()).ok();
        let (before, after) = (read(before)?, read(after)?);
        if (self.is_same)(&before, &after) {
            return Some(Both::Same);
        }
        let said = [&before, &after].map(|it| (self.words)(it, words).words);
        let said = differing(said);
        Some(said.unwrap_or_else(|| {
            let said = [&before, &after].map(|it| self.in_full(it, words));
            differing(said).unwrap_or(Both::Unsaid)
        }))
    }
}

/// What is written down in another form than it is fetched.
pub(crate) struct Logged {
    pub(crate) setting: &'static str,
    pub(crate) heading: Option<Text>,
    /// Tells one value.
    pub(crate) words: fn(&Value, &Words<'_>) -> Option<String>,
}

impl Tells for Logged {
    fn setting(&self) -> &'static str {
        self.setting
    }

    fn heading(&self) -> Option<Text> {
        self.heading
    }

    fn both(&self, before: &Value, after: &Value, words: &Words<'_>) -> Option<Both> {
        let said = [(self.words)(before, words)?, (self.words)(after, words)?];
        if before == after {
            return Some(Both::Same);
        }
        Some(differing(said).unwrap_or(Both::Unsaid))
    }
}

fn differing(said: [String; 2]) -> Option<Both> {
    (said[0] != said[1]).then_some(Both::Differ(said))
}

/// A setting that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// What it is called.
    pub(crate) name: String,
    /// What it was, if anything.
    pub(crate) before: Option<String>,
    /// What it is since then.
    pub(crate) after: String,
}

/// What tells of values, and what that is called.
type Teller = (Text, &'static dyn Tells);

fn tellers() -> impl Iterator<Item = Teller> {
    let rows = rows::all().chain(voicemail::rows());
    let of_rows = rows.flat_map(|row| row.told.iter().map(|it| (row.name, *it)));
    let mailbox: Teller = (t!(calling.voicemail), voicemail::TOLD);
    of_rows.chain([mailbox])
}

/// What has changed of a setting, row by row; empty where no row has words for it.
pub(crate) fn told(setting: &str, before: &Value, after: &Value, words: &Words<'_>) -> Vec<Told> {
    tellers()
        .filter(|(_, it)| it.setting() == setting)
        .filter_map(|(name, it)| match it.both(before, after, words)? {
            Both::Differ([before, after]) => Some(Told {
                name: it.heading().unwrap_or(name)().to_owned(),
                before: Some(before),
                after,
            }),
            Both::Same | Both::Unsaid => None,
        })
        .collect()
}

/// What a setting is called by the rows that tell of it.
pub(crate) fn name_of_setting(setting: &str) -> Option<&'static str> {
    match setting {
        "callForwarding" => Some(t!(feature_access.forwarding)()),
        "voicemail" => Some(t!(calling.voicemail)()),
        "callerId" => Some(t!(feature_access.block_caller_id)()),
        _ => {
            let mut all = tellers();
            let found = all.find(|(_, it)| it.setting() == setting);
            found.map(|(name, _)| name())
        }
    }
}

/// The settings that the user has, each with its names in the history: several rows may be of one,
/// and one row of several.
pub(crate) fn settings_of(features: MyFeatures) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut all: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
    let is_shown = |row: &Row| features.with(row.is_shown) == Some(true);
    for row in rows::all().filter(|row| is_shown(row)) {
        let mut names: Vec<&'static str> = row.told.iter().map(|it| it.setting()).collect();
        names.dedup();
        let Some(first) = names.first().copied() else {
            continue;
        };
        if !all.iter().any(|(_, known)| known.contains(&first)) {
            let name = match names.len() {
                1 => name_of_setting(first).unwrap_or_else(|| (row.name)()),
                _ => (row.name)(),
            };
            all.push((name, names));
        }
    }
    if features.has_mailbox() && !all.iter().any(|(_, it)| it.contains(&"voicemail")) {
        all.push((t!(calling.voicemail)(), vec!["voicemail"]));
    }
    all
}
