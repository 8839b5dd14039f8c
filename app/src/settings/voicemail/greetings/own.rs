use belroute_shared::{error::Code, settings::voicemail::Voicemail};
use leptos::{prelude::*, task::spawn_local};
use web_sys::File;

use super::{Which, api, listen::Listen};
use crate::{
    explain::{explain, explain_code},
    http::HttpError,
    lazy::Lazy,
    recorder,
    settings::opened::Opened,
    t, text,
    ui::{ChooseFile, ConfirmedButton, Note, SaveNote},
};

/// The greeting that there is, and what makes another one.
#[component]
pub(super) fn OwnGreeting(
    opened: Opened<Voicemail>,
    which: Which,
    /// Called when there is none any more.
    #[prop(into)]
    on_gone: Callback<()>,
) -> impl IntoView {
    let has_own = Memo::new(move |_| opened.with(|it| which.has_own(it)));
    let change = Change::new(opened);
    let upload = Callback::new(move |file: File| {
        if file.size() > f64::from(api::LARGEST_FILE) {
            change.refuse(explain_code(Code::TooLarge));
        } else {
            change.send(async move { api::upload(which, &file).await }, || {});
        }
    });
    let remove = move |()| {
        change.send(async move { api::remove(which).await }, move || {
            on_gone.run(());
        });
    };
    view! {
        <Show when=move || has_own.get()>
            <div class="greeting-own">
                <Listen
                    which
                    is_own=true
                    label=t!(mailbox.greeting.listen)
                    count=change.count
                />
                <div class="greeting-line">
                    <span class="soft">{move || opened.with(|it| which.name(it))}</span>
                    <ConfirmedButton
                        text=t!(mailbox.greeting.remove)
                        label=t!(mailbox.greeting.remove_this)
                        confirm=t!(mailbox.greeting.remove_now)
                        cancel=t!(action.cancel)
                        on_confirm=remove
                    />
                </div>
            </div>
        </Show>
        <div class="greeting-made">
            <div role="alert">
                {move || {
                    change.refusal.get().map(|it| view! { <Note is_problem=true>{it}</Note> })
                }}
            </div>
            <SaveNote outcome=change.outcome() />
            <Recording change upload />
            <ChooseFile
                icon="voicemail"
                text=t!(mailbox.greeting.choose)
                kinds=t!(mailbox.greeting.kinds)
                accept=".wav,audio/wav,audio/x-wav"
                on_choose=upload
            />
        </div>
    }
}

/// The recorder, a new one once a recording is saved.
#[component]
fn Recording(change: Change, upload: Callback<File>) -> impl IntoView {
    provide_context(recorder::Wanted {
        longest_seconds: api::LONGEST_SECONDS,
        file_name: t!(mailbox.greeting.file_name),
        is_busy: change.is_busy.into(),
        on_use: upload,
    });
    move || {
        change.count.track();
        view! { <Lazy view=recorder::view rows=1 /> }
    }
}

/// What goes on with the greeting, and what came of it.
#[derive(Clone, Copy)]
struct Change {
    opened: Opened<Voicemail>,
    is_busy: RwSignal<bool>,
    refusal: RwSignal<Option<String>>,
    is_done: RwSignal<bool>,
    /// How often the greeting has become another one.
    count: RwSignal<u32>,
}

impl Change {
    fn new(opened: Opened<Voicemail>) -> Self {
        Self {
            opened,
            is_busy: RwSignal::new(false),
            refusal: RwSignal::new(None),
            is_done: RwSignal::new(false),
            count: RwSignal::new(0),
        }
    }

    fn refuse(self, why: impl Into<String>) {
        self.is_done.set(false);
        self.refusal.set(Some(why.into()));
    }

    fn outcome(self) -> Signal<Option<Result<String, String>>> {
        Signal::derive(move || {
            let is_done = self.is_done.get();
            is_done.then(|| Ok(text!(action.saved).to_owned()))
        })
    }

    fn send(
        self,
        request: impl Future<Output = Result<(), HttpError>> + 'static,
        then: impl FnOnce() + 'static,
    ) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.is_done.set(false);
        self.refusal.set(None);
        spawn_local(async move {
            let answer = request.await;
            // The row may have gone meanwhile.
            if self.is_busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(()) => {
                    then();
                    self.is_done.set(true);
                    self.count.update(|count| *count += 1);
                    self.opened.changed_by_parts();
                }
                Err(error) => {
                    self.refuse(explain(&error));
                    if error.code() == Some(Code::FeatureNotGranted) {
                        self.opened.fetch();
                    }
                }
            }
        });
    }
}
