//! Takes events in: one writer, many events in one transaction.
//!
//! A confirmed event is on disk. Under load the events that wait while one transaction is written
//! share the next, so that the disk is asked once for all of them.

use std::{collections::BTreeSet, time::Duration};

use belroute_shared::{
    ids::{OrganisationId, UserId},
    live::LiveEvent,
};
use sea_orm::{
    ActiveModelTrait as _, DatabaseTransaction, DbErr, EntityTrait, sea_query::OnConflict,
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, timeout_at},
};

use super::{
    apply, registrations,
    wire::{Event, Kind},
};
use crate::{
    clock::Clock,
    database::Database,
    entity::{call_fact, call_trace, mail as mail_row},
    live::Live,
    mail::{self, Bell},
    presence,
};

/// Messages that may wait; then the engine has to.
const WAITING: usize = 1024;
/// Messages that share a transaction.
const TOGETHER: usize = 256;
/// For so long what is known of a call waits for others to be written with, as long as nobody waits
/// for it.
const PATIENCE: Duration = Duration::from_millis(50);

/// Where events and what is known of calls go in.
#[derive(Clone, Debug)]
pub struct Intake(mpsc::Sender<Message>);

#[derive(Debug)]
enum Message {
    Fact(Box<Known>),
    Events(Vec<Event>, oneshot::Sender<Result<(), String>>),
}

impl Message {
    fn is_fact(&self) -> bool {
        matches!(self, Self::Fact(_))
    }
}

/// What was known when a call was asked about.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) fact: call_fact::Model,
    /// Mails about the call.
    pub(super) mails: Vec<mail_row::ActiveModel>,
}

/// So many traces are written at once: SQLite takes 32766 values in one statement.
const MOST_TRACES: usize = 8192;

/// What is left to be done when all events are taken in, and who is to be told what after that.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Their calls changed, and with them their state.
    pub(super) calls: BTreeSet<(OrganisationId, UserId)>,
    /// Their devices changed, and with them their state.
    pub(super) devices: BTreeSet<(OrganisationId, UserId)>,
    /// What new calls have met.
    pub(super) traces: Vec<call_trace::ActiveModel>,
}

impl Intake {
    /// Starts the writer. It ends when the last sender is gone.
    pub fn start(db: Database, clock: Clock, live: Live, bell: Bell) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(
            Writer {
                db,
                clock,
                live,
                bell,
            }
            .run(receiver),
        );
        Self(sender)
    }

    /// Keeps what was known when a call was asked about. Nobody waits for it; events of the call
    /// come behind it through the same channel.
    pub(super) fn keep(&self, known: Known) {
        if self.0.try_send(Message::Fact(Box::new(known))).is_err() {
            tracing::warn!("the intake is full; a call will be logged from its events alone");
        }
    }

    /// Waits until everything that was handed over before is on disk.
    ///
    /// # Errors
    /// It could not be written.
    pub(super) async fn settle(&self) -> anyhow::Result<()> {
        self.take(Vec::new()).await
    }

    /// Takes events in, and answers when they are on disk.
    ///
    /// # Errors
    /// Nothing was taken in, and the same events may come again.
    pub async fn take(&self, events: Vec<Event>) -> anyhow::Result<()> {
        let (done, outcome) = oneshot::channel();
        self.0
            .send(Message::Events(events, done))
            .await
            .map_err(|_| anyhow::anyhow!("the intake has ended"))?;
        outcome.await?.map_err(|reason| anyhow::anyhow!(reason))
    }
}

struct Writer {
    db: Database,
    clock: Clock,
    live: Live,
    bell: Bell,
}

impl Writer {
    async fn run(self, mut receiver: mpsc::Receiver<Message>) {
        let mut waiting = Vec::with_capacity(TOGETHER);
        while receiver.recv_many(&mut waiting, TOGETHER).await > 0 {
            let until = Instant::now() + PATIENCE;
            while waiting.len() < TOGETHER && waiting.iter().all(Message::is_fact) {
                let more = receiver.recv_many(&mut waiting, TOGETHER);
                if !matches!(timeout_at(until, more).await, Ok(1..)) {
                    break;
                }
            }
            let batch = std::mem::take(&mut waiting);
            if batch.len() == 1 || self.write(&batch).await.is_err() {
                // Alone, or one of them spoils the transaction for the others: each by itself.
                for message in batch {
                    let outcome = self.write(std::slice::from_ref(&message)).await;
                    answer(message, outcome.map_err(|error| error.to_string()));
                }
            } else {
                for message in batch {
                    answer(message, Ok(()));
                }
            }
        }
    }

    async fn write(&self, batch: &[Message]) -> Result<(), DbErr> {
        let mut touched = Touched::default();
        let mut has_mail = false;
        let change = self.db.begin().await?;
        keep(&change, batch).await?;
        for message in batch {
            match message {
                Message::Fact(known) => {
                    for row in &known.mails {
                        mail::insert(&change, row.clone()).await?;
                        has_mail = true;
                    }
                }
                Message::Events(events, _) => {
                    for event in events {
                        take(&change, event, &mut touched).await?;
                    }
                }
            }
        }
        explain(&change, std::mem::take(&mut touched.traces)).await?;
        change.commit().await?;
        if has_mail {
            self.bell.wake();
        }
        if let Err(error) = self.tell(&touched).await {
            tracing::warn!("browsers were not told of a change: {error}");
        }
        Ok(())
    }

    async fn tell(&self, touched: &Touched) -> Result<(), DbErr> {
        for (_, user) in &touched.calls {
            self.live.tell(*user, LiveEvent::Calls);
        }
        for (_, user) in &touched.devices {
            self.live.tell(*user, LiveEvent::Devices);
        }
        let both: BTreeSet<_> = touched.calls.union(&touched.devices).copied().collect();
        let organisations: BTreeSet<_> =
            both.iter().map(|(organisation, _)| *organisation).collect();
        for organisation in organisations {
            let users: Vec<UserId> = both
                .iter()
                .filter(|(of, _)| *of == organisation)
                .map(|(_, user)| *user)
                .collect();
            let now_ms = self.clock.now_ms();
            presence::tell(&self.db.read, &self.live, organisation, &users, now_ms).await?;
        }
        Ok(())
    }
}

fn answer(message: Message, outcome: Result<(), String>) {
    match (message, outcome) {
        (Message::Events(_, done), outcome) => {
            // An engine that has hung up meanwhile sends the same events again.
            let _nobody_waits = done.send(outcome);
        }
        (Message::Fact(_), Err(reason)) => tracing::warn!("a call's facts were lost: {reason}"),
        (Message::Fact(_), Ok(())) => {}
    }
}

/// Keeps what is known of calls, before anything that happens in them.
async fn keep(change: &DatabaseTransaction, batch: &[Message]) -> Result<(), DbErr> {
    let facts = batch.iter().filter_map(|message| match message {
        Message::Fact(known) => Some(call_fact::ActiveModel::from(known.fact.clone()).reset_all()),
        Message::Events(..) => None,
    });
    let facts: Vec<call_fact::ActiveModel> = facts.collect();
    if facts.is_empty() {
        return Ok(());
    }
    let already = OnConflict::column(call_fact::Column::CallId)
        .do_nothing()
        .to_owned();
    call_fact::Entity::insert_many(facts)
        .on_conflict(already)
        .exec_without_returning(change)
        .await?;
    Ok(())
}

/// Keeps what new calls have met beside their rows.
async fn explain(
    change: &DatabaseTransaction,
    mut traces: Vec<call_trace::ActiveModel>,
) -> Result<(), DbErr> {
    // One statement, but for a batch that an engine can hardly send.
    while !traces.is_empty() {
        let rest = traces.split_off(traces.len().min(MOST_TRACES));
        call_trace::Entity::insert_many(traces)
            .exec_without_returning(change)
            .await?;
        traces = rest;
    }
    Ok(())
}

async fn take(
    change: &DatabaseTransaction,
    event: &Event,
    touched: &mut Touched,
) -> Result<(), DbErr> {
    match event.event {
        Kind::Registered | Kind::Unregistered => registrations::apply(change, event, touched).await,
        Kind::Ringing | Kind::Answered | Kind::LegEnded | Kind::Ended => {
            apply::apply(change, event, touched).await
        }
    }
}
