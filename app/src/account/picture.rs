use belroute_shared::{error::Code, people::check_picture, session::Me};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ImageBitmap};

use super::{api, cropper::Cropper};
use crate::{
    explain::{explain, explain_code},
    session::{self, Session},
    t, text,
    ui::{self, Avatar, ChooseFile, SaveNote},
};

/// Heading of this part; it has the focus where a button has gone.
const HEADING: &str = "picture-heading";

/// My picture: chosen or dropped, cut to a square, and only then saved.
#[component]
pub(super) fn Picture() -> impl IntoView {
    let me = session::me();
    let session = Session::get();
    let name = Signal::derive(move || me.with(Me::name));
    let seed = Signal::derive(move || me.with(|me| me.id.to_string()));
    let picture = Signal::derive(move || me.with(|me| me.picture.clone()));
    let has_one = Memo::new(move |_| me.with(|me| me.picture.is_some()));
    let image = StoredValue::new_local(None::<ImageBitmap>);
    let is_cropping = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let refusal = RwSignal::new(None::<String>);
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let choose = Callback::new(move |file: File| {
        refusal.set(None);
        outcome.set(None);
        if let Err(code) = checked(&file) {
            refusal.set(Some(words(code).to_owned()));
            return;
        }
        spawn_local(async move {
            if let Some(found) = decoded(&file).await {
                let _ = image.try_set_value(Some(found));
                let _ = is_cropping.try_set(true);
            } else {
                let _ = refusal.try_set(Some(words(Code::NotAPicture).to_owned()));
            }
        });
    });
    let close = move || {
        // The dialog may have gone meanwhile, and gave the focus back then.
        if is_cropping.try_set(false).is_some() {
            return;
        }
        let _ = image.try_set_value(None);
        request_animation_frame(|| ui::lead_focus(HEADING));
    };
    let save = Callback::new(move |png: Vec<u8>| {
        outcome.set(None);
        is_busy.set(true);
        spawn_local(async move {
            let answer = api::save_picture(&png).await;
            let _ = is_busy.try_set(false);
            let _ = outcome.try_set(Some(match answer {
                Ok(()) => {
                    session.load();
                    close();
                    Ok(text!(action.saved).to_owned())
                }
                Err(error) => Err(explain(&error)),
            }));
        });
    });
    let cancel = Callback::new(move |()| close());
    let remove = move |_| {
        outcome.set(None);
        spawn_local(async move {
            let answer = api::remove_picture().await;
            let is_removed = answer.is_ok();
            let told = match answer {
                Ok(()) => Ok(text!(personal.picture_removed).to_owned()),
                Err(error) => Err(explain(&error)),
            };
            let has_gone = outcome.try_set(Some(told)).is_some();
            if is_removed {
                session.load();
            }
            if is_removed && !has_gone {
                request_animation_frame(|| ui::lead_focus(HEADING));
            }
        });
    };
    view! {
        <section class="picture" aria-labelledby=HEADING>
            <h3 id=HEADING>{t!(personal.picture)}</h3>
            <Show when=move || !is_cropping.get()>
                <div class="picture-choice">
                    <Avatar name seed picture large=true />
                    <ChooseFile
                        icon="plus"
                        text=t!(personal.choose)
                        kinds=t!(personal.kinds)
                        accept="image/png,image/jpeg,image/webp"
                        on_choose=choose
                    />
                </div>
                <Show when=move || has_one.get()>
                    <button type="button" class="button" on:click=remove>
                        {t!(personal.remove_picture)}
                    </button>
                </Show>
            </Show>
            <div role="alert">
                {move || refusal.get().map(|it| view! { <p class="field-error">{it}</p> })}
            </div>
            <Show when=move || is_cropping.get()>
                <Cropper image is_busy on_save=save on_cancel=cancel />
            </Show>
            <SaveNote outcome />
        </section>
    }
}

/// Refuses a file before it is read.
fn checked(file: &File) -> Result<(), Code> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is a whole number, and what is larger than all is too large"
    )]
    let bytes = file.size() as usize;
    check_picture(&file.type_(), bytes)
}

/// A file of another kind is told in words about pictures.
fn words(code: Code) -> &'static str {
    explain_code(match code {
        Code::UnsupportedMediaType => Code::NotAPicture,
        code => code,
    })
}

/// The picture in a file, turned as its camera was held; `None` where the browser sees none.
async fn decoded(file: &File) -> Option<ImageBitmap> {
    let picture = window().create_image_bitmap_with_blob(file).ok()?;
    let picture = JsFuture::from(picture).await.ok()?;
    Some(picture.unchecked_into())
}
