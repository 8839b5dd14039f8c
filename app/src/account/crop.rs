//! Which part of a picture is kept: always a square, and always full.

/// Width and height of the square, in pixels.
pub(super) const SIDE: f64 = 512.0;
/// The picture just fills the square; in hundredths.
pub(super) const LEAST_ZOOM: i32 = 100;
pub(super) const MOST_ZOOM: i32 = 400;

/// How much a picture is enlarged, and which part of it stands in the square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Crop {
    /// From [`LEAST_ZOOM`] to [`MOST_ZOOM`].
    pub(super) zoom: i32,
    /// From 0, where its left edge stands at that of the square, to 1 for the right edges.
    x: f64,
    /// The same from top to bottom.
    y: f64,
}

/// Where the whole picture is drawn, in pixels of the square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Default for Crop {
    /// The middle of the picture.
    fn default() -> Self {
        Self {
            zoom: LEAST_ZOOM,
            x: 0.5,
            y: 0.5,
        }
    }
}

impl Crop {
    /// Where a picture of some size is drawn.
    pub(super) fn placed(self, (width, height): (f64, f64)) -> Placed {
        let scale = SIDE / width.min(height).max(1.0) * f64::from(self.zoom) / 100.0;
        let (width, height) = (width * scale, height * scale);
        Placed {
            left: (SIDE - width) * self.x,
            top: (SIDE - height) * self.y,
            width,
            height,
        }
    }

    /// How far from the left and from the top of the picture that part is, of a hundred each.
    pub(super) fn percents(self) -> (String, String) {
        let percent = |part: f64| format!("{:.0}", part.abs() * 100.0);
        (percent(self.x), percent(self.y))
    }

    /// The same with the picture moved by pixels of the square; it stays full.
    pub(super) fn moved(self, size: (f64, f64), right: f64, down: f64) -> Self {
        let now = self.placed(size);
        Self {
            x: part(now.left + right, SIDE - now.width, self.x),
            y: part(now.top + down, SIDE - now.height, self.y),
            ..self
        }
    }
}

/// Which part of the room to move an edge has gone; what has no room stays.
fn part(edge: f64, room: f64, now: f64) -> f64 {
    if room.abs() < 0.5 {
        now
    } else {
        (edge / room).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: (f64, f64) = (2048.0, 1024.0);

    fn is_near(a: f64, b: f64) -> bool {
        (a - b).abs() < 0.001
    }

    #[test]
    fn at_first_the_middle_fills_the_square() {
        let placed = Crop::default().placed(WIDE);
        assert!(is_near(placed.left, -256.0) && is_near(placed.top, 0.0));
        assert!(is_near(placed.width, 1024.0) && is_near(placed.height, 512.0));
        let small = Crop::default().placed((10.0, 20.0));
        assert!(is_near(small.width, 512.0) && is_near(small.height, 1024.0));
        assert_eq!(
            Crop::default().percents(),
            ("50".to_owned(), "50".to_owned())
        );
    }

    #[test]
    fn it_moves_no_further_than_its_edges() {
        let left = Crop::default().moved(WIDE, 100.0, 50.0).placed(WIDE);
        assert!(is_near(left.left, -156.0) && is_near(left.top, 0.0));
        let far = Crop::default().moved(WIDE, 9000.0, 0.0).placed(WIDE);
        assert!(is_near(far.left, 0.0));
        let other = Crop::default().moved(WIDE, -9000.0, 0.0).placed(WIDE);
        assert!(is_near(other.left, -512.0));
        let right = Crop::default().moved(WIDE, -9000.0, 0.0);
        assert_eq!(right.percents().0, "100");
    }

    #[test]
    fn enlarged_it_can_be_moved_both_ways() {
        let crop = Crop {
            zoom: 200,
            ..Crop::default()
        };
        let placed = crop.moved(WIDE, 0.0, -100.0).placed(WIDE);
        assert!(is_near(placed.top, -356.0) && is_near(placed.height, 1024.0));
    }
}
