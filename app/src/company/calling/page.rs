use leptos::prelude::*;

use super::{
    codes::CodesSection, groups::GroupsSection, hosts::HostsSection, recording::RecordingSection,
};
use crate::{
    listing::{self, Find},
    t, text,
    ui::{self, Empty},
};

/// Which sections have nothing of what is looked for.
#[derive(Clone, Copy)]
pub(super) struct Found(RwSignal<Vec<Signal<bool>>>);

impl Found {
    /// A section says whether it has nothing of it.
    pub(super) fn join(self, finds_nothing: Signal<bool>) {
        self.0.update(|all| all.push(finds_nothing));
    }
}

/// `/company/calling`: everything in sections, with one box that looks in all of them.
#[component]
pub(crate) fn CallingPage() -> impl IntoView {
    ui::title(|| text!(company_calling.title).to_owned());
    let query = listing::query();
    let found = Found(RwSignal::default());
    provide_context(found);
    let is_nothing_found = Memo::new(move |_| {
        let are_empty = found.0.with(|all| all.iter().all(|it| it.get()));
        are_empty && query.with(|query| !query.is_empty())
    });
    view! {
        <div class="calling-find">
            <Find label=t!(company_calling.find) />
        </div>
        <GroupsSection />
        <HostsSection />
        <RecordingSection />
        <CodesSection query />
        <div role="status">
            <Show when=move || is_nothing_found.get()>
                <div class="card">
                    <Empty
                        icon="search"
                        title=t!(company.nothing_found)
                        text=t!(company.nothing_found_text)
                    />
                </div>
            </Show>
        </div>
    }
}
