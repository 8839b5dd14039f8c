use belroute_shared::features::Feature;
use leptos::prelude::*;

use super::groups::{GROUPS, Group};
use crate::{company::words, intl, ui::SaveNote};

/// Features in their groups: all of them, or those that are looked for.
#[component]
pub(super) fn Groups(
    /// What is looked for.
    #[prop(optional, into)]
    query: Signal<String>,
    /// What is to be said of a group.
    #[prop(optional, into)]
    note: Option<Callback<&'static Group, AnyView>>,
    /// Draws one feature, a `li`.
    #[prop(into)]
    row: Callback<Feature, AnyView>,
) -> impl IntoView {
    let group = move |group: &'static Group| {
        let found = Memo::new(move |_| {
            let words = query.with(|query| intl::folded(query));
            let features = group.features.iter().copied();
            features
                .filter(|feature| is_found(*feature, &words))
                .collect::<Vec<_>>()
        });
        view! {
            <section
                class="access-group"
                aria-labelledby=group.id
                hidden=move || found.with(Vec::is_empty)
            >
                <h3 id=group.id>{group.title}</h3>
                {note.map(|note| note.run(group))}
                <ul>
                    <For each=move || found.get() key=|feature| *feature let:feature>
                        {row.run(feature)}
                    </For>
                </ul>
            </section>
        }
    };
    GROUPS.iter().map(group).collect_view()
}

/// Whether there is anything to show of what is looked for.
pub(super) fn finds(query: &str) -> bool {
    let words = intl::folded(query);
    let mut features = GROUPS.iter().flat_map(|group| group.features);
    features.any(|feature| is_found(*feature, &words))
}

/// Whether a feature is told with all of these words, which are folded.
fn is_found(feature: Feature, words: &str) -> bool {
    let (name, about) = (words::of_feature(feature), words::about_feature(feature));
    let text = intl::folded(&format!("{name} {about}"));
    words.split_whitespace().all(|word| text.contains(word))
}

/// Where the control of a feature finds its name and its explanation.
pub(super) fn id_of(feature: Feature) -> String {
    format!("feature-{feature:?}")
}

/// Id of the explanation.
pub(super) fn about_id(feature: Feature) -> String {
    format!("feature-{feature:?}-about")
}

/// One feature: what it is called, what it does, its control, and what came of a choice.
#[component]
pub(super) fn Row(
    feature: Feature,
    /// What came of the last choice.
    outcome: Signal<Option<Result<String, String>>>,
    /// The control, with the id of the feature.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="access-row">
            <div class="access-words">
                <label for=id_of(feature)>{move || words::of_feature(feature)}</label>
                <small id=about_id(feature)>{move || words::about_feature(feature)}</small>
            </div>
            <div class="access-control">
                {children()}
                <SaveNote outcome />
            </div>
        </li>
    }
}
