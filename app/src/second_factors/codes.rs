use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::SubmitEvent;

use crate::{t, text, ui};

/// Recovery codes, this once, and the promise to keep them. It leads on only when that was given.
#[component]
pub fn KeepCodes(
    /// The codes, in groups of six.
    codes: Vec<String>,
    /// Text of the button that leads on.
    #[prop(into)]
    submit: Signal<String>,
    /// Whether it is being done.
    is_busy: RwSignal<bool>,
    /// Called when they are kept.
    #[prop(into)]
    on_kept: Callback<()>,
) -> impl IntoView {
    let is_kept = RwSignal::new(false);
    let has_tried = RwSignal::new(false);
    let error = Signal::derive(move || {
        (has_tried.get() && !is_kept.get()).then(|| text!(recovery_codes.tick_first).to_owned())
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        has_tried.set(true);
        if is_kept.get_untracked() && !is_busy.get_untracked() {
            on_kept.run(());
        }
    };
    let text = codes.join("\n");
    alone_on_paper();
    view! {
        <form class="form" novalidate on:submit=on_submit aria-busy=move || is_busy.get().to_string()>
            <div class="recovery-codes">
                <p class="recovery-title">{t!(recovery_codes.file_title)}</p>
                <ol>
                    {codes.into_iter().map(|code| view! { <li>{code}</li> }).collect_view()}
                </ol>
            </div>
            <Tools text />
            <ui::Tick id="keep-codes" label=t!(recovery_codes.keep) value=is_kept error />
            <button
                type="submit"
                class="button main wide"
                aria-disabled=move || is_busy.get().to_string()
            >
                {move || submit.get()}
            </button>
        </form>
    }
}

/// As long as they are shown, a print of the page holds nothing else.
fn alone_on_paper() {
    const PAPER: &str = "data-paper";
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(PAPER, "recovery-codes");
    }
    on_cleanup(|| {
        if let Some(root) = document().document_element() {
            let _ = root.remove_attribute(PAPER);
        }
    });
}

/// Copy, download, print.
#[component]
fn Tools(text: String) -> impl IntoView {
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let file = format!(
        "data:text/plain;charset=utf-8,{}",
        js_sys::encode_uri_component(&format!(
            "{}\r\n\r\n{}\r\n",
            text!(recovery_codes.file_title),
            text.replace('\n', "\r\n")
        ))
    );
    let on_copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let words = if copy(&text).await {
                Ok(text!(action.copied).to_owned())
            } else {
                Err(text!(recovery_codes.copy_failed).to_owned())
            };
            let _ = outcome.try_set(Some(words));
        });
    };
    let print = |_| {
        // Where a browser cannot print there is nothing to tell beyond that.
        let _ = window().print();
    };
    view! {
        <div class="recovery-tools">
            <button type="button" class="button" on:click=on_copy>
                {t!(recovery_codes.copy)}
            </button>
            <a class="button" href=file download="belroute-recovery-codes.txt">
                {t!(recovery_codes.download)}
            </a>
            <button type="button" class="button" on:click=print>
                {t!(recovery_codes.print)}
            </button>
            <ui::SaveNote outcome />
        </div>
    }
}

/// Puts a text on the clipboard. A page that was not fetched over https has none, and a browser may
/// refuse.
pub(super) async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    let has_clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))
        .is_ok_and(|clipboard| !clipboard.is_undefined());
    has_clipboard
        && JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
}
