use leptos::prelude::*;

/// The colour of the dot on an avatar; its meaning always stands beside it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dot {
    /// Green.
    Free,
    /// Amber.
    Ringing,
    /// Red.
    Talking,
    /// Grey.
    Off,
}

impl Dot {
    fn word(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Ringing => "ringing",
            Self::Talking => "talking",
            Self::Off => "off",
        }
    }
}

/// How many colours there are; `style/ui/avatar.css` has a class for each.
const HUES: u32 = 12;

/// Initials on a colour that always belongs to the same person, and over them his picture.
#[component]
pub fn Avatar(
    /// The name that the initials are of.
    #[prop(into)]
    name: Signal<String>,
    /// What the colour comes from: anything that never changes, such as an id.
    #[prop(into)]
    seed: Signal<String>,
    /// The dot; none for what has no state.
    #[prop(optional, into)]
    dot: Signal<Option<Dot>>,
    /// Where the picture is; none for who has none. What does not come leaves the initials.
    #[prop(optional, into)]
    picture: Signal<Option<String>>,
    /// Smaller, for rows.
    #[prop(optional)]
    small: bool,
    /// Larger, where the picture is what it is about.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let missing = RwSignal::new(None::<String>);
    let face = move || {
        let path = picture
            .get()
            .filter(|path| missing.with(|it| it.as_ref() != Some(path)))?;
        let on_error = {
            let path = path.clone();
            move |_| missing.set(Some(path.clone()))
        };
        Some(view! { <img src=path alt="" on:error=on_error /> })
    };
    let hue = move || format!("hue-{}", seed.with(|seed| hue(seed)));
    view! {
        <span
            class=move || format!("avatar {}", hue())
            class:small=small
            class:large=large
            data-state=move || dot.get().map(Dot::word)
            aria-hidden="true"
        >
            {move || name.with(|name| initials(name))} {face}
        </span>
    }
}

/// First letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// FNV-1a, and its halves together: ids that differ little get colours that differ.
fn hue(seed: &str) -> u32 {
    let hash = seed.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 15)) % HUES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Anna Jansen"), "AJ");
        assert_eq!(initials("Bas de Vries"), "BV");
        assert_eq!(initials("Sales"), "S");
        assert_eq!(initials("'t Hoen  Élise"), "TÉ");
        assert_eq!(initials(""), "");
    }
}
