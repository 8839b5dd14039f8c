/// Path and query of `<https://host/path?query>; rel="next"` (RFC 8288). The host is dropped: the
/// page may be reached by another name than the server knows.
pub(super) fn next_of(link: &str) -> Option<String> {
    link.split(',').find_map(|part| {
        let (address, rest) = part.trim().strip_prefix('<')?.split_once('>')?;
        if !rest.contains(r#"rel="next""#) {
            return None;
        }
        let path = match address.split_once("://") {
            Some((_, rest)) => &rest[rest.find('/')?..],
            None => address,
        };
        Some(path.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_part_is_found_among_the_links() {
        let link = r#"<https://panel.example/v1/calls?max=50>; rel="first", <https://panel.example/v1/calls?max=50&cursor=x>; rel="next""#;
        assert_eq!(next_of(link).as_deref(), Some("/v1/calls?max=50&cursor=x"));
        assert_eq!(
            next_of(r#"<https://panel.example/v1/calls>; rel="first""#),
            None
        );
        assert_eq!(next_of(""), None);
    }
}
