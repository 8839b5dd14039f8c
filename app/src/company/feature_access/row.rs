use belroute_shared::features::Feature;
use leptos::prelude::*;

use super::groups::{GROUPS, Group};
use crate::{company::words, ui::SaveNote};

/// All features in their groups.
#[component]
pub(super) fn Groups(
    /// What is to be said of a group.
    #[prop(optional, into)]
    note: Option<Callback<&'static Group, AnyView>>,
    /// Draws one feature, a `li`.
    #[prop(into)]
    row: Callback<Feature, AnyView>,
) -> impl IntoView {
    let group = move |group: &'static Group| {
        let rows = group.features.iter().map(|feature| row.run(*feature));
        view! {
            <section class="access-group" aria-labelledby=group.id>
                <h3 id=group.id>{group.title}</h3>
                {note.map(|note| note.run(group))}
                <ul>{rows.collect_view()}</ul>
            </section>
        }
    };
    GROUPS.iter().map(group).collect_view()
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
