//! Threads for hashing alone. A hash takes much memory, and the allocator keeps for each thread what
//! that has once used: spread over all threads that may block, a flood of sign-ins would hold that
//! memory many times over.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, mpsc},
    thread,
};

use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// They end when nobody can give them work any more.
#[derive(Clone)]
pub(super) struct Threads(mpsc::Sender<Job>);

impl Threads {
    /// So many of them.
    pub(super) fn start(count: usize) -> std::io::Result<Self> {
        let (sender, jobs) = mpsc::channel();
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..count {
            let jobs = jobs.clone();
            thread::Builder::new()
                .name("hashing".to_owned())
                .spawn(move || while do_next(&jobs) {})?;
        }
        Ok(Self(sender))
    }

    /// Does the work when a thread is free, unless nobody waits for it any more.
    pub(super) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> oneshot::Receiver<T> {
        let (done, outcome) = oneshot::channel();
        let job: Job = Box::new(move || {
            if !done.is_closed() {
                let _nobody_waits = done.send(work());
            }
        });
        // Where no thread is left the outcome says so.
        let _no_thread = self.0.send(job);
        outcome
    }
}

/// Waits for a job and does it; false when none will come. One thread waits for the next job, the
/// others for their turn to wait.
fn do_next(jobs: &Mutex<mpsc::Receiver<Job>>) -> bool {
    let job = match jobs.lock() {
        Ok(jobs) => jobs.recv(),
        Err(_) => return false,
    };
    // What breaks one job is told to who waits for it, and leaves the thread to the others.
    job.is_ok_and(|job| {
        let _told_already = catch_unwind(AssertUnwindSafe(job));
        true
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_is_done_by_these_threads_alone_also_after_one_job_broke() {
        let threads = Threads::start(1).unwrap();
        let broken = threads.run(|| assert!(thread::current().name() != Some("hashing"), "it is"));
        assert!(broken.await.is_err());
        let name = threads.run(|| thread::current().name().map(str::to_owned));
        assert_eq!(name.await.unwrap().as_deref(), Some("hashing"));
    }

    #[tokio::test]
    async fn what_nobody_waits_for_is_not_done() {
        let threads = Threads::start(1).unwrap();
        let (begin, began) = mpsc::channel::<()>();
        let first = threads.run(move || began.recv());
        let (ran, has_run) = mpsc::channel();
        drop(threads.run(move || ran.send(())));
        begin.send(()).unwrap();
        assert!(first.await.unwrap().is_ok());
        threads.run(|| ()).await.unwrap();
        assert!(has_run.recv().is_err());
    }
}
