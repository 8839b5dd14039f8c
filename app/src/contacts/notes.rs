use belroute_shared::{contacts::OwnContact, ids::EntryId};
use leptos::prelude::*;

use super::{api, known::Known};
use crate::{
    http::Tagged,
    pick::{Pick, Picker},
    t, text,
    ui::Note,
};

/// Says who has the number already, and leads there where that can be changed. There from the
/// start, so that screen readers hear it change.
#[component]
pub(super) fn KnownNote(
    known: RwSignal<Option<Known>>,
    on_add: Callback<EntryId>,
) -> impl IntoView {
    let note = move |known: Known| {
        let words = {
            let known = known.clone();
            move || known.words()
        };
        let name = StoredValue::new(known.name);
        view! {
            <Note>
                <p>{words}</p>
                <p class="soft">{t!(contacts.save_again)}</p>
                {known
                    .own
                    .map(|id| {
                        view! {
                            <button type="button" class="button" on:click=move |_| on_add.run(id)>
                                {move || text!(contacts.add_there, name = name.get_value())}
                            </button>
                        }
                    })}
            </Note>
        }
    };
    view! { <div role="status">{move || known.get().map(note)}</div> }
}

/// A way to a contact that is there, for a number that belongs to it.
#[component]
pub(super) fn ToKnown(on_add: Callback<EntryId>) -> impl IntoView {
    let on_pick = Callback::new(move |pick: Option<Pick>| {
        if let Some(id) = pick.and_then(|it| it.id.parse().ok()) {
            on_add.run(id);
        }
    });
    view! {
        <Picker
            id="contact-there"
            label=t!(contacts.add_to_known)
            find=api::find
            chosen=Signal::stored(None)
            on_pick
        />
    }
}

/// Somebody changed the contact meanwhile: which of the two is to be.
#[component]
pub(super) fn ClashNote(
    clash: RwSignal<Option<Tagged<OwnContact>>>,
    on_theirs: Callback<Tagged<OwnContact>>,
    on_mine: Callback<Tagged<OwnContact>>,
) -> impl IntoView {
    let note = move |theirs: Tagged<OwnContact>| {
        let theirs = StoredValue::new(theirs);
        let button = move |text: fn() -> &'static str, choose: Callback<Tagged<OwnContact>>| {
            view! {
                <button
                    type="button"
                    class="button"
                    on:click=move |_| choose.run(theirs.get_value())
                >
                    {text}
                </button>
            }
        };
        view! {
            <Note is_problem=true>
                <p>{t!(calling.elsewhere)}</p>
                <div class="form-buttons">
                    {button(t!(calling.save_mine), on_mine)}
                    {button(t!(calling.take_theirs), on_theirs)}
                </div>
            </Note>
        }
    };
    view! { <div role="alert">{move || clash.get().map(note)}</div> }
}
