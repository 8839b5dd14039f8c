use belroute_shared::{company::contacts::CompanyContact, ids::EntryId};
use leptos::{prelude::*, task::spawn_local};

use super::{
    api,
    form::{ContactFields, Draft, FIELDS},
};
use crate::{
    awaited::Awaited,
    explain::explain,
    fetched::Fetched,
    form::{Form, Submission},
    t,
    ui::{self, ConfirmedButton, Dialog, Note},
};

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
    let name = known.as_ref().map(|it| it.settings.name.clone());
    let draft = Draft::of(known.map(|contact| contact.settings));
    let submission = Submission::new(FIELDS);
    let on_submit = move |()| {
        let settings = draft.settings();
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
    let refusal = RwSignal::new(None::<String>);
    let remove = move |id: EntryId| {
        refusal.set(None);
        spawn_local(async move {
            match api::remove(id).await {
                Ok(()) => {
                    on_done.run(());
                    // What opened the window goes from the list.
                    request_animation_frame(|| ui::lead_focus("contacts-heading"));
                }
                Err(error) => {
                    let _ = refusal.try_set(Some(explain(&error)));
                }
            }
        });
    };
    view! {
        <Form submission on_submit submit=t!(action.save) on_cancel=on_close>
            <ContactFields draft submission />
        </Form>
        {id
            .zip(name)
            .map(|(id, name)| {
                let label = move || crate::text!(contacts.remove_name, name = name.clone());
                view! {
                    <div class="contact-remove">
                        <ConfirmedButton
                            text=t!(contacts.remove)
                            label=Signal::derive(label)
                            confirm=t!(contacts.remove_confirm)
                            cancel=t!(action.cancel)
                            on_confirm=move |()| remove(id)
                        />
                        <div role="alert">
                            {move || {
                                refusal
                                    .get()
                                    .map(|text| view! { <Note is_problem=true>{text}</Note> })
                            }}
                        </div>
                    </div>
                }
            })}
    }
}
