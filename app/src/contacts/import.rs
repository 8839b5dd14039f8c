use belroute_shared::{
    contacts::{ImportPreview, Imported, LARGEST_FILE},
    error::Code,
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::File;

use super::{
    files::{self, Brought, Whose},
    preview::Preview,
    words,
};
use crate::{
    explain::{explain, explain_code},
    t,
    ui::{ChooseFile, Dialog, Icon, Note},
};

/// How far an import is.
#[derive(Clone)]
enum Step {
    /// No file yet.
    Choosing,
    /// The server reads or saves.
    Busy,
    /// What a file would bring.
    Looking(ImportPreview<Brought>),
    /// It is saved.
    Done(Imported),
}

/// Contacts out of a file: it is chosen or dropped, looked at, and only then saved.
#[component]
pub fn ImportDialog(
    /// Among whose contacts they come.
    whose: Whose,
    /// Called when it should go.
    #[prop(into)]
    on_close: Callback<()>,
    /// Called when contacts were saved.
    #[prop(into)]
    on_imported: Callback<()>,
) -> impl IntoView {
    let step = RwSignal::new(Step::Choosing);
    let refusal = RwSignal::new(None::<String>);
    let file = StoredValue::new_local(None::<File>);
    let refuse = move |text: String| {
        let _ = refusal.try_set(Some(text));
        let _ = step.try_set(Step::Choosing);
    };
    let choose = Callback::new(move |chosen: File| {
        refusal.set(None);
        #[expect(clippy::cast_precision_loss, reason = "five million is exact")]
        let is_too_large = chosen.size() > LARGEST_FILE as f64;
        if is_too_large {
            return refuse(explain_code(Code::TooLarge).to_owned());
        }
        file.set_value(Some(chosen.clone()));
        step.set(Step::Busy);
        spawn_local(async move {
            match files::preview(whose, &chosen).await {
                Ok(preview) => {
                    let _ = step.try_set(Step::Looking(preview));
                }
                Err(error) => refuse(explain(&error)),
            }
        });
    });
    let save = Callback::new(move |()| {
        let Some(chosen) = file.get_value() else {
            return;
        };
        let before = step.get_untracked();
        refusal.set(None);
        step.set(Step::Busy);
        spawn_local(async move {
            match files::import(whose, &chosen).await {
                Ok(imported) => {
                    let _ = step.try_set(Step::Done(imported));
                    // The window may be closed already.
                    let _ = on_imported.try_run(());
                }
                Err(error) => {
                    let _ = refusal.try_set(Some(explain(&error)));
                    // What was looked at can be saved again.
                    let _ = step.try_set(before);
                }
            }
        });
    });
    let again = Callback::new(move |()| step.set(Step::Choosing));
    let is_choosing = Memo::new(move |_| step.with(|step| matches!(step, Step::Choosing)));
    view! {
        <Dialog label=t!(contacts.import_title) close_label=t!(action.close) on_close>
            <div class="import" aria-busy=move || step.with(|it| matches!(it, Step::Busy)).to_string()>
                <Show when=move || is_choosing.get()>
                    <p class="soft">{t!(contacts.import_text)}</p>
                    <ChooseFile
                        icon="book"
                        text=t!(contacts.choose_file)
                        kinds=t!(contacts.file_kinds)
                        accept=".csv,.vcf,.vcard,text/csv,text/vcard"
                        on_choose=choose
                    />
                </Show>
                <div role="alert">
                    {move || {
                        refusal.get().map(|text| view! { <Note is_problem=true>{text}</Note> })
                    }}
                </div>
                <div role="status">
                    {move || match step.get() {
                        Step::Choosing => ().into_any(),
                        Step::Busy => view! { <p class="soft">{t!(contacts.reading)}</p> }.into_any(),
                        Step::Looking(preview) => {
                            view! { <Preview preview on_save=save on_again=again /> }.into_any()
                        }
                        Step::Done(imported) => {
                            view! {
                                <div class="import-done">
                                    <span class="empty-icon good">
                                        <Icon name="check" />
                                    </span>
                                    <p class="empty-title">{move || words::of_import(imported)}</p>
                                    <button
                                        type="button"
                                        class="button main"
                                        on:click=move |_| on_close.run(())
                                    >
                                        {t!(action.close)}
                                    </button>
                                </div>
                            }
                                .into_any()
                        }
                    }}
                </div>
            </div>
        </Dialog>
    }
}
