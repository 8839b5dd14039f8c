use belroute_shared::{
    calls::{Call, CallDetails},
    ids::CallId,
    live::LiveEvent,
};
use leptos::prelude::*;

use super::{
    api,
    path::Path,
    recent::Recent,
    tools::{CallNumber, CallTools},
    why::WhyThere,
    words,
};
use crate::{
    awaited::Awaited,
    clock,
    fetched::Fetched,
    intl,
    lazy::Lazy,
    live::Live,
    opened_panel, paths, t, text,
    ui::{Dialog, Icon},
};

/// The call that is shown.
#[derive(Clone, Copy)]
struct Opened(CallId);

/// One call over the page: who, when, on which line, and everything that was tried.
#[component]
pub fn CallDialog(
    id: CallId,
    /// Leads back to the list.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    provide_context(Opened(id));
    view! {
        <Dialog label=t!(calls.details) close_label=t!(action.close) on_close>
            <Lazy view=super::details rows=4 />
        </Dialog>
    }
}

/// What the dialog holds.
#[component]
pub(super) fn Details() -> impl IntoView {
    let Opened(id) = expect_context();
    let details = Fetched::idle(move || api::show(id)).started();
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Calls | LiveEvent::Resync) {
            details.refetch();
        }
    });
    let recent = Recent::get();
    let is_new = Memo::new(move |_| details.with(|it| it.is_some_and(|it| it.call.is_new)));
    // Looking at a missed call is what takes its mark away.
    Effect::new(move || {
        if is_new.get() {
            recent.mark_seen(id);
        }
    });
    // That it has been looked at draws nothing anew: what was just said beside a button stays.
    let shown = Memo::new(move |_| {
        details.get().map(|mut it| {
            it.call.is_new = false;
            it
        })
    });
    view! {
        <Awaited wait=details rows=4>
            {move || shown.get().map(|details| view! { <WholeCall details /> })}
        </Awaited>
    }
}

#[component]
fn WholeCall(details: CallDetails) -> impl IntoView {
    let call = details.call;
    let number = call.party.number.clone();
    // A name from the network is in nobody's phonebook.
    let is_unknown = call.party.entry.is_none() && !opened_panel::is_open();
    let unknown = number.clone().filter(|_| is_unknown);
    let (name, again) = (words::who(&call), words::call_again(&call));
    view! {
        <div class="call-details">
            <div class="call-title">
                <span class="call-shape large">
                    <Icon name=words::icon(&call) />
                </span>
                <div>
                    <p class="call-name">{words::who(&call)}</p>
                    <p class="soft">{subtitle(&call)}</p>
                </div>
                {number.map(|number| view! { <CallNumber number name again /> })}
                {unknown
                    .map(|number| {
                        view! {
                            <a class="button" href=paths::add_contact(&number)>
                                <Icon name="book" />
                                {t!(calls.add_to_phonebook)}
                            </a>
                        }
                    })}
            </div>
            <CallTools call=call.clone() />
            <Facts call=call.clone() />
            {details.path.map(|path| view! { <WhyThere path at=call.started_at /> })}
            <h2>{t!(calls.path)}</h2>
            <Path call legs=details.legs />
        </div>
    }
}

fn subtitle(call: &Call) -> String {
    let shape = words::shape(call);
    match (&call.party.name, &call.party.number_display) {
        (Some(_), Some(number)) => format!("{number} · {shape}"),
        _ => shape,
    }
}

/// When, how long and on which line.
#[component]
fn Facts(call: Call) -> impl IntoView {
    let second = clock::second_while(Signal::stored(call.outcome.is_live()));
    let started_at = call.started_at;
    let via = call.clone();
    let via_words = move || {
        let number = words::via_number(&via);
        let label = words::via(&via);
        if number.is_empty() {
            label
        } else {
            format!("{label} · {number}")
        }
    };
    let talked = move || {
        let lasts = call.outcome.is_live().then_some(call.answered_at).flatten();
        match (lasts, call.talk_seconds) {
            (Some(since), _) => intl::stopwatch(clock::seconds_between(since, second.get())),
            (None, Some(seconds)) => intl::stopwatch(seconds),
            (None, None) => text!(calls.not_talked).to_owned(),
        }
    };
    view! {
        <dl class="facts">
            <div>
                <dt>{t!(calls.when)}</dt>
                <dd>{move || intl::exact(started_at)}</dd>
            </div>
            <div>
                <dt>{t!(calls.line)}</dt>
                <dd>{via_words}</dd>
            </div>
            <div>
                <dt>{t!(calls.talk_time)}</dt>
                <dd>{talked}</dd>
            </div>
        </dl>
    }
}
