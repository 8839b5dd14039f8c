use belroute_shared::command::Understood;
use leptos::prelude::*;

use super::{doing, hits::Target};
use crate::{route::MyRoute, text, ui::Emphasised};

/// What will happen once Enter is pressed on an action.
#[component]
pub(super) fn Preview(
    /// The chosen action, where one is.
    action: Memo<Option<(Understood, Option<Target>)>>,
) -> impl IntoView {
    let route = MyRoute::get();
    let words = Memo::new(move |_| {
        let (understood, target) = action.get()?;
        if understood.missing.is_some() {
            return None;
        }
        let profile = route.profile().get()?;
        let changed = doing::changed(&understood.command, target.as_ref(), profile)?;
        Some(text!(palette.will, sentence = route.outlook_of(&changed)))
    });
    let text = Signal::derive(move || words.get().unwrap_or_default());
    view! {
        <div class="palette-preview" role="status">
            <Show when=move || words.with(Option::is_some)>
                <p>
                    <Emphasised text />
                </p>
            </Show>
        </div>
    }
}
