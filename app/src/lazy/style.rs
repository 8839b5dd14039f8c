//! The style sheet of the parts.

use std::{
    cell::{Cell, RefCell},
    future::Future,
};

use js_sys::{Function, Promise};
use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

thread_local! {
    /// Whether it is there, so that nothing waits for it any more.
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
    /// The answer to the one question for it.
    static ASKED: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Asks for it at once, unless somebody has; tells whether it came.
pub(super) fn ask() -> impl Future<Output = bool> {
    let asked = (!IS_HERE.get()).then(|| {
        let asked = ASKED.with_borrow_mut(|asked| asked.get_or_insert_with(promise).clone());
        // Listens from now on: to the browser a failure without a listener is an error of the page.
        JsFuture::from(asked)
    });
    async {
        let Some(asked) = asked else { return true };
        let is_here = asked.await.is_ok();
        if is_here {
            IS_HERE.set(true);
        } else {
            // Whoever wants it next asks again.
            ASKED.take();
        }
        is_here
    }
}

/// Puts it on the page; done when it has come.
fn promise() -> Promise {
    Promise::new(&mut |done, failed| {
        if link(&done, &failed).is_none() {
            // A function that only notes the failure throws nothing.
            let _ = failed.call0(&failed);
        }
    })
}

/// The page names it in its head, because its name comes from what is in it.
fn link(done: &Function, failed: &Function) -> Option<()> {
    let named = document()
        .query_selector("meta[name='parts-style']")
        .ok()??;
    let link = document().create_element("link").ok()?;
    link.set_attribute("rel", "stylesheet").ok()?;
    link.set_attribute("href", &named.get_attribute("content")?)
        .ok()?;
    let link = link.dyn_into::<HtmlElement>().ok()?;
    link.set_onload(Some(done));
    link.set_onerror(Some(failed));
    named.parent_element()?.append_child(&link).ok()?;
    Some(())
}
