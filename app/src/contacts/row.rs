use belroute_shared::{contacts::LabelledNumber, ids::EntryId};
use leptos::prelude::*;

use crate::ui::Avatar;

/// A contact in a list: who, and its first number. A press anywhere opens it.
#[component]
pub fn ContactRow(
    /// The contact.
    id: EntryId,
    /// What it is called.
    name: String,
    /// What stands under that.
    detail: Option<String>,
    /// Its numbers.
    numbers: Vec<LabelledNumber>,
    /// What it is marked with.
    #[prop(optional_no_strip)]
    mark: Option<AnyView>,
    /// Opens it.
    on_open: Callback<EntryId>,
) -> impl IntoView {
    let numbers: Vec<String> = numbers.into_iter().map(|line| line.display).collect();
    let more = (numbers.len() > 1).then(|| format!("+{}", numbers.len() - 1));
    let rest = numbers.get(1..).unwrap_or_default().join(", ");
    view! {
        <li class="company-row wide-number">
            <Avatar
                name=Signal::stored(name.clone())
                seed=Signal::stored(id.to_string())
                small=true
            />
            <span class="company-words">
                <button type="button" class="company-link" on:click=move |_| on_open.run(id)>
                    {name}
                </button>
                <small>{detail}</small>
            </span>
            <span class="company-marks">
                {mark} {more.map(|more| view! { <span class="chip" title=rest>{more}</span> })}
            </span>
            <span class="company-number">{numbers.into_iter().next()}</span>
        </li>
    }
}
