//! Views that the first page does not need, and that are loaded when they are wanted.
//!
//! [`lazy_view!`](crate::lazy_view) marks where the program is cut. The build takes what only such
//! views need out of the program and makes a file of its own of it: a *part*, one for each area
//! that has a name there. What two parts need goes into a file that is loaded with either of them,
//! and what the rest of the program needs, too, stays there. What parts look like is one style sheet,
//! which comes with the first of them.

mod style;

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use leptos::{prelude::*, task::spawn_local};
pub use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::{
    explain::explain,
    http::{self, HttpError},
    t,
    ui::{self, Problem, Skeleton},
};

/// Draws something. All views are of this one type, so that the binary holds the code around them
/// once; what a view needs to know it finds in a context or in the address.
pub type View = fn() -> AnyView;

/// A view on its way.
pub type Loading = Pin<Box<dyn Future<Output = Result<View, SplitLoaderError>>>>;

/// Makes a function that loads a component, with the part that it belongs to.
///
/// A component that the rest of the program uses directly, too, stays in the rest of the program.
/// The attribute declares what it imports and exports as unsafe code must be; nothing unsafe is
/// written here, and the lint that forbids it does not look into what other crates' macros write.
///
/// ```ignore
/// lazy_view! {
///     /// My account as a page.
///     pub fn page() -> AccountPage in account
/// }
/// ```
#[macro_export]
macro_rules! lazy_view {
    ($(#[$about:meta])* $visible:vis fn $name:ident() -> $component:ident in $part:ident) => {
        $(#[$about])*
        $visible fn $name() -> $crate::lazy::Loading {
            #[$crate::lazy::wasm_split($part, fallible)]
            fn $name() -> Result<$crate::lazy::View, $crate::lazy::SplitLoaderError> {
                Ok(|| leptos::prelude::IntoAny::into_any(leptos::prelude::view! { <$component /> }))
            }
            Box::pin($name())
        }
    };
}

/// How far it is.
#[derive(Clone)]
enum Stage {
    Waiting,
    Here(View),
    Failed(Failure),
}

/// Why a part did not come.
#[derive(Clone)]
enum Failure {
    /// The server cannot be asked now.
    Unreachable(HttpError),
    /// The server answers, and does not have the part: it was upgraded since this page was loaded.
    /// A new page knows what the parts are called now.
    Gone,
}

/// Where a view stands, and so what is there before it.
#[derive(Clone, Copy, Default)]
pub enum Place {
    /// In a menu, a dialog or a page, which has its heading already.
    #[default]
    Inside,
    /// On a card inside the frame: a page with this title.
    Page(fn() -> &'static str),
    /// On the card of a door, with this heading.
    Door(fn() -> &'static str),
}

impl Place {
    fn class(self) -> &'static str {
        match self {
            Self::Page(_) => "card",
            Self::Inside | Self::Door(_) => "",
        }
    }

    fn heading(self) -> AnyView {
        match self {
            Self::Inside => ().into_any(),
            Self::Page(title) => {
                view! { <header class="card-head"><h1>{title}</h1></header> }.into_any()
            }
            Self::Door(title) => view! { <h1>{title}</h1> }.into_any(),
        }
    }
}

/// A view once its part is loaded; until then grey rows, or why it does not come and a way on. A
/// page has its title from the start.
#[component]
pub fn Lazy(
    /// Loads it.
    view: fn() -> Loading,
    /// How many grey rows.
    rows: usize,
    /// Where it stands.
    #[prop(optional)]
    place: Place,
) -> impl IntoView {
    if let Place::Page(title) = place {
        ui::title(move || title().to_owned());
    }
    let stage = RwSignal::new(Stage::Waiting);
    let start = move || {
        let mut loading = Box::pin(fetch(view));
        let mut context = Context::from_waker(Waker::noop());
        // What is loaded already is drawn at once.
        if let Poll::Ready(outcome) = loading.as_mut().poll(&mut context) {
            stage.set(outcome);
            return;
        }
        stage.set(Stage::Waiting);
        spawn_local(async move {
            let outcome = loading.await;
            // Whoever wanted it may have gone on meanwhile.
            let _ = stage.try_set(outcome);
        });
    };
    start();
    let on_retry = Callback::new(move |()| start());
    move || match stage.get() {
        Stage::Here(view) => view(),
        Stage::Waiting => view! {
            <div class=place.class() aria-busy="true">
                {place.heading()}
                <Skeleton rows label=t!(shell.loading) />
            </div>
        }
        .into_any(),
        Stage::Failed(failure) => view! {
            <div class=place.class()>
                {place.heading()}
                <NotLoaded failure on_retry />
            </div>
        }
        .into_any(),
    }
}

#[component]
fn NotLoaded(failure: Failure, on_retry: Callback<()>) -> impl IntoView {
    match failure {
        Failure::Unreachable(error) => view! {
            <Problem
                text=Signal::derive(move || explain(&error))
                retry=t!(action.retry)
                on_retry
            />
        },
        Failure::Gone => view! {
            <Problem
                text=t!(errors.outdated)
                retry=t!(action.reload)
                on_retry=|()| {
                    // Fails only where there is no page.
                    let _ = window().location().reload();
                }
            />
        },
    }
}

async fn fetch(view: fn() -> Loading) -> Stage {
    if let Some(view) = load(view).await {
        return Stage::Here(view);
    }
    // Nobody tells why it did not come, so the server is asked whether it is there at all.
    if let Err(error) = http::reach().await {
        return Stage::Failed(Failure::Unreachable(error));
    }
    // It is; perhaps it was away just then.
    match load(view).await {
        Some(view) => Stage::Here(view),
        None => Stage::Failed(Failure::Gone),
    }
}

/// A view and what parts look like, asked for at once.
async fn load(view: fn() -> Loading) -> Option<View> {
    let style = style::ask();
    let view = view().await;
    // Waited for in any case, so that a failure is noticed and it is asked for again.
    let is_styled = style.await;
    view.ok().filter(|_| is_styled)
}

/// How long a page is left alone once it can be read, before anything is loaded ahead.
const PAUSE: Duration = Duration::from_millis(300);

/// Loads the parts of these views before anybody asks for them, one after the other, so that they
/// are there at once when somebody does. What does not come is loaded when it is wanted.
pub fn load_ahead(views: &'static [fn() -> Loading]) {
    set_timeout(
        move || {
            spawn_local(async move {
                for view in views {
                    let _ = load(*view).await;
                }
            });
        },
        PAUSE,
    );
}
