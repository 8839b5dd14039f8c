use leptos::{oco::Oco, prelude::*};

use super::{opened::Opened, part::Kept};

/// A line of text in the form of a setting, saved with the rest of it.
#[component]
pub(super) fn EditLine<S: Kept>(
    /// The setting.
    opened: Opened<S>,
    /// Its id, unique on the page.
    #[prop(into)]
    id: Oco<'static, str>,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The keys that a phone shows for it.
    #[prop(default = "text")]
    keys: &'static str,
    /// What stands there.
    read: fn(&S) -> String,
    /// Called with each letter.
    write: fn(&mut S, &str),
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let value = Memo::new(move |_| opened.with(read));
    let on_type = move |text: String| opened.edit(|it| write(it, &text));
    view! { <Line id label keys value on_type error /> }
}

/// A whole number in the form of a setting. What is no number counts as 0, which is refused where
/// that means nothing.
#[component]
pub(super) fn EditCount<S: Kept>(
    /// The setting.
    opened: Opened<S>,
    /// Its id, unique on the page.
    #[prop(into)]
    id: Oco<'static, str>,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What stands there.
    read: fn(&S) -> u16,
    /// Called with each digit.
    write: fn(&mut S, u16),
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let saved = Memo::new(move |_| opened.with(read));
    let typed = RwSignal::new(saved.get_untracked().to_string());
    // It is another number now that was fetched or given up, and no other way of writing it.
    Effect::new(move || {
        let saved = saved.get();
        if count_of(&typed.get_untracked()) != saved {
            typed.set(saved.to_string());
        }
    });
    let on_type = move |text: String| {
        opened.edit(|it| write(it, count_of(&text)));
        typed.set(text);
    };
    view! { <Line id label keys="numeric" value=typed on_type error /> }
}

/// The number that digits stand for; the largest there is for more of them.
fn count_of(text: &str) -> u16 {
    let text = text.trim();
    let are_digits = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    if are_digits {
        text.parse().unwrap_or(u16::MAX)
    } else {
        0
    }
}

#[component]
fn Line(
    id: Oco<'static, str>,
    label: Signal<String>,
    keys: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_type: Callback<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = StoredValue::new(format!("{id}-error"));
    view! {
        <div class="field">
            <label for=id.clone()>{move || label.get()}</label>
            <input
                id=id.clone()
                name=id.clone()
                type="text"
                inputmode=keys
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| error_id.get_value())
                prop:value=move || value.get()
                on:input:target=move |event| on_type.run(event.target().value())
            />
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" id=error_id.get_value()>
                                {error}
                            </p>
                        }
                    })
            }}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_none_and_too_many_digits_are_the_most() {
        assert_eq!(count_of("12"), 12);
        assert_eq!(count_of(" 007 "), 7);
        assert_eq!(count_of("99999"), u16::MAX);
        for none in ["", "-1", "+1", "1.5", "twelve"] {
            assert_eq!(count_of(none), 0, "{none}");
        }
    }
}
