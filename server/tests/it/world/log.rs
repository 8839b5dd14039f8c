//! What the server logs, for a test that reads it.
//!
//! Whether a line of code logs at all is decided once for the whole process and kept, so a
//! subscriber for one test alone would miss what another test has reached first. There is one for
//! all; it writes only on a thread that listens, and a test has its thread for itself.

use std::{cell::RefCell, io, rc::Rc, sync::Once};

use tracing::{Level, level_filters::LevelFilter};
use tracing_subscriber::{filter::dynamic_filter_fn, layer::SubscriberExt as _};

type Heard = Rc<RefCell<Vec<u8>>>;

thread_local! {
    static LISTENER: RefCell<Option<Heard>> = const { RefCell::new(None) };
}

/// Listens on the thread that it was made on, until it is dropped.
pub(crate) struct Log(Heard);

impl Log {
    pub(crate) fn listen() -> Self {
        static SUBSCRIBED: Once = Once::new();
        SUBSCRIBED.call_once(subscribe);
        let heard = Heard::default();
        LISTENER.set(Some(heard.clone()));
        Self(heard)
    }

    /// All that was logged since.
    pub(crate) fn written(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        LISTENER.set(None);
    }
}

fn subscribe() {
    let somebody_listens = dynamic_filter_fn(|line, _| {
        *line.level() <= Level::DEBUG && LISTENER.with_borrow(Option::is_some)
    });
    let subscriber = tracing_subscriber::registry()
        .with(somebody_listens.with_max_level_hint(LevelFilter::DEBUG))
        .with(tracing_subscriber::fmt::layer().with_writer(|| Ear));
    tracing::subscriber::set_global_default(subscriber).unwrap();
}

/// Hears for the thread that it is on.
struct Ear;

impl io::Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LISTENER.with_borrow(|listener| {
            if let Some(heard) = listener {
                heard.borrow_mut().extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
