use leptos::prelude::*;

use super::{
    board::Board,
    row::{Row, SettingRow},
    rows::{self, Group},
};
use crate::{
    awaited::Awaited,
    features::MyFeatures,
    paths, t, text,
    ui::{self, Empty, Find},
};

/// `/calling/settings`: every setting in one line, in the order in which they act on a call.
#[component]
pub(super) fn CallSettingsPage() -> impl IntoView {
    ui::title(|| text!(calling.settings).to_owned());
    let board = Board::provide(paths::CALL_SETTINGS);
    let wait = MyFeatures::get().wait();
    let has_found = Memo::new(move |_| board.has_found(|_| true));
    view! {
        <header class="settings-head">
            <h2>{t!(calling.settings)}</h2>
            <Find
                label=t!(calling.find)
                value=board.query()
                on_type=move |query: String| board.find(&query)
            />
        </header>
        <Awaited wait rows=10>
            {rows::GROUPS.iter().map(|group| view! { <SettingGroup group /> }).collect_view()}
            <div role="status">
                <Show when=move || !has_found.get()>
                    <div class="card">
                        <Empty
                            icon="search"
                            title=t!(calling.nothing_found)
                            text=t!(calling.nothing_found_text)
                        />
                    </div>
                </Show>
            </div>
        </Awaited>
    }
}

/// The rows of one lane that the user has, with its name over them.
#[component]
pub(super) fn SettingGroup(group: &'static Group) -> impl IntoView {
    let board = Board::get();
    let features = MyFeatures::get();
    // One that is taken away while it is open says so before it goes.
    let rows = move || {
        let is_here = |row: &&&'static Row| {
            features.with(row.is_shown) == Some(true) || board.is_open(row.anchor)
        };
        group
            .rows
            .iter()
            .filter(is_here)
            .copied()
            .collect::<Vec<_>>()
    };
    let is_found = Memo::new(move |_| {
        board.has_found(|anchor| group.rows.iter().any(|row| row.anchor == anchor))
    });
    let heading = format!("group-{}", group.anchor);
    let labelled_by = heading.clone();
    view! {
        <section class="settings-group" aria-labelledby=labelled_by hidden=move || !is_found.get()>
            <h3 id=heading>{group.name}</h3>
            <div class="card settings-list">
                <For each=rows key=|row| row.anchor let:row>
                    <SettingRow row />
                </For>
            </div>
        </section>
    }
}
