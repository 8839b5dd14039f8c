//! How a letter looks: as plain text, and as a page.

use belroute_shared::account::Language;

pub(super) fn text(paragraphs: &[String], link: Option<&(&str, String)>, end: &str) -> String {
    let link = link.map(|(label, address)| format!("{label}:\r\n{address}"));
    let last = [end.to_owned(), "Belroute\r\n".to_owned()];
    let parts: Vec<String> = paragraphs.iter().cloned().chain(link).chain(last).collect();
    parts.join("\r\n\r\n")
}

pub(super) fn html(
    language: Language,
    subject: &str,
    paragraphs: &[String],
    link: Option<&(&str, String)>,
    end: &str,
) -> String {
    let paragraph = |text: &String| format!("<p>{}</p>", escaped(text));
    let body: String = paragraphs.iter().map(paragraph).collect();
    let button = link.map_or_else(String::new, |(label, address)| {
        let (label, address) = (escaped(label), escaped(address));
        format!(
            "<p><a href=\"{address}\" style=\"{BUTTON}\">{label}</a></p>\
             <p style=\"{SMALL}\">{address}</p>"
        )
    });
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\
         <body style=\"{BODY}\">{body}{button}<p style=\"{SMALL}\">{}</p></body></html>",
        language.tag(),
        escaped(subject),
        escaped(end),
    )
}

// Mail programs read no style sheets.
const BODY: &str = "font-family:sans-serif;font-size:16px;line-height:1.5;max-width:34em;margin:24px;color:#1c2430";
const BUTTON: &str = "display:inline-block;padding:10px 18px;border-radius:8px;\
                      background:#1f5fd6;color:#ffffff;text-decoration:none";
const SMALL: &str = "font-size:13px;color:#55606f";

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
