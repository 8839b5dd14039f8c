use leptos::{either::Either, prelude::*};

// Control characters, which no name and no number contains.
const START: char = '\u{2}';
const END: char = '\u{3}';

/// Marks what a sentence stresses, to be handed to a text as a value.
pub fn strong(text: &str) -> String {
    format!("{START}{text}{END}")
}

/// A text without those marks, for what cannot be bold.
pub fn plain(text: &str) -> String {
    text.replace([START, END], "")
}

/// A sentence with its stressed words in bold.
#[component]
pub fn Emphasised(
    /// The sentence, with marks of [`strong`].
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    move || text.with(|text| pieces(text).into_iter().map(piece).collect_view())
}

fn piece((text, is_strong): (String, bool)) -> impl IntoView {
    if is_strong {
        Either::Left(view! { <b>{text}</b> })
    } else {
        Either::Right(text)
    }
}

fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    for part in text.split_inclusive([START, END]) {
        let words = part.trim_end_matches([START, END]);
        if !words.is_empty() {
            pieces.push((words.to_owned(), part.ends_with(END)));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_pieces() {
        let sentence = format!("If someone calls {}, it rings.", strong("2041"));
        let expected = [
            ("If someone calls ".to_owned(), false),
            ("2041".to_owned(), true),
            (", it rings.".to_owned(), false),
        ];
        assert_eq!(pieces(&sentence), expected);
    }
}
