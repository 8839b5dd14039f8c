//! The lines of a calendar that tell when something is.

use icalendar::parser::{Property, unfold};

/// Lines about an event that are looked at; all others may be whatever they like.
const WANTED: [&str; 10] = [
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "UID",
    "STATUS",
];
/// What calendars call themselves by.
const NAMES: [&str; 2] = ["X-WR-CALNAME", "NAME"];
/// A line that is longer tells nothing that a schedule could hold.
const LONGEST_LINE: usize = 4096;

/// The events of a file.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    pub(super) name: Option<String>,
    pub(super) events: Vec<Block>,
}

/// The wanted lines of one event.
#[derive(Debug, Default)]
pub(super) struct Block {
    lines: Vec<(String, Line)>,
}

/// A line in its parts.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) value: String,
    pub(super) zone: Option<String>,
}

impl Block {
    /// The first line of a name.
    pub(super) fn line(&self, name: &str) -> Option<&Line> {
        self.lines(name).next()
    }

    /// All lines of a name.
    pub(super) fn lines(&self, name: &str) -> impl Iterator<Item = &Line> {
        let lines = self.lines.iter().filter(move |(it, _)| it == name);
        lines.map(|(_, line)| line)
    }
}

/// Reads a file; `None` if it is no calendar. An event that has no end in it is told as one without
/// lines.
pub(super) fn read(text: &str) -> Option<Calendar> {
    let text = unfold(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let mut calendar = Calendar::default();
    let (mut is_calendar, mut depth) = (false, 0_usize);
    // An event that has begun, and how deep it stands.
    let mut open: Option<(usize, Block)> = None;
    for line in text.lines() {
        let name = line.split([':', ';']).next().unwrap_or_default();
        let name = name.trim().to_ascii_uppercase();
        let what = line.split_once(':').map(|(_, rest)| rest.trim());
        match name.as_str() {
            "BEGIN" => {
                depth += 1;
                let is = |kind| what.is_some_and(|what| what.eq_ignore_ascii_case(kind));
                is_calendar |= is("VCALENDAR");
                if is("VEVENT") && open.is_none() {
                    open = Some((depth, Block::default()));
                }
            }
            "END" => {
                if open.as_ref().is_some_and(|(begun, _)| *begun == depth) {
                    calendar.events.extend(open.take().map(|(_, block)| block));
                }
                depth = depth.saturating_sub(1);
            }
            _ => match &mut open {
                // Lines of what stands within an event, such as an alarm, are not about the event.
                Some((begun, block)) if *begun == depth => {
                    if WANTED.contains(&name.as_str()) {
                        block.lines.extend(read_line(line).map(|line| (name, line)));
                    }
                }
                Some(_) => {}
                None if calendar.name.is_none() && NAMES.contains(&name.as_str()) => {
                    calendar.name = read_line(line).map(|line| line.value);
                }
                None => {}
            },
        }
    }
    if open.is_some() {
        calendar.events.push(Block::default());
    }
    is_calendar.then_some(calendar)
}

fn read_line(line: &str) -> Option<Line> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let property = Property::try_from(line).ok()?;
    let zone = property.params.iter().find_map(|parameter| {
        let is_zone = parameter.key.as_str().eq_ignore_ascii_case("TZID");
        parameter.val.as_ref().filter(|_| is_zone)
    });
    Some(Line {
        zone: zone.map(ToString::to_string),
        value: property.val.unescape_text().as_str().trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_wanted_lines_of_the_event_itself_are_read() {
        let text = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Vrije dagen\r\nBEGIN:VTIMEZONE\r\n\
            DTSTART:19700101T000000\r\nEND:VTIMEZONE\r\nbegin:vevent\r\n\
            SUMMARY;LANGUAGE=nl:Paas\r\n dag\\, eerste\r\nnonsense\r\n\
            dtstart;tzid=\"Europe/Amsterdam\":20260405T090000\r\nBEGIN:VALARM\r\n\
            DTSTART:20200101T000000\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let calendar = read(text).unwrap();
        assert_eq!(calendar.name.as_deref(), Some("Vrije dagen"));
        assert_eq!(calendar.events.len(), 1);
        let event = &calendar.events[0];
        assert_eq!(event.line("SUMMARY").unwrap().value, "Paasdag, eerste");
        let start = event.line("DTSTART").unwrap();
        assert_eq!(start.value, "20260405T090000");
        let zone = start.zone.as_deref().map(|zone| zone.trim_matches('"'));
        assert_eq!(zone, Some("Europe/Amsterdam"));
        assert_eq!(event.lines("DTSTART").count(), 1);
    }

    #[test]
    fn what_is_no_calendar_is_told_from_one_that_is_cut_off() {
        assert!(read("").is_none());
        assert!(read("BEGIN:VCARD\nEND:VCARD\n").is_none());
        assert!(read("<html>BEGIN:VCALENDAR</html>").is_none());
        let cut = read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTST").unwrap();
        assert!(cut.events[0].lines.is_empty());
        let deep = "BEGIN:A\n".repeat(30_000) + "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\n";
        assert_eq!(read(&deep).unwrap().events.len(), 1);
    }
}
