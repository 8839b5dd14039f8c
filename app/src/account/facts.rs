use belroute_shared::session::Me;
use leptos::prelude::*;

use crate::{session, t};

/// How I am reached by mail.
#[component]
pub(super) fn Address() -> impl IntoView {
    view! { <dl class="facts">{fact(t!(account.email), |me| me.email.clone())}</dl> }
}

/// What my administrator looks after.
#[component]
pub(super) fn Facts() -> impl IntoView {
    view! {
        <dl class="facts">
            {fact(t!(account.extension), |me| me.extension.to_string())}
            {fact(
                t!(account.direct_number),
                |me| me.direct_number_display.clone().unwrap_or_else(|| "–".to_owned()),
            )} {fact(t!(account.time_zone), |me| me.time_zone.replace('_', " "))}
        </dl>
        <p class="soft small">{t!(account.by_administrator)}</p>
    }
}

fn fact(label: fn() -> &'static str, value: fn(&Me) -> String) -> impl IntoView {
    let me = session::me();
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{move || me.with(value)}</dd>
        </div>
    }
}
