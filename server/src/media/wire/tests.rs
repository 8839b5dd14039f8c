use serde_json::json;

use super::*;

#[test]
fn a_question_says_moments_in_seconds() {
    let text = json!({
        "version": 1, "sip_call_id": "1-31583@192.0.2.20", "user": "vm-2041",
        "request_uri": "sip:vm-2041@192.0.2.51:5060;cause=408", "cause": 408,
        "from": {"uri": "sip:2042@pbx.test", "number": "2042", "display": "Anna"},
        "diversion": "<sip:2041@pbx.test>;reason=no-answer", "at": 1_795_308_670.54,
    });
    let question: Question = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(question.at.ms(), 1_795_308_670_540);
    assert_eq!(serde_json::to_value(&question).unwrap(), text);
}

#[test]
fn a_moment_that_is_none_is_refused() {
    for moment in [json!(1e300), json!(-1e300), json!("now"), json!(null)] {
        assert!(serde_json::from_value::<Moment>(moment).is_err());
    }
}

#[test]
fn an_answer_may_leave_out_what_is_usual() {
    let name = "0f".repeat(32) + ".wav";
    let read = |text| serde_json::from_value::<Answer>(text).unwrap().script;
    let Script::Deposit(deposit) = read(json!({
        "version": 1, "action": "deposit", "mailbox": "2041", "greeting": name, "thanks": null,
        "something": "new",
    })) else {
        panic!("another action");
    };
    assert_eq!(
        (deposit.max_seconds, deposit.min_seconds, deposit.end_key),
        (180, 1, '#')
    );
    assert_eq!(deposit.kind, Kind::Message);
    let Script::Connect(connect) = read(json!({
        "version": 1, "action": "connect", "target": "sip:+31612345678@trunk.test",
        "confirm": {"sound": name},
    })) else {
        panic!("another action");
    };
    assert_eq!((connect.ring_seconds, connect.cause), (20, 19));
    let confirm = connect.confirm.unwrap();
    assert_eq!(
        (confirm.key, confirm.repeat, confirm.wait_seconds),
        (None, 2, 5)
    );
    assert_eq!(
        read(json!({"version": 1, "action": "hangup"})),
        Script::Hangup(Hangup { cause: 21 })
    );
}

#[test]
fn an_answer_is_one_object() {
    let sound = SoundName::of_hash([7; 32]);
    let answer = Answer::from(Script::Announce(Announce {
        sound: sound.clone(),
        answer: false,
        cause: 21,
    }));
    assert_eq!(
        serde_json::to_value(answer).unwrap(),
        json!({"version": 1, "action": "announce", "sound": sound, "answer": false, "cause": 21})
    );
}

#[test]
fn only_a_hash_names_a_sound() {
    let hash = "ab".repeat(32);
    let name = SoundName::try_from(format!("{hash}.wav")).unwrap();
    assert_eq!(
        (name.sha256(), name.to_string()),
        (&*hash, hash.clone() + ".wav")
    );
    for other in [
        hash.clone(),
        format!("{}.wav", hash.to_uppercase()),
        format!("{}.wav", &hash[1..]),
        format!("../{hash}.wav"),
        format!("{hash}.wav.wav"),
        String::new(),
    ] {
        assert!(SoundName::try_from(other.clone()).is_err(), "{other}");
    }
}

#[test]
fn a_recording_says_why_it_was_made() {
    let text = json!({
        "version": 1, "id": "f446f759-0000-7000-8000-000000000001", "kind": "message", "call": null,
        "mailbox": "2041", "reason": "no_answer", "from": {"uri": "", "number": "", "display": ""},
        "sip_call_id": "1@192.0.2.20", "diversion": null, "started": 1_795_308_670.54, "seconds": 5.56,
        "ended_by": "caller",
    });
    let meta: Meta = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(&meta).unwrap(), text);
    assert_eq!(Reason::of_cause(Some(408)), meta.reason);
    assert_eq!(Reason::of_cause(None), Reason::Unknown);
}
