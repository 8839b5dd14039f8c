use leptos::{ev, prelude::*};
use web_sys::KeyboardEvent;

use super::Palette;
use crate::{
    lazy::Lazy,
    t,
    ui::{Dialog, Icon},
};

/// What looks like the field for searching, and opens the palette.
#[component]
pub fn PaletteButton() -> impl IntoView {
    let palette = Palette::get();
    view! {
        <div class="search" role="search">
            <button
                type="button"
                class="find palette-button"
                aria-haspopup="dialog"
                aria-keyshortcuts="Control+K Meta+K"
                on:click=move |_| palette.is_open.set(true)
            >
                <Icon name="search" />
                <span>{t!(shell.search)}</span>
                <kbd aria-hidden="true">"Ctrl K"</kbd>
            </button>
        </div>
    }
}

/// The palette while it is open: by its button, by `/`, and by Ctrl or ⌘ with K.
#[component]
pub fn PaletteDialog() -> impl IntoView {
    let palette = Palette::get();
    open_by_key(palette);
    view! {
        <Show when=move || palette.is_open.get()>
            <Dialog
                class="dialog palette"
                label=t!(palette.title)
                close_label=t!(action.close)
                on_close=move |()| palette.close()
            >
                <Lazy view=super::view_of rows=4 />
            </Dialog>
        </Show>
    }
}

/// `/` where one does not type, and Ctrl or ⌘ with K anywhere.
fn open_by_key(palette: Palette) {
    let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let with_command = event.ctrl_key() || event.meta_key();
        let is_wanted = match event.key().as_str() {
            "/" => !with_command && !event.alt_key() && !is_typing(),
            "k" | "K" => with_command && !event.alt_key() && !event.shift_key(),
            _ => false,
        };
        if is_wanted {
            event.prevent_default();
            palette.is_open.set(true);
        }
    });
    on_cleanup(move || listener.remove());
}

fn is_typing() -> bool {
    document().active_element().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}
