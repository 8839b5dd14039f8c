use belroute_shared::{
    contacts::{OwnContact, OwnContactSettings},
    error::Code,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    api,
    dialog::Edited,
    draft::{OwnDraft, as_read},
    known::{Known, who_has},
    notes::{ClashNote, KnownNote, ToKnown},
    own_fields::OwnFields,
    remove::RemoveContact,
};
use crate::{
    form::{Form, Submission},
    http::{HttpError, Request, Tagged},
    t,
};

/// The fields that can show an error.
const FIELDS: &[&str] = &[
    "firstName",
    "lastName",
    "company",
    "numbers*",
    "email",
    "note",
    "speedDial",
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
