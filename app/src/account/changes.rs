use belroute_shared::company::audit_log::AuditLog;
use leptos::prelude::*;

use super::api;
use crate::{
    audit::{Line, Reader},
    awaited::Awaited,
    fetched::Fetched,
    t,
};

/// What others did to my account and settings, the newest first.
#[component]
pub(super) fn ChangesByOthers() -> impl IntoView {
    let changes: Fetched<AuditLog> = Fetched::idle(api::changes_by_others).started();
    let lines = move || {
        let lines = changes.get().unwrap_or_default().lines.into_iter();
        lines
            .map(|line| view! { <Line line reader=Reader::Himself /> })
            .collect_view()
    };
    let is_empty = Memo::new(move |_| changes.with(|it| it.is_none_or(|it| it.lines.is_empty())));
    view! {
        <Awaited wait=changes rows=2>
            <Show
                when=move || !is_empty.get()
                fallback=move || view! { <p class="soft">{t!(audit.nothing_by_others)}</p> }
            >
                <ul class="audit-changes">{lines}</ul>
            </Show>
        </Awaited>
    }
}
