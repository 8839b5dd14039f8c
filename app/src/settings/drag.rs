//! Lines of a list that are dragged to another place, by mouse or by finger. There are buttons for
//! the same.

use leptos::prelude::*;
use web_sys::{Element, PointerEvent};

/// The line of a list that is being dragged.
#[derive(Clone, Copy)]
pub(crate) struct Dragged(RwSignal<Option<OnTheWay>>);

/// Where a line comes from, and where it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct OnTheWay {
    from: usize,
    to: usize,
    /// How far the pointer has moved, and where that began, in pixels.
    by: i32,
    start: i32,
}

impl Dragged {
    /// None is.
    pub(super) fn none() -> Self {
        Self(RwSignal::new(None))
    }
}

/// How a line takes part.
#[derive(Clone, Copy)]
pub(crate) struct Drag {
    /// What the list shares.
    pub(super) dragged: Dragged,
    /// Where the line stands.
    pub(super) place: Signal<Option<usize>>,
    /// Called with the place of a line and the one that it goes to.
    pub(super) on_move: Callback<(usize, usize)>,
}

impl Drag {
    fn start(self, event: &PointerEvent) {
        let Some(from) = self.place.get_untracked().filter(|_| event.button() == 0) else {
            return;
        };
        // Text is not marked meanwhile, and nothing under the line opens.
        event.prevent_default();
        if let Some(grip) = grip_of(event) {
            let _ = grip.set_pointer_capture(event.pointer_id());
        }
        self.dragged.0.set(Some(OnTheWay {
            from,
            to: from,
            by: 0,
            start: event.client_y(),
        }));
    }

    fn go(self, event: &PointerEvent) {
        let Some(way) = self.dragged.0.get_untracked() else {
            return;
        };
        let middles = grip_of(event).map(|grip| middles(&grip));
        let others = middles.unwrap_or_default().into_iter().enumerate();
        let others: Vec<_> = others.filter(|(at, _)| *at != way.from).collect();
        let pointer = f64::from(event.client_y());
        let to = others
            .iter()
            .filter(|(_, middle)| *middle < pointer)
            .count();
        let by = event.client_y() - way.start;
        self.dragged.0.set(Some(OnTheWay { to, by, ..way }));
    }

    fn drop(self) {
        let way = self.dragged.0.get_untracked();
        self.dragged.0.set(None);
        if let Some(way) = way.filter(|way| way.from != way.to) {
            self.on_move.run((way.from, way.to));
        }
    }

    fn cancel(self) {
        if self.dragged.0.with_untracked(Option::is_some) {
            self.dragged.0.set(None);
        }
    }

    /// `dragged`; `before` or `after` on the line beside which it would be put; or nothing.
    pub(super) fn state(self) -> Option<&'static str> {
        let way = self.dragged.0.get()?;
        let place = self.place.get()?;
        if place == way.from {
            Some("dragged")
        } else if place != way.to {
            None
        } else if way.to < way.from {
            Some("before")
        } else {
            Some("after")
        }
    }

    /// How far the line is off its place.
    pub(super) fn shift(self) -> Option<String> {
        let way = self.dragged.0.get()?;
        (self.place.get() == Some(way.from)).then(|| format!("translateY({}px)", way.by))
    }
}

/// What a line is held by.
#[component]
pub(super) fn Grip(drag: Drag) -> impl IntoView {
    view! {
        <span
            class="grip"
            aria-hidden="true"
            on:pointerdown=move |event| drag.start(&event)
            on:pointermove=move |event| drag.go(&event)
            on:pointerup=move |_| drag.drop()
            on:pointercancel=move |_| drag.cancel()
            on:lostpointercapture=move |_| drag.cancel()
        ></span>
    }
}

fn grip_of(event: &PointerEvent) -> Option<Element> {
    use wasm_bindgen::JsCast as _;
    event.current_target()?.dyn_into().ok()
}

/// The middles of the lines from top to bottom, with that of the one that is held where it stood.
fn middles(grip: &Element) -> Vec<f64> {
    let list = grip.closest("li").ok().flatten();
    let mut line = list
        .and_then(|line| line.parent_element())
        .and_then(|list| list.first_element_child());
    let mut middles = Vec::new();
    while let Some(this) = line {
        let place = this.get_bounding_client_rect();
        middles.push(place.top() + place.height() / 2.0);
        line = this.next_element_sibling();
    }
    middles
}

/// Takes a line out of a list and puts it in at another place.
pub(super) fn moved<T>(list: &mut Vec<T>, from: usize, to: usize) {
    if from < list.len() && to < list.len() {
        let line = list.remove(from);
        list.insert(to, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_where_it_is_dropped_and_the_others_make_room() {
        let mut list = vec!["a", "b", "c", "d"];
        moved(&mut list, 0, 2);
        assert_eq!(list, ["b", "c", "a", "d"]);
        moved(&mut list, 3, 0);
        assert_eq!(list, ["d", "b", "c", "a"]);
        moved(&mut list, 1, 9);
        assert_eq!(list, ["d", "b", "c", "a"]);
    }
}
