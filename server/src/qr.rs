//! Pictures that a phone scans.

use anyhow::Context as _;
use fast_qr::{
    convert::{Builder as _, Shape, svg::SvgBuilder},
    qr::QRBuilder,
};

/// A link as an SVG document.
pub(crate) fn svg(link: &str) -> anyhow::Result<String> {
    let code = QRBuilder::new(link)
        .build()
        .context("the link does not fit in a QR code")?;
    Ok(SvgBuilder::default()
        .shape(Shape::Square)
        .margin(2)
        .to_str(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_a_bare_svg() {
        let svg = svg("https://panel.example/connect/abc").unwrap();
        assert!(svg.starts_with("<svg"), "{svg}");
        for forbidden in ["<script", "style=", "href"] {
            assert!(!svg.contains(forbidden), "{forbidden}");
        }
    }
}
