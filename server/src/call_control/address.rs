//! SIP addresses, as far as the panel reads them: who, and where.

/// A user part and a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The part before the `@`, without escapes; empty when there is none.
    pub(crate) user: String,
    /// The host without its port, in lower case; empty for `tel:`.
    pub(crate) host: String,
}

impl Address {
    /// Reads `sip:`, `sips:` and `tel:` addresses, bare or between `<` and `>`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bare = match text.split_once('<') {
            Some((_, rest)) => rest.split_once('>')?.0,
            None => text,
        };
        let (scheme, rest) = bare.trim().split_once(':')?;
        let rest = rest.split([';', '?']).next().unwrap_or_default();
        let address = match scheme.to_ascii_lowercase().as_str() {
            "tel" => Self {
                user: unescape(rest),
                host: String::new(),
            },
            "sip" | "sips" => {
                let (user, host) = rest.rsplit_once('@').unwrap_or(("", rest));
                let user = user.split(':').next().unwrap_or_default();
                Self {
                    user: unescape(user),
                    host: host_of(host),
                }
            }
            _ => return None,
        };
        // Anybody can dial `%00`, and PostgreSQL refuses a text that holds a zero byte.
        let has_control = |text: &str| text.contains(char::is_control);
        (!has_control(&address.user) && !has_control(&address.host)).then_some(address)
    }
}

fn host_of(text: &str) -> String {
    let bare = match text.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => text.split(':').next(),
    };
    bare.unwrap_or_default().to_ascii_lowercase()
}

fn unescape(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(text: &str) -> (String, String) {
        let address = Address::parse(text).unwrap();
        (address.user, address.host)
    }

    #[test]
    fn the_forms_of_an_address_are_read() {
        let anna = ("2041".to_owned(), "pbx.test".to_owned());
        for text in [
            "sip:2041@pbx.test",
            "<sip:2041@pbx.test>",
            "\"Anna, J.\" <sip:2041@PBX.test:5060;transport=udp>",
            "sips:2041:secret@pbx.test?header=x",
        ] {
            assert_eq!(parts(text), anna, "{text}");
        }
        assert_eq!(
            parts("tel:+442079460041"),
            ("+442079460041".into(), String::new())
        );
        assert_eq!(parts("sip:%23%2A@pbx.test").0, "#*");
        assert_eq!(parts("sip:a@[2001:db8::1]:5060").1, "2001:db8::1");
        assert_eq!(parts("sip:anonymous.invalid").0, "");
        assert_eq!(Address::parse("sip:%00@pbx.test"), None);
    }

    proptest! {
        #[test]
        fn rubbish_never_panics(text in ".{0,80}") {
            let _ = Address::parse(&text);
        }
    }
}
