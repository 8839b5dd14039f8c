//! A greeting, a beep, and what the caller says then.

use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use super::{
    ari::Trouble,
    call::Call,
    outbox::Recording,
    wire::{Connect, Deposit, EndedBy, Meta, Moment, Reason, VERSION},
};

/// Asterisk would record without an end when it is told 0.
const LONGEST_SECONDS: u16 = 3_600;
/// A recording ends before the call that it belongs to: so long it is looked whether that ends too.
const HANG_UP: Duration = Duration::from_millis(300);

impl Call {
    /// Records for a mailbox.
    pub(super) async fn deposit(&mut self, script: Deposit) -> Result<(), Trouble> {
        self.answer().await?;
        if let Some(name) = &script.greeting {
            let greeting = self.agent.sound(name).await;
            let keys = if script.operator.is_some() { "0" } else { "" };
            let key = self.channel.play(&greeting, keys, Duration::ZERO).await?;
            if let Some(operator) = script.operator.as_ref().filter(|_| key.is_some()) {
                // When nobody is there, the caller can still leave a message.
                if self.connect(&to_operator(operator, &script)).await? {
                    return Ok(());
                }
            }
        }
        let beep = self.agent.beep();
        self.channel.play(&beep, "", Duration::ZERO).await?;
        let is_over = self.record(&script).await?;
        if let Some(thanks) = script.thanks.filter(|_| !is_over) {
            let thanks = self.agent.sound(&thanks).await;
            self.channel.play(&thanks, "", Duration::ZERO).await?;
        }
        Ok(())
    }

    /// Records, and leaves it in the outbox; says whether the caller is gone.
    async fn record(&mut self, script: &Deposit) -> Result<bool, Trouble> {
        let limit = script.max_seconds.clamp(1, LONGEST_SECONDS);
        let mut recording = Recording {
            meta: self.meta(script),
            min_seconds: script.min_seconds,
        };
        let outbox = self.agent.outbox();
        // Before the first sound, so that it survives whatever ends us.
        let in_hand = outbox.begin(&recording).await?;
        let name = recording.meta.id.simple().to_string();
        let (end_key, longest) = (script.end_key.to_string(), limit.to_string());
        let began = Instant::now();
        let begun = self
            .channel
            .post(
                "record",
                &[
                    ("name", &name),
                    ("format", "wav"),
                    ("ifExists", "fail"),
                    ("terminateOn", &end_key),
                    ("maxDurationSeconds", &longest),
                    ("beep", "false"),
                ],
            )
            .await;
        match begun {
            Ok(_) => {}
            // It may record all the same: what is there is taken when it is back.
            Err(Trouble::Away) => return Err(Trouble::Away),
            Err(trouble) => {
                outbox.finish(recording).await?;
                return Err(trouble);
            }
        }
        let limit = Duration::from_secs(limit.into());
        self.channel
            .recorded(limit + Duration::from_secs(5))
            .await?;
        let took = began.elapsed();
        let is_over = self.channel.is_gone() || self.channel.ends_within(HANG_UP).await;
        recording.meta.ended_by = if is_over {
            EndedBy::Caller
        } else if took + Duration::from_millis(200) >= limit {
            EndedBy::Limit
        } else {
            EndedBy::Key
        };
        outbox.finish(recording).await?;
        drop(in_hand);
        Ok(is_over)
    }

    fn meta(&self, script: &Deposit) -> Meta {
        let facts = &self.facts;
        Meta {
            version: VERSION,
            id: Uuid::now_v7(),
            kind: script.kind,
            greeting_for: script.greeting_for,
            call: script.call,
            mailbox: script.mailbox.clone(),
            reason: Reason::of_cause(facts.cause),
            from: facts.from.clone(),
            sip_call_id: facts.sip_call_id.clone(),
            diversion: facts.diversion.clone(),
            started: Moment::from_ms(self.agent.now_ms()),
            seconds: 0.0,
            // Until we know better.
            ended_by: EndedBy::Lost,
        }
    }
}

fn to_operator(operator: &str, script: &Deposit) -> Connect {
    Connect {
        target: operator.to_owned(),
        ring_seconds: 30,
        cause: 19,
        headers: script.operator_headers.clone(),
        caller_id: None,
        confirm: None,
    }
}
