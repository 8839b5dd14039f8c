//! Two months of calls for the demo organisation.

use belroute_shared::calls::{Direction, LegKind, LegOutcome, Outcome};
use jiff::{ToSpan as _, civil::Weekday, tz::TimeZone};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use sea_orm::{ConnectionTrait, EntityTrait as _, Set};
use uuid::Uuid;

use super::organisation::{Demo, direct_number};
use crate::{
    clock::moment,
    entity::{call, call_leg, user},
    words,
};

const DAYS: i64 = 60;
const OPEN_MS: i64 = 10 * 3600 * 1000;
/// No call that is made up takes longer, ringing included.
const LONGEST_MS: i64 = 600_000;
const CHUNK: usize = 400;

/// Writes the calls: on working days between eight and six, a few in the weekend.
pub(super) async fn fill(
    db: &impl ConnectionTrait,
    demo: &Demo,
    now_ms: i64,
) -> anyhow::Result<()> {
    let mut writer = Writer::new(db, StdRng::seed_from_u64(7));
    let zone = TimeZone::get("Europe/Amsterdam")?;
    let today = moment(now_ms).to_zoned(zone.clone()).date();
    for day in 0..=DAYS {
        let date = today.checked_sub(day.days())?;
        let opens_ms = date
            .at(8, 0, 0, 0)
            .to_zoned(zone.clone())?
            .timestamp()
            .as_millisecond();
        let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        for user in &demo.users {
            let calls = writer
                .random
                .random_range(if is_weekend { 0..2 } else { 3..11 });
            for _ in 0..calls {
                let at_ms = opens_ms + writer.random.random_range(0..OPEN_MS);
                if at_ms + LONGEST_MS < now_ms {
                    writer.call(demo, user, at_ms).await?;
                }
            }
        }
    }
    writer.flush().await
}

/// Makes calls up and writes many at once.
pub(super) struct Writer<'a, C> {
    db: &'a C,
    pub(super) random: StdRng,
    calls: Vec<call::ActiveModel>,
    legs: Vec<call_leg::ActiveModel>,
}

impl<'a, C: ConnectionTrait> Writer<'a, C> {
    pub(super) fn new(db: &'a C, random: StdRng) -> Self {
        Self {
            db,
            random,
            calls: Vec::with_capacity(CHUNK),
            legs: Vec::new(),
        }
    }

    /// One call of a user at a moment.
    pub(super) async fn call(
        &mut self,
        demo: &Demo,
        user: &user::Model,
        at_ms: i64,
    ) -> anyhow::Result<()> {
        let is_internal = self.random.random_bool(0.3);
        let direction = if self.random.random_bool(0.55) {
            Direction::Incoming
        } else {
            Direction::Outgoing
        };
        let other = if is_internal {
            demo.users[self.random.random_range(0..demo.users.len())]
                .extension
                .clone()
        } else if self.random.random_bool(0.12) {
            format!("+447700900{:03}", self.random.random_range(500..999))
        } else {
            demo.outside[self.random.random_range(0..demo.outside.len())].clone()
        };
        if other == user.extension {
            return Ok(());
        }
        let is_hidden = !is_internal
            && self
                .random
                .random_bool(if direction == Direction::Incoming {
                    0.05
                } else {
                    0.03
                });
        self.push(user, at_ms, direction, is_internal, &other, is_hidden);
        if self.calls.len() >= CHUNK {
            self.flush().await?;
        }
        Ok(())
    }

    fn push(
        &mut self,
        user: &user::Model,
        at_ms: i64,
        direction: Direction,
        is_internal: bool,
        other: &str,
        is_hidden: bool,
    ) {
        let is_incoming = direction == Direction::Incoming;
        let outcome = self.outcome(is_incoming);
        let ring_ms = self.random.random_range(2_000..18_000);
        let talk_ms = self.random.random_range(8_000..540_000);
        let is_answered = outcome == Outcome::Answered;
        let answered_at_ms = is_answered.then_some(at_ms + ring_ms);
        let ended_at_ms = at_ms + ring_ms + if is_answered { talk_ms } else { 0 };
        let is_missed = is_incoming
            && matches!(
                outcome,
                Outcome::Missed | Outcome::Busy | Outcome::Voicemail
            );
        let (via_kind, via_number) = self.via(user, is_incoming, is_internal, is_hidden);
        let id = Uuid::now_v7();
        self.calls.push(call::ActiveModel {
            id: Set(id),
            organisation_id: Set(user.organisation_id),
            user_id: Set(user.id),
            sip_call_id: Set(format!("demo-{id}")),
            direction: Set(words::word(direction)),
            is_internal: Set(is_internal),
            other_number: Set((!(is_incoming && is_hidden)).then(|| other.to_owned())),
            network_name: Set(None),
            is_anonymous: Set(is_hidden),
            via_kind: Set(via_kind.to_owned()),
            via_number: Set(via_number),
            outcome: Set(Some(words::word(outcome))),
            started_at_ms: Set(at_ms),
            rang_at_ms: Set(Some(at_ms)),
            answered_at_ms: Set(answered_at_ms),
            ended_at_ms: Set(Some(ended_at_ms)),
            answered_by_kind: Set(
                (is_incoming && is_answered).then(|| words::word(LegKind::Device))
            ),
            answered_by: Set((is_incoming && is_answered).then(|| "Yealink T54W".to_owned())),
            forwarded_to: Set(None),
            is_missed: Set(is_missed),
            is_seen: Set(is_missed && self.random.random_bool(0.98)),
            is_hidden: Set(false),
        });
        if is_incoming {
            self.legs.push(call_leg::ActiveModel {
                id: Set(Uuid::now_v7()),
                call_id: Set(id),
                organisation_id: Set(user.organisation_id),
                target: Set(format!("sip:{}@pbx.test", user.extension)),
                contact: Set(String::new()),
                kind: Set(words::word(LegKind::Device)),
                label: Set("Yealink T54W".to_owned()),
                outcome: Set(Some(words::word(leg_outcome(outcome)))),
                started_at_ms: Set(at_ms),
                answered_at_ms: Set(answered_at_ms),
                ended_at_ms: Set((!is_answered).then_some(ended_at_ms)),
            });
        }
    }

    fn outcome(&mut self, is_incoming: bool) -> Outcome {
        match (self.random.random_range(0..100), is_incoming) {
            (0..72, _) => Outcome::Answered,
            (72..86, _) => Outcome::Missed,
            (86..92, true) => Outcome::Voicemail,
            (86..92, false) => Outcome::Cancelled,
            (92..97, _) => Outcome::Busy,
            _ => Outcome::Declined,
        }
    }

    fn via(
        &mut self,
        user: &user::Model,
        is_incoming: bool,
        is_internal: bool,
        is_hidden: bool,
    ) -> (&'static str, Option<String>) {
        if is_internal {
            ("internal", None)
        } else if is_hidden && !is_incoming {
            ("anonymous", None)
        } else if user.extension == "2041" && self.random.random_bool(0.4) {
            let line = ["+442079460000", "+442079460001"][self.random.random_range(0..2)];
            ("line", Some(line.to_owned()))
        } else {
            ("direct", Some(direct_number(&user.extension)))
        }
    }

    /// Writes what is left.
    pub(super) async fn flush(&mut self) -> anyhow::Result<()> {
        if !self.calls.is_empty() {
            call::Entity::insert_many(self.calls.drain(..))
                .exec_without_returning(self.db)
                .await?;
        }
        if !self.legs.is_empty() {
            call_leg::Entity::insert_many(self.legs.drain(..))
                .exec_without_returning(self.db)
                .await?;
        }
        Ok(())
    }
}

fn leg_outcome(outcome: Outcome) -> LegOutcome {
    match outcome {
        Outcome::Answered => LegOutcome::Answered,
        Outcome::Busy => LegOutcome::Busy,
        Outcome::Declined => LegOutcome::Declined,
        _ => LegOutcome::NoAnswer,
    }
}
