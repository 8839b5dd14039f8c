//! What the rows of the page share: which are open, and what is looked for.

use std::collections::BTreeSet;

use leptos::{html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
    params::ParamsMap,
};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::intl;

type Navigate = Box<dyn Fn(&str)>;

/// The rows of a page. What is looked for, and the row that was opened last, stand in the address.
#[derive(Clone, Copy)]
pub(crate) struct Board {
    /// The address of the page.
    path: &'static str,
    params: Memo<ParamsMap>,
    query: Memo<String>,
    open: RwSignal<BTreeSet<&'static str>>,
    /// Whether each row that is drawn is found.
    rows: RwSignal<Vec<(&'static str, Memo<bool>)>>,
    hash: Memo<String>,
    /// A row that a link leads to, although it stands in the address already.
    wanted: RwSignal<Option<String>>,
    navigate: StoredValue<Navigate, LocalStorage>,
}

impl Board {
    /// Offers it to everything below the page with this address.
    pub(crate) fn provide(path: &'static str) -> Self {
        let (map, location) = (use_query_map(), use_location());
        let navigate = use_navigate();
        let go = move |address: &str| {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(address, options);
        };
        let board = Self {
            path,
            params: map,
            query: Memo::new(move |_| map.with(|map| map.get("query")).unwrap_or_default()),
            open: RwSignal::default(),
            rows: RwSignal::default(),
            hash: Memo::new(move |_| {
                let hash = location.hash.get();
                hash.trim_start_matches('#').to_owned()
            }),
            wanted: RwSignal::new(None),
            navigate: StoredValue::new_local(Box::new(go)),
        };
        provide_context(board);
        board
    }

    /// That of this page.
    pub(crate) fn get() -> Self {
        expect_context()
    }

    /// That of this page, if it is the one with the rows.
    pub(super) fn here() -> Option<Self> {
        use_context()
    }

    /// What is typed into the box.
    pub(super) fn query(self) -> Signal<String> {
        self.query.into()
    }

    /// Something else is looked for.
    pub(super) fn find(self, query: &str) {
        self.go(query, &self.hash.get_untracked());
    }

    /// Whether a text, folded, has all words that are looked for.
    pub(super) fn finds(self, text: &str) -> bool {
        let query = intl::folded(&self.query.get());
        query.split_whitespace().all(|word| text.contains(word))
    }

    /// A row is drawn.
    pub(crate) fn join(self, anchor: &'static str, found: Memo<bool>) {
        self.rows.update(|rows| rows.push((anchor, found)));
        on_cleanup(move || {
            let _ = self
                .rows
                .try_update(|rows| rows.retain(|(known, _)| *known != anchor));
        });
    }

    /// Whether a row is on this page.
    pub(super) fn has(self, anchor: &str) -> bool {
        self.rows
            .with_untracked(|rows| rows.iter().any(|(known, _)| *known == anchor))
    }

    /// Whether any of these rows is found.
    pub(super) fn has_found(self, is_among: impl Fn(&str) -> bool) -> bool {
        self.rows.with(|rows| {
            let mut rows = rows.iter().filter(|(anchor, _)| is_among(anchor));
            rows.any(|(_, found)| found.try_get().unwrap_or(false))
        })
    }

    /// Whether a row is open.
    pub(crate) fn is_open(self, anchor: &'static str) -> bool {
        self.open.with(|open| open.contains(anchor))
    }

    /// The user has opened or closed a row.
    pub(crate) fn toggled(self, anchor: &'static str, is_open: bool) {
        let was_open = untrack(|| self.is_open(anchor));
        if was_open == is_open {
            return;
        }
        self.set_open(anchor, is_open);
        let hash = self.hash.get_untracked();
        if is_open {
            self.go(&self.query.get_untracked(), anchor);
        } else if hash == anchor {
            self.go(&self.query.get_untracked(), "");
        }
    }

    fn set_open(self, anchor: &'static str, is_open: bool) {
        self.open.update(|open| {
            if is_open {
                open.insert(anchor);
            } else {
                open.remove(anchor);
            }
        });
    }

    /// Leads to a row, wherever one is on the page.
    pub(crate) fn reveal(self, anchor: &str) {
        self.go("", anchor);
        self.wanted.set(Some(anchor.to_owned()));
    }

    /// Opens a row and leads to it when the address names it, or a link does.
    pub(crate) fn reveal_when_wanted(self, anchor: &'static str, node: NodeRef<html::Details>) {
        Effect::new(move || {
            let is_named = self.hash.with(|hash| hash == anchor);
            let is_wanted = self.wanted.with(|wanted| wanted.as_deref() == Some(anchor));
            let is_open = untrack(|| self.is_open(anchor));
            if !is_wanted && (!is_named || is_open) {
                return;
            }
            self.set_open(anchor, true);
            if is_wanted {
                self.wanted.set(None);
            }
            // It is as long as what it holds only with the next frame.
            request_animation_frame(move || lead_to(node));
        });
    }

    fn go(self, query: &str, anchor: &str) {
        // What else the address says stays.
        let mut params = self.params.get_untracked();
        params.remove("query");
        if !query.is_empty() {
            params.insert("query", query.to_owned());
        }
        let mut address = format!("{}{}", self.path, params.to_query_string());
        if !anchor.is_empty() {
            address.push('#');
            address.push_str(anchor);
        }
        self.navigate.with_value(|navigate| navigate(&address));
    }
}

fn lead_to(node: NodeRef<html::Details>) {
    let Some(details) = node.try_get_untracked().flatten() else {
        return;
    };
    details.scroll_into_view();
    let line = details.query_selector("summary").ok().flatten();
    if let Some(line) = line.and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
        let _ = line.focus();
    }
}
