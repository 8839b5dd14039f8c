use belroute_shared::company::audit_log::{AuditLine, AuditLog};
use leptos::prelude::*;

use super::filters::{FilterBar, Filters};
use crate::{
    audit::{Line, Reader},
    listing::{Listing, Page, Rows},
    t, text, ui,
};

impl Page for AuditLog {
    type Row = AuditLine;

    fn rows(self) -> Vec<AuditLine> {
        self.lines
    }
}

/// `/company/audit-log`.
#[component]
pub(crate) fn AuditLogPage() -> impl IntoView {
    ui::title(|| text!(company.audit_log).to_owned());
    let filters = Filters::here();
    let listing = Listing::at::<AuditLog>(
        Memo::new(move |_| filters.get().request()),
        Memo::new(move |_| filters.with(|it| !it.is_empty())),
    );
    view! {
        <section class="card" aria-labelledby="audit-heading">
            <header class="card-head">
                <h2 id="audit-heading">{t!(company.audit_log)}</h2>
            </header>
            <p class="soft audit-about">{t!(audit.about)}</p>
            <FilterBar filters />
            <Rows listing row icon="clock" empty=t!(audit.none) empty_text=t!(audit.none_text) />
        </section>
    }
}

fn row(line: AuditLine) -> AnyView {
    view! { <Line line reader=Reader::Administrator /> }.into_any()
}
