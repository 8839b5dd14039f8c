//! The link that an app opens or scans.

/// The link that opens an app with a code.
pub(super) fn link(public_url: &str, code: &str) -> String {
    format!("{public_url}/connect/{code}")
}
