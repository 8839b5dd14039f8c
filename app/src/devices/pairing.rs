use std::time::Duration;

use belroute_shared::{
    devices::{Pairing, PairingState},
    live::LiveEvent,
};
use leptos::prelude::*;

use super::api;
use crate::{awaited::Awaited, clock, fetched::Fetched, intl, live::Live, t, text, ui::Icon};

/// Between two questions whether the code was used, should the event stream be away.
const ASK_EVERY: Duration = Duration::from_secs(4);

/// The code, until a phone has used it or its time is over.
#[component]
pub(super) fn NewDevice() -> impl IntoView {
    let pairing = Fetched::idle(api::create_pairing).started();
    let state = Fetched::idle(move || async move {
        match pairing.get_untracked() {
            Some(pairing) => api::show_pairing(pairing.id).await,
            None => Ok(PairingState::Waiting),
        }
    });
    let connected = Memo::new(move |_| {
        state.with(|state| match state {
            Some(PairingState::Connected { device }) => Some(device.name.clone()),
            _ => None,
        })
    });
    let is_waiting = Signal::derive(move || connected.with(Option::is_none));
    ask_while(is_waiting, state);

    let start_over = move || {
        state.restart();
        pairing.restart();
    };
    let code = move || {
        view! {
            <Awaited wait=pairing rows=3>
                {move || {
                    let pairing = pairing.get()?;
                    Some(view! { <Code pairing on_new=move |()| start_over() /> })
                }}
            </Awaited>
        }
    };
    view! {
        <Show when=move || connected.with(Option::is_some) fallback=code>
            <div class="pairing-done" role="status">
                <span class="empty-icon good">
                    <Icon name="check" />
                </span>
                <p class="empty-title">
                    {move || text!(devices.connected, name = connected.get().unwrap_or_default())}
                </p>
                <p class="soft">{t!(devices.connected_text)}</p>
                <button type="button" class="button" on:click=move |_| start_over()>
                    {t!(devices.another)}
                </button>
            </div>
        </Show>
    }
}

/// The picture, the link, and what is left of the five minutes.
#[component]
fn Code(pairing: Pairing, #[prop(into)] on_new: Callback<()>) -> impl IntoView {
    let expires_at = pairing.expires_at;
    let is_over = RwSignal::new(false);
    let second = clock::second_while(Signal::derive(move || !is_over.get()));
    let left = Memo::new(move |_| clock::seconds_between(second.get(), expires_at));
    // Stops the clock, which is outside of Leptos.
    Effect::new(move || is_over.set(left.get() == 0));
    let (link, address) = (pairing.link.clone(), pairing.link);
    let picture = format!(
        "data:image/svg+xml,{}",
        js_sys::encode_uri_component(&pairing.qr_svg)
    );
    view! {
        <div class="pairing" data-state=move || is_over.get().then_some("over")>
            <img class="pairing-code" src=picture width="200" height="200" alt=t!(devices.code) />
            <div class="pairing-words">
                <ol>
                    <li>{t!(devices.step_open)}</li>
                    <li>{t!(devices.step_scan)}</li>
                </ol>
                <Show
                    when=move || !is_over.get()
                    fallback=move || {
                        view! {
                            <p role="status">{t!(devices.code_over)}</p>
                            <button type="button" class="button main" on:click=move |_| on_new.run(())>
                                <Icon name="retry" />
                                {t!(devices.new_code)}
                            </button>
                        }
                    }
                >
                    <p class="soft" role="timer">
                        {move || text!(devices.code_left, time = intl::stopwatch(left.get()))}
                    </p>
                    <a class="button quiet" href=link.clone()>
                        <Icon name="phone-app" />
                        {t!(devices.on_my_phone)}
                    </a>
                </Show>
            </div>
            <p class="pairing-link">{address}</p>
        </div>
    }
}

/// Asks when the server says that devices changed, and every few seconds besides.
fn ask_while(is_needed: Signal<bool>, state: Fetched<PairingState>) {
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Devices | LiveEvent::Resync) && is_needed.get_untracked() {
            state.refetch();
        }
    });
    Effect::new(move || {
        if !is_needed.get() {
            return;
        }
        let asking = set_interval_with_handle(move || state.refetch(), ASK_EVERY);
        on_cleanup(move || {
            if let Ok(asking) = asking {
                asking.clear();
            }
        });
    });
}
