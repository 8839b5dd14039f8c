use crate::text;

/// What browsers call themselves. Nearly all claim to be others as well, so the order counts: the
/// first that is found is the one.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// Browser and system of a `User-Agent`, as people call them.
pub(super) fn browser_name(user_agent: &str) -> String {
    match (found(&BROWSERS, user_agent), found(&SYSTEMS, user_agent)) {
        (Some(browser), Some(system)) => {
            text!(security.browser_on, browser = browser, system = system)
        }
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => text!(security.unknown_browser).to_owned(),
    }
}

fn found(names: &[(&str, &'static str)], user_agent: &str) -> Option<&'static str> {
    names
        .iter()
        .find(|(sign, _)| user_agent.contains(sign))
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_known_behind_what_else_they_claim_to_be() {
        for (user_agent, browser, system) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                Some("Chrome"),
                Some("Linux"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                Some("Edge"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                Some("Safari"),
                Some("iPhone"),
            ),
            (
                "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
                Some("Firefox"),
                Some("Android"),
            ),
            ("curl/8.5.0", None, None),
        ] {
            assert_eq!(found(&BROWSERS, user_agent), browser, "{user_agent}");
            assert_eq!(found(&SYSTEMS, user_agent), system, "{user_agent}");
        }
    }
}
