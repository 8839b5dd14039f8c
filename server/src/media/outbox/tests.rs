use std::cell::RefCell;

use serde_json::json;
use tempfile::TempDir;

use super::*;

struct Bench {
    folder: TempDir,
    outbox: Outbox,
}

impl Bench {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::new(folder.path()).await.unwrap();
        Self { folder, outbox }
    }

    /// An agent that was started anew over the same folder.
    async fn restarted(self) -> Self {
        let outbox = Outbox::new(self.folder.path()).await.unwrap();
        outbox.recover().await.unwrap();
        Self { outbox, ..self }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Names of all files but those of a part that was being written.
    fn files(&self) -> Vec<String> {
        let mut names = Vec::new();
        for folder in ["spool/recording", "outbox", "refused"] {
            for entry in std::fs::read_dir(self.path(folder)).unwrap() {
                let path = entry.unwrap().path();
                let ending = path.extension().unwrap().to_str().unwrap();
                names.push(format!("{folder} {ending}"));
            }
        }
        names.sort();
        names
    }

    /// Says this many seconds, as Asterisk writes them while they are spoken.
    fn speak(&self, id: Uuid, seconds: f64) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few seconds"
        )]
        let samples = (seconds * 8_000.0) as usize;
        let mut content = header(0).to_vec();
        content.resize(HEADER_BYTES + samples * 2, 1);
        std::fs::write(file(&self.path("spool/recording"), id, "wav"), content).unwrap();
    }

    async fn round(&self, delivery: Delivery) -> (bool, Vec<Meta>) {
        let seen = RefCell::new(Vec::new());
        let is_empty = self
            .outbox
            .round(async |meta, audio| {
                assert_eq!(audio.len() as u64, 44 + u64::from(bytes_of(meta)));
                assert_eq!(&audio[40..44], bytes_of(meta).to_le_bytes());
                seen.borrow_mut().push(meta.clone());
                delivery
            })
            .await
            .unwrap();
        (is_empty, seen.into_inner())
    }
}

fn bytes_of(meta: &Meta) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few seconds"
    )]
    let bytes = (meta.seconds * 16_000.0).round() as u32;
    bytes
}

fn recording() -> Recording {
    serde_json::from_value(json!({
        "version": 1, "id": Uuid::now_v7(), "mailbox": "2041", "sip_call_id": "1", "started": 1.5,
        "reason": "busy", "seconds": 0.0, "ended_by": "lost", "min_seconds": 1,
    }))
    .unwrap()
}

#[tokio::test]
async fn what_was_said_waits_for_the_panel_and_goes_when_it_has_it() {
    let bench = Bench::new().await;
    let recording = recording();
    let in_hand = bench.outbox.begin(&recording).await.unwrap();
    bench.speak(recording.meta.id, 2.5);
    bench.outbox.finish(recording.clone()).await.unwrap();
    drop(in_hand);
    assert_eq!(bench.files(), ["outbox json", "outbox wav"]);
    for delivery in [Delivery::Away, Delivery::NotNow] {
        let (is_empty, seen) = bench.round(delivery).await;
        assert_eq!((is_empty, seen.len()), (false, 1));
    }
    let (is_empty, seen) = bench.round(Delivery::Taken).await;
    assert!(is_empty);
    let expected = Meta {
        seconds: 2.5,
        ..recording.meta
    };
    assert_eq!(seen, [expected]);
    assert!(bench.files().is_empty());
}

#[tokio::test]
async fn the_oldest_goes_first_and_none_waits_for_one_that_cannot_go() {
    let bench = Bench::new().await;
    let mut wanted = Vec::new();
    for _ in 0..3 {
        let recording = recording();
        wanted.push(recording.meta.id);
        bench.speak(recording.meta.id, 1.0);
        bench.outbox.finish(recording).await.unwrap();
    }
    let (is_empty, seen) = bench.round(Delivery::NotNow).await;
    let seen: Vec<Uuid> = seen.iter().map(|meta| meta.id).collect();
    assert_eq!((is_empty, seen), (false, wanted));
    // A panel that is away is asked once.
    assert_eq!(bench.round(Delivery::Away).await.1.len(), 1);
}

#[tokio::test]
async fn what_the_panel_refuses_is_kept_aside() {
    let bench = Bench::new().await;
    let recording = recording();
    bench.speak(recording.meta.id, 1.0);
    bench.outbox.finish(recording).await.unwrap();
    let (is_empty, _) = bench.round(Delivery::Refused).await;
    assert!(is_empty);
    assert_eq!(bench.files(), ["refused json", "refused wav"]);
}

#[tokio::test]
async fn what_is_too_short_is_thrown_away() {
    let bench = Bench::new().await;
    for seconds in [0.0, 0.9] {
        let recording = recording();
        let _in_hand = bench.outbox.begin(&recording).await.unwrap();
        bench.speak(recording.meta.id, seconds);
        bench.outbox.finish(recording).await.unwrap();
    }
    // The caller hung up before Asterisk began.
    let silent = recording();
    let _in_hand = bench.outbox.begin(&silent).await.unwrap();
    bench.outbox.finish(silent).await.unwrap();
    assert!(bench.files().is_empty());
}

#[tokio::test]
async fn an_agent_killed_at_any_moment_loses_nothing_and_doubles_nothing() {
    // In the midst of speaking.
    let bench = Bench::new().await;
    let spoken = recording();
    let id = spoken.meta.id;
    std::mem::forget(bench.outbox.begin(&spoken).await.unwrap());
    bench.speak(id, 2.0);
    let bench = bench.restarted().await;
    assert_eq!(bench.files(), ["outbox json", "outbox wav"]);

    // The sound was moved, what is known of it was not.
    let known = |folder: &str| file(&bench.path(folder), id, "json");
    std::fs::remove_file(known("outbox")).unwrap();
    std::fs::write(
        known("spool/recording"),
        serde_json::to_vec(&spoken).unwrap(),
    )
    .unwrap();
    let bench = bench.restarted().await;
    assert_eq!(bench.files(), ["outbox json", "outbox wav"]);

    // Both were moved, and the first note was still there.
    let note = file(&bench.path("spool/recording"), id, "json");
    std::fs::write(&note, serde_json::to_vec(&spoken).unwrap()).unwrap();
    let bench = bench.restarted().await;
    let (_, seen) = bench.round(Delivery::NotNow).await;
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (seen[0].id, seen[0].seconds, seen[0].ended_by),
        (id, 2.0, super::super::wire::EndedBy::Lost)
    );

    // The panel had it, and only the sound was removed.
    std::fs::remove_file(file(&bench.path("outbox"), id, "wav")).unwrap();
    let bench = bench.restarted().await;
    assert!(bench.round(Delivery::Taken).await.1.is_empty());
    assert!(bench.files().is_empty());
}

#[tokio::test]
async fn a_refusal_that_was_half_noted_is_noted_in_whole() {
    let bench = Bench::new().await;
    let recording = recording();
    let id = recording.meta.id;
    bench.speak(id, 1.0);
    bench.outbox.finish(recording).await.unwrap();
    let from = file(&bench.path("outbox"), id, "json");
    std::fs::rename(from, file(&bench.path("refused"), id, "json")).unwrap();
    let bench = bench.restarted().await;
    assert_eq!(bench.files(), ["refused json", "refused wav"]);
}

#[tokio::test]
async fn what_is_being_spoken_is_left_alone() {
    let bench = Bench::new().await;
    let recording = recording();
    let in_hand = bench.outbox.begin(&recording).await.unwrap();
    bench.speak(recording.meta.id, 2.0);
    bench.outbox.recover().await.unwrap();
    assert_eq!(
        bench.files(),
        ["spool/recording json", "spool/recording wav"]
    );
    drop(in_hand);
    bench.outbox.recover().await.unwrap();
    assert_eq!(bench.files(), ["outbox json", "outbox wav"]);
}
