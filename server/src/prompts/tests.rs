use std::collections::BTreeSet;

use super::*;

const LANGUAGES: [Language; 2] = [Language::En, Language::Nl];

fn all() -> Vec<Prompt> {
    let codes = CodeFeature::ALL.iter().flat_map(|feature| {
        let said = [CodeSaid::On, CodeSaid::Off, CodeSaid::Refused];
        said.map(|said| Prompt::Code(*feature, said))
    });
    [
        Prompt::GreetingNoAnswer,
        Prompt::GreetingBusy,
        Prompt::Thanks,
        Prompt::MailboxFull,
        Prompt::NoMailbox,
        Prompt::PressOne,
        Prompt::RecordGreeting,
        Prompt::GreetingRecorded,
        Prompt::RefusedLoop,
        Prompt::RefusedAnonymous,
        Prompt::RefusedRejected,
    ]
    .into_iter()
    .chain(codes)
    .collect()
}

#[test]
fn everything_can_be_said_in_every_language() {
    let mut hashes = BTreeSet::new();
    for prompt in all() {
        for language in LANGUAGES {
            let sound = prompt.sound(language).unwrap();
            assert!((500..20_000).contains(&sound.length_ms), "{prompt:?}");
            assert!(hashes.insert(sound.sha256), "{prompt:?} is no other sound");
        }
    }
}

#[test]
fn no_file_is_there_in_vain() {
    let said: BTreeSet<String> = all().into_iter().flat_map(Prompt::files).collect();
    let files: BTreeSet<String> = files::names().map(str::to_owned).collect();
    assert_eq!(said, files);
}

#[test]
fn the_files_are_those_of_the_sentences() {
    for sentences in [
        include_str!("../../prompts/en.txt"),
        include_str!("../../prompts/nl.txt"),
    ] {
        let lines = sentences.lines().filter_map(|line| line.split_once('|'));
        let named: BTreeSet<&str> = lines.map(|(name, _)| name).collect();
        assert_eq!(named, files::names().collect());
    }
}
