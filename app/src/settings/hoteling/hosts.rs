use belroute_shared::settings::hoteling::{AvailableHost, AvailableHosts};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, KeyboardEvent};

use crate::{
    awaited::Awaited,
    fetched::Fetched,
    http::{self, HttpError},
    intl, paths,
    settings::named::full_name,
    t, text,
    ui::Find,
};

const HOSTS: &str = "/v1/telephony/config/people/me/settings/hoteling/availableHosts";
/// So many are shown; more letters find the others.
const MOST: usize = 8;

/// What is typed is part of a name, or of a number.
async fn find(typed: String) -> Result<AvailableHosts, HttpError> {
    let key = if typed.chars().any(char::is_alphabetic) {
        "name"
    } else {
        "phoneNumber"
    };
    let words = (!typed.is_empty()).then_some((key, typed));
    let query = [("max", MOST.to_string())].into_iter().chain(words);
    http::get(&paths::request(HOSTS, query)).await
}

/// Phones that are free, found by name or number.
#[component]
pub(super) fn Hosts(
    /// Called with the one that he takes.
    on_pick: Callback<AvailableHost>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = Fetched::idle(move || find(typed.get_untracked().trim().to_owned())).started();
    let on_type = move |text: String| {
        typed.set(text);
        found.refetch();
    };
    let all = Memo::new(move |_| found.get().map(|it| it.hosts).unwrap_or_default());
    let note = move || {
        let is_asked = typed.with(|typed| !typed.trim().is_empty());
        match (all.with(Vec::len), is_asked) {
            (0, false) => text!(features.hoteling.nobody),
            (0, true) => text!(features.hoteling.not_found),
            (count, _) if count >= MOST => text!(features.hoteling.more),
            _ => "",
        }
    };
    view! {
        <section
            class="number-list"
            role="group"
            aria-labelledby="shared-phone-heading"
            // Looking for a phone saves nothing.
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Enter" && is_in_box(&event) {
                    event.prevent_default();
                }
            }
        >
            <h4 class="list-heading" id="shared-phone-heading">
                {t!(features.hoteling.hosts)}
            </h4>
            <Find label=t!(features.hoteling.find) value=typed on_type />
            <Awaited wait=found rows=2>
                <ul>
                    <For each=move || all.get() key=|it| it.host_id let:host>
                        <Host host on_pick />
                    </For>
                </ul>
                <p class="soft small" role="status">
                    {note}
                </p>
            </Awaited>
        </section>
    }
}

#[component]
fn Host(host: AvailableHost, on_pick: Callback<AvailableHost>) -> impl IntoView {
    let name = full_name(&host.first_name, &host.last_name);
    let who = StoredValue::new(name.clone());
    let extension = StoredValue::new(host.extension.as_ref().map(ToString::to_string));
    let limit = host.allowed_association_duration;
    let detail = move || {
        let limit = match limit {
            Some(hours) => text!(
                features.hoteling.limited,
                hours = intl::span(hours.saturating_mul(60))
            ),
            None => text!(features.hoteling.unlimited).to_owned(),
        };
        let parts = extension.get_value().into_iter().chain([limit]);
        parts.collect::<Vec<_>>().join(" · ")
    };
    view! {
        <li class="number-line">
            <span class="number-words">
                <b>{name}</b>
                <small>{detail}</small>
            </span>
            <button
                type="button"
                class="button"
                aria-label=move || text!(features.hoteling.sit_label, who = who.get_value())
                on:click=move |_| on_pick.run(host.clone())
            >
                {t!(features.hoteling.sit)}
            </button>
        </li>
    }
}

fn is_in_box(event: &KeyboardEvent) -> bool {
    let target = event.target();
    target.is_some_and(|it| it.dyn_ref::<HtmlInputElement>().is_some())
}
