use std::fmt::Write as _;

use leptos::prelude::*;

/// Bars of a drawing.
pub(super) const BARS: usize = 100;
/// Width of a bar with the gap beside it, and the height of the drawing.
const STEP: usize = 4;
const HEIGHT: usize = 48;

/// How loud something is over its length. Decoration: the time stands beside it.
#[component]
pub(super) fn Waveform(
    /// At most [`BARS`] levels, 0 to 100.
    #[prop(into)]
    levels: Signal<Vec<u8>>,
) -> impl IntoView {
    view! {
        <svg
            class="waveform"
            viewBox=format!("0 0 {} {HEIGHT}", BARS * STEP)
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path d=move || levels.with(|levels| drawn(levels)) />
        </svg>
    }
}

/// A line up and down for each level; silence is a dot.
fn drawn(levels: &[u8]) -> String {
    let mut path = String::new();
    for (place, level) in levels.iter().enumerate() {
        let (left, middle) = (place * STEP + STEP / 2, HEIGHT / 2);
        let half = (usize::from(*level) * (middle - 2) / 100).max(1);
        // Writing into a text cannot fail.
        let _ = write!(path, "M{left} {}V{}", middle - half, middle + half);
    }
    path
}

/// The last levels of what goes on.
pub(super) fn latest(levels: &[u8]) -> Vec<u8> {
    levels[levels.len().saturating_sub(BARS)..].to_vec()
}

/// All of what is over, the loudest of as many as share a bar.
pub(super) fn whole(levels: &[u8]) -> Vec<u8> {
    let bars = BARS.min(levels.len());
    let part = |bar: usize| &levels[bar * levels.len() / bars..(bar + 1) * levels.len() / bars];
    let loudest = |bar: usize| part(bar).iter().copied().max();
    (0..bars).filter_map(loudest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_a_line_and_silence_a_dot() {
        assert_eq!(drawn(&[0, 100]), "M2 23V25M6 2V46");
    }

    #[test]
    fn of_what_goes_on_the_end_is_shown_and_of_what_is_over_all() {
        let levels: Vec<u8> = (0..250).map(|it| u8::from(it >= 248)).collect();
        assert_eq!(latest(&levels).len(), BARS);
        assert_eq!(latest(&levels)[BARS - 2..], [1, 1]);
        let all = whole(&levels);
        assert_eq!(all.len(), BARS);
        assert_eq!(all.iter().filter(|it| **it == 1).count(), 1);
        assert_eq!(whole(&[7, 8]), [7, 8]);
        assert!(whole(&[]).is_empty());
    }
}
