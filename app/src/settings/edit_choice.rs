use leptos::{oco::Oco, prelude::*};

use super::{opened::Opened, part::Kept};

/// A text that follows the language.
type Text = fn() -> &'static str;

/// One of several in the form of a setting, out of a list that opens; saved with the rest of it.
#[component]
pub(super) fn EditChoice<S: Kept, T>(
    /// The setting.
    opened: Opened<S>,
    /// Its id, unique on the page.
    #[prop(into)]
    id: Oco<'static, str>,
    /// What is chosen here.
    label: Text,
    /// The values, each with its text.
    options: Vec<(T, Text)>,
    /// The chosen one.
    read: fn(&S) -> T,
    /// Called with another one.
    write: fn(&mut S, T),
) -> impl IntoView
where
    T: Copy + Default + PartialEq + Send + Sync + 'static,
{
    let chosen = opened.signal(read);
    let values: Vec<T> = options.iter().map(|(value, _)| *value).collect();
    let texts: Vec<Text> = options.into_iter().map(|(_, text)| text).collect();
    let at = {
        let values = values.clone();
        Memo::new(move |_| {
            let chosen = chosen.get();
            values.iter().position(|it| *it == chosen)
        })
    };
    let choose = move |word: String| {
        let value = word.parse().ok().and_then(|at: usize| values.get(at));
        if let Some(value) = value {
            opened.edit(|it| write(it, *value));
        }
    };
    view! { <List id label texts at on_choose=choose /> }
}

/// Not generic, so that the binary holds it once.
#[component]
fn List(
    id: Oco<'static, str>,
    label: Text,
    texts: Vec<Text>,
    /// Place of the chosen one.
    at: Memo<Option<usize>>,
    /// Called with the place of another one, in digits.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let option = move |(place, text): (usize, Text)| {
        view! {
            <option value=place.to_string() prop:selected=move || at.get() == Some(place)>
                {text}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id.clone()
                on:change:target=move |event| on_choose.run(event.target().value())
            >
                {texts.into_iter().enumerate().map(option).collect_view()}
            </select>
        </div>
    }
}
