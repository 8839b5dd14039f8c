use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{
    CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageBitmap, KeyboardEvent, PointerEvent,
};

use super::crop::{Crop, LEAST_ZOOM, MOST_ZOOM, SIDE};
use crate::{t, text};

/// How far an arrow key moves the picture, in pixels of the square.
const STEP: f64 = 16.0;
/// What a picture is handed over as.
const PNG: &str = "image/png";

/// Where somebody chooses the part of a picture that is kept: with a mouse, a finger or keys.
#[component]
pub(super) fn Cropper(
    /// The picture.
    image: StoredValue<Option<ImageBitmap>, LocalStorage>,
    /// It is being saved.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// Called with the square as a PNG file; empty where the browser does not draw it.
    on_save: Callback<Vec<u8>>,
    /// Called when nothing is to be saved.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let crop = RwSignal::new(Crop::default());
    let held = RwSignal::new(None::<(i32, i32)>);
    // Who moves it with keys may not see where it has gone.
    let is_told = RwSignal::new(false);
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move || {
        if let Some(canvas) = canvas.get() {
            let _ = canvas.focus();
        }
    });
    Effect::new(move || {
        if let Some(canvas) = canvas.get() {
            draw(&canvas, image, crop.get());
        }
    });
    let move_by = move |right: f64, down: f64| {
        if let Some(size) = size_of(image) {
            crop.update(|crop| *crop = crop.moved(size, right, down));
        }
    };
    let press = move |event: KeyboardEvent| {
        let (right, down) = match event.key().as_str() {
            "ArrowLeft" => (-STEP, 0.0),
            "ArrowRight" => (STEP, 0.0),
            "ArrowUp" => (0.0, -STEP),
            "ArrowDown" => (0.0, STEP),
            _ => return,
        };
        event.prevent_default();
        move_by(right, down);
        is_told.set(true);
    };
    let hold = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        if let Some(canvas) = canvas_of(&event) {
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        held.set(Some((event.client_x(), event.client_y())));
    };
    let drag = move |event: PointerEvent| {
        let (Some((x, y)), Some(canvas)) = (held.get_untracked(), canvas_of(&event)) else {
            return;
        };
        let scale = SIDE / canvas.get_bounding_client_rect().width().max(1.0);
        let by = |now: i32, before: i32| f64::from(now - before) * scale;
        move_by(by(event.client_x(), x), by(event.client_y(), y));
        held.set(Some((event.client_x(), event.client_y())));
    };
    let save = move |_| {
        if !is_busy.get_untracked()
            && let Some(canvas) = canvas.get_untracked()
        {
            on_save.run(png(&canvas).unwrap_or_default());
        }
    };
    view! {
        <div class="cropper" aria-busy=move || is_busy.get().to_string()>
            <canvas
                node_ref=canvas
                class="cropper-square"
                width="512"
                height="512"
                tabindex="0"
                role="application"
                aria-label=t!(personal.crop)
                aria-describedby="cropper-hint"
                on:keydown=press
                on:pointerdown=hold
                on:pointermove=drag
                on:pointerup=move |_| held.set(None)
                on:pointercancel=move |_| held.set(None)
            ></canvas>
            <p class="soft small" id="cropper-hint">
                {t!(personal.crop_hint)}
            </p>
            <p class="visually-hidden" role="status">
                {move || is_told.get().then(|| place_of(crop.get()))}
            </p>
            <Zoom crop />
            <div class="form-buttons">
                <button
                    type="button"
                    class="button main"
                    aria-disabled=move || is_busy.get().to_string()
                    on:click=save
                >
                    {t!(personal.save_picture)}
                </button>
                <button type="button" class="button" on:click=move |_| on_cancel.run(())>
                    {t!(action.cancel)}
                </button>
            </div>
        </div>
    }
}

#[component]
fn Zoom(crop: RwSignal<Crop>) -> impl IntoView {
    let zoom = move |typed: String| {
        if let Ok(zoom) = typed.parse::<i32>() {
            let zoom = zoom.clamp(LEAST_ZOOM, MOST_ZOOM);
            crop.update(|crop| crop.zoom = zoom);
        }
    };
    view! {
        <label class="cropper-zoom">
            <span>{t!(personal.zoom)}</span>
            <input
                type="range"
                min="100"
                max="400"
                step="5"
                prop:value=move || crop.get().zoom.to_string()
                on:input:target=move |event| zoom(event.target().value())
            />
        </label>
    }
}

/// Which part is seen, in words.
fn place_of(crop: Crop) -> String {
    let (across, down) = crop.percents();
    text!(personal.place, across = across, down = down)
}

fn size_of(image: StoredValue<Option<ImageBitmap>, LocalStorage>) -> Option<(f64, f64)> {
    let image = image.get_value()?;
    Some((f64::from(image.width()), f64::from(image.height())))
}

fn canvas_of(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// Draws the picture as far as it is seen. A browser that cannot leaves the square empty.
fn draw(
    canvas: &HtmlCanvasElement,
    image: StoredValue<Option<ImageBitmap>, LocalStorage>,
    crop: Crop,
) {
    let context = canvas.get_context("2d").ok().flatten();
    let (Some(context), Some(image), Some(size)) = (context, image.get_value(), size_of(image))
    else {
        return;
    };
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let placed = crop.placed(size);
    context.clear_rect(0.0, 0.0, SIDE, SIDE);
    let _ = context.draw_image_with_image_bitmap_and_dw_and_dh(
        &image,
        placed.left,
        placed.top,
        placed.width,
        placed.height,
    );
}

/// What was drawn, as a file.
fn png(canvas: &HtmlCanvasElement) -> Option<Vec<u8>> {
    let address = canvas.to_data_url_with_type(PNG).ok()?;
    let (_, content) = address.split_once("base64,")?;
    let bytes = window().atob(content).ok()?;
    bytes.chars().map(|byte| u8::try_from(byte).ok()).collect()
}
