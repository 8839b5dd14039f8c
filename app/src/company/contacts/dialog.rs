use belroute_shared::{
    company::contacts::{CompanyContact, ContactSettings},
    ids::EntryId,
};
use leptos::prelude::*;

use super::api;
use crate::{
    awaited::Awaited,
    contacts::{ContactFields, Draft, RemoveContact, Written},
    fetched::Fetched,
    form::{Form, Submission},
    http::Request,
    t,
    ui::{Dialog, Field},
};

/// The fields that can show an error.
const FIELDS: &[&str] = &["name", "company", "numbers*", "email", "note"];

/// What is being written down.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Edited {
    New,
    Known(EntryId),
}

/// A contact, new or known, over the list.
#[component]
pub(super) fn ContactDialog(
    edited: Edited,
    /// Called when it should go.
    on_close: Callback<()>,
    /// Called when something was saved.
    #[prop(into)]
    on_changed: Callback<()>,
) -> impl IntoView {
    let label: fn() -> &'static str = match edited {
        Edited::New => t!(contacts.add),
        Edited::Known(_) => t!(contacts.edit),
    };
    let on_done = Callback::new(move |()| {
        on_changed.run(());
        on_close.run(());
    });
    let content = match edited {
        Edited::New => view! { <Writing known=None on_done on_close /> }.into_any(),
        Edited::Known(id) => {
            // As it is now, not as it was when the list was fetched.
            let contact = Fetched::idle(move || api::show(id)).started();
            view! {
                <Awaited wait=contact rows=6>
                    {move || {
                        let known = contact.get_untracked();
                        view! { <Writing known on_done on_close /> }
                    }}
                </Awaited>
            }
            .into_any()
        }
    };
    view! {
        <Dialog label close_label=t!(action.close) on_close>
            {content}
        </Dialog>
    }
}

#[component]
fn Writing(
    /// What is saved of it.
    known: Option<CompanyContact>,
    /// Called when it was saved or removed.
    on_done: Callback<()>,
    /// Called when it was given up.
    on_close: Callback<()>,
) -> impl IntoView {
    let id = known.as_ref().map(|contact| contact.id);
    let saved = known.map(|contact| contact.settings).unwrap_or_default();
    let known_name = saved.name.clone();
    let name = RwSignal::new(saved.name);
    let draft = Draft::of(Written {
        company: saved.company,
        numbers: saved.numbers,
        email: saved.email,
        note: saved.note,
    });
    let submission = Submission::new(FIELDS);
    let on_submit = move |()| {
        let written = draft.written();
        let settings = ContactSettings {
            name: name.get_untracked(),
            company: written.company,
            numbers: written.numbers,
            email: written.email,
            note: written.note,
        }
        .tidied();
        if !submission.passes(settings.check()) {
            return;
        }
        let request = async move {
            match id {
                Some(id) => api::replace(id, &settings).await,
                None => api::create(&settings).await.map(|_| ()),
            }
        };
        submission.send(request, move |()| on_done.run(()));
    };
    let first = NodeRef::new();
    view! {
        <Form submission on_submit submit=t!(action.save) on_cancel=on_close>
            <ContactFields draft submission first>
                <Field
                    id="contact-name"
                    label=t!(contacts.name)
                    value=name
                    error=submission.error_of("name")
                    autocomplete="off"
                    node_ref=first
                />
            </ContactFields>
        </Form>
        {id
            .map(|id| {
                let remove = Callback::new(move |()| Box::pin(api::remove(id)) as Request<()>);
                view! {
                    <RemoveContact
                        name=known_name
                        confirm=t!(contacts.remove_confirm)
                        remove
                        on_done
                    />
                }
            })}
    }
}
