use belroute_shared::{
    contacts::{OwnContact, OwnContactSettings},
    error::Code,
    features::Feature,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    api,
    codes::DialCodes,
    dialog::Edited,
    draft::{OwnDraft, as_read},
    fields::ContactFields,
    known::{Known, who_has},
    remove::RemoveContact,
    words,
};
use crate::{
    explain::explain_code,
    features::MyFeatures,
    form::{Form, Submission},
    http::{HttpError, Request, Tagged},
    pick::{Pick, Picker},
    t, text,
    ui::{Field, Note, Tick},
};

/// The fields that can show an error.
const FIELDS: &[&str] = &[
    "firstName",
    "lastName",
    "company",
    "numbers*",
    "email",
    "note",
    "speedDial.code",
    "speedDial.lineKeyLabel",
];

/// What came of a save.
enum Outcome {
    Saved,
    /// Somebody has one of the numbers, which was not told yet.
    IsKnown(Known),
    /// Somebody else was quicker; this is what he has saved.
    Clashed(Tagged<OwnContact>),
}

/// The form of a contact.
#[component]
pub(super) fn Writing(
    /// What stands in the fields at first.
    begun: OwnContactSettings,
    /// The contact as it was read; none of somebody new.
    read: Option<Tagged<OwnContact>>,
    /// Called when it goes on with another contact.
    go_on: Callback<Edited>,
    /// Called when it was saved or removed.
    on_done: Callback<()>,
    /// Called when it was given up.
    on_close: Callback<()>,
) -> impl IntoView {
    let begun_numbers = begun.numbers.clone();
    let is_begun = read.is_none() && !begun_numbers.is_empty();
    let draft = OwnDraft::of(begun);
    let submission = Submission::new(FIELDS);
    let id = read.as_ref().map(|it| it.value.id);
    let name = read.as_ref().map(|it| it.value.settings.name());
    let read = RwSignal::new(read);
    let clash = RwSignal::new(None::<Tagged<OwnContact>>);
    let known = RwSignal::new(None::<Known>);
    if is_begun {
        // Without an answer one can go on as well.
        spawn_local(async move {
            if let Ok(Some(found)) = who_has(&begun_numbers).await {
                let _ = known.try_set(Some(found));
            }
        });
    }
    let on_submit = move |()| {
        let typed = draft.settings();
        if !submission.passes(typed.check()) {
            return;
        }
        clash.set(None);
        let read = read.get_untracked();
        let told = known.get_untracked();
        submission.send_and(save(read, typed, told), move |answer| match answer {
            Ok(Outcome::Saved) => on_done.run(()),
            Ok(Outcome::IsKnown(found)) => known.set(Some(found)),
            Ok(Outcome::Clashed(theirs)) => clash.set(Some(theirs)),
            Err(refused) => submission.refuse(refused),
        });
    };
    let take_theirs = Callback::new(move |theirs: Tagged<OwnContact>| {
        submission.clear();
        draft.fill(theirs.value.settings.clone());
        read.set(Some(theirs));
        clash.set(None);
    });
    let save_mine = Callback::new(move |theirs: Tagged<OwnContact>| {
        read.set(Some(theirs));
        on_submit(());
    });
    let add_there = Callback::new(move |id| go_on.run(Edited::Known(id, draft.settings())));
    view! {
        <div class="contact-writing">
            <KnownNote known on_add=add_there />
            <Show when=move || is_begun && known.with(Option::is_none)>
                <ToKnown on_add=add_there />
            </Show>
            <Form submission on_submit submit=t!(action.save) on_cancel=on_close>
                <OwnFields draft submission />
                <ClashNote clash on_theirs=take_theirs on_mine=save_mine />
            </Form>
            {id
                .zip(name)
                .map(|(id, name)| {
                    let remove = Callback::new(move |()| Box::pin(api::remove(id)) as Request<()>);
                    view! { <RemoveContact name confirm=t!(contacts.remove_mine) remove on_done /> }
                })}
        </div>
    }
}

async fn save(
    read: Option<Tagged<OwnContact>>,
    typed: OwnContactSettings,
    told: Option<Known>,
) -> Result<Outcome, HttpError> {
    let Some(read) = read else {
        if told.is_none()
            && let Some(known) = who_has(&typed.numbers).await?
        {
            return Ok(Outcome::IsKnown(known));
        }
        return api::create(&typed).await.map(|()| Outcome::Saved);
    };
    let wanted = as_read(&read.value, typed);
    match api::replace(&read, &wanted).await {
        Ok(()) => Ok(Outcome::Saved),
        Err(error) if error.code() == Some(Code::Stale) => {
            Ok(Outcome::Clashed(api::show(read.value.id).await?))
        }
        Err(error) => Err(error),
    }
}

#[component]
fn OwnFields(draft: OwnDraft, submission: Submission) -> impl IntoView {
    let first = NodeRef::new();
    let features = MyFeatures::get();
    view! {
        <ContactFields draft=draft.rest submission first no_number=of_no_number>
            <Field
                id="contact-first-name"
                label=t!(contacts.first_name)
                value=draft.first_name
                error=submission.error_in_words("firstName", of_no_name)
                autocomplete="off"
                node_ref=first
            />
            <Field
                id="contact-last-name"
                label=t!(contacts.last_name)
                value=draft.last_name
                error=submission.error_of("lastName")
                autocomplete="off"
            />
        </ContactFields>
        <Show when=move || features.shows(Feature::SpeedDial)>
            <DialFields draft submission />
        </Show>
    }
}

fn of_no_name(code: Code) -> &'static str {
    match code {
        Code::Required => text!(contacts.no_name),
        other => explain_code(other),
    }
}

fn of_no_number(code: Code) -> &'static str {
    match code {
        Code::Required => text!(contacts.no_number),
        other => explain_code(other),
    }
}

#[component]
fn DialFields(draft: OwnDraft, submission: Submission) -> impl IntoView {
    let codes = DialCodes::get();
    view! {
        <fieldset class="contact-dial">
            <legend class="visually-hidden">{t!(contacts.speed_dial)}</legend>
            <Tick id="contact-dial" label=t!(contacts.is_speed_dial) value=draft.is_dialled />
            <Show when=move || draft.is_dialled.get()>
                <p class="soft small">
                    {move || codes.explained()}
                </p>
                <div class="company-fields">
                    <Field
                        id="contact-code"
                        label=t!(contacts.dial_code)
                        value=draft.code
                        error=submission.error_in_words("speedDial.code", words::of_dial_code)
                        autocomplete="off"
                        keys="numeric"
                    />
                    <Field
                        id="contact-key-label"
                        label=t!(contacts.key_label)
                        value=draft.key_label
                        error=submission.error_of("speedDial.lineKeyLabel")
                        autocomplete="off"
                    />
                </div>
            </Show>
        </fieldset>
    }
}

/// Says who has the number already, and leads there where that can be changed. There from the
/// start, so that screen readers hear it change.
#[component]
fn KnownNote(
    known: RwSignal<Option<Known>>,
    on_add: Callback<belroute_shared::ids::EntryId>,
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
fn ToKnown(on_add: Callback<belroute_shared::ids::EntryId>) -> impl IntoView {
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
fn ClashNote(
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
