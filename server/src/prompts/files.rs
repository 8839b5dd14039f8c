//! The files, as they were made: WAV, 8 kHz, µ-law, one channel.

use belroute_shared::account::Language;

/// Name and content of a file.
type File = (&'static str, &'static [u8]);

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        const ENGLISH: &[File] = &[$(
            ($name, include_bytes!(concat!("../../prompts/en/", $name, ".wav"))),
        )*];
        const DUTCH: &[File] = &[$(
            ($name, include_bytes!(concat!("../../prompts/nl/", $name, ".wav"))),
        )*];
    };
}

files! {
    "greeting-no-answer",
    "greeting-busy",
    "thanks",
    "mailbox-full",
    "no-mailbox",
    "press-one",
    "record-greeting",
    "greeting-recorded",
    "refused-loop",
    "refused-anonymous",
    "refused-rejected",
    "code-is-on",
    "code-is-off",
    "code-is-refused",
    "code-do-not-disturb",
    "code-anonymous-call-reject",
    "code-forward-always",
    "code-always-to-voicemail",
    "code-forward-busy",
    "code-busy-to-voicemail",
    "code-forward-no-answer",
    "code-no-answer-to-voicemail",
    "code-no-answer-rings",
    "code-forward-not-reachable",
    "code-selective-forward",
    "code-selective-reject",
    "code-call-waiting",
    "code-hide-number",
    "code-connected-line",
    "code-reach-number",
    "code-move-call",
    "code-pick-up",
    "code-barge-in",
    "code-park",
    "code-recording",
    "code-mailbox",
    "code-speed-dial",
    "code-filtering",
    "code-assistant",
}

/// Where the samples begin.
const DATA: &[u8; 4] = b"data";
/// The format of µ-law in a WAV.
const MU_LAW: u16 = 7;
/// Samples a second.
const RATE: u32 = 8000;

/// The samples of a file.
pub(super) fn spoken(language: Language, name: &str) -> Option<&'static [u8]> {
    let files = match language {
        Language::En => ENGLISH,
        Language::Nl => DUTCH,
    };
    let (_, file) = files.iter().find(|(known, _)| *known == name)?;
    let at = file.windows(DATA.len()).position(|it| it == DATA)?;
    let (length, samples) = file.get(at + DATA.len()..)?.split_at_checked(4)?;
    let length = u32::from_le_bytes(length.try_into().ok()?);
    samples.get(..usize::try_from(length).ok()?)
}

/// A file of samples.
pub(super) fn wav(samples: &[u8]) -> Vec<u8> {
    let length = u32::try_from(samples.len()).unwrap_or(u32::MAX);
    let mut file = b"RIFF".to_vec();
    file.extend((length.saturating_add(38)).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(18_u32.to_le_bytes());
    for field in [MU_LAW, 1] {
        file.extend(field.to_le_bytes());
    }
    for field in [RATE, RATE] {
        file.extend(field.to_le_bytes());
    }
    for field in [1_u16, 8, 0] {
        file.extend(field.to_le_bytes());
    }
    file.extend(DATA);
    file.extend(length.to_le_bytes());
    file.extend(samples);
    file
}

/// Names of all files.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ENGLISH.iter().map(|(name, _)| *name)
}
