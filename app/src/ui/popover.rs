use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Closes an open popover, for instance because one of its links was followed.
pub fn close_popover(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // It refuses where it is closed already.
        let _ = element.hide_popover();
    }
}
