//! The picture that an app scans.

use anyhow::Context as _;
use fast_qr::{
    convert::{Builder as _, Shape, svg::SvgBuilder},
    qr::QRBuilder,
};

/// The link that opens an app with a code.
pub(super) fn link(public_url: &str, code: &str) -> String {
    format!("{public_url}/connect/{code}")
}

/// A link as an SVG document.
pub(super) fn qr_svg(link: &str) -> anyhow::Result<String> {
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
        let svg = qr_svg(&link("https://panel.example", "abc")).unwrap();
        assert!(svg.starts_with("<svg"), "{svg}");
        for forbidden in ["<script", "style=", "href"] {
            assert!(!svg.contains(forbidden), "{forbidden}");
        }
    }
}
