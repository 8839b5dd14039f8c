use belroute_shared::{
    company::contacts::{CompanyContact, CompanyContacts},
    live::LiveEvent,
};
use leptos::prelude::*;

use super::{
    api,
    dialog::{ContactDialog, Edited},
};
use crate::{
    contacts::{ContactRow, ImportDialog, Whose},
    listing::{ListCard, Listing, Page},
    t,
    ui::Icon,
};

impl Page for CompanyContacts {
    type Row = CompanyContact;

    fn rows(self) -> Vec<CompanyContact> {
        self.contacts
    }
}

/// Opens a contact of the list.
#[derive(Clone, Copy)]
struct Open(RwSignal<Option<Edited>>);

/// `/company/phonebook`.
#[component]
pub(crate) fn ContactsPage() -> impl IntoView {
    let listing = Listing::of::<CompanyContacts>(api::CONTACTS)
        .following(|event| matches!(event, LiveEvent::Phonebook));
    let edited = RwSignal::new(None::<Edited>);
    let is_importing = RwSignal::new(false);
    provide_context(Open(edited));
    let on_close = Callback::new(move |()| {
        let _ = edited.try_set(None);
    });
    view! {
        <ListCard
            listing
            id="contacts-heading"
            title=t!(contacts.title)
            find=t!(contacts.find)
            row
            icon="book"
            empty=t!(contacts.none)
            empty_text=t!(contacts.none_text)
        >
            <div class="company-acts">
                <a class="button" href=api::EXPORT download="phonebook.csv">
                    {t!(contacts.export)}
                </a>
                <button type="button" class="button" on:click=move |_| is_importing.set(true)>
                    {t!(contacts.import)}
                </button>
                <button
                    type="button"
                    class="button main"
                    on:click=move |_| edited.set(Some(Edited::New))
                >
                    <Icon name="plus" />
                    {t!(contacts.add)}
                </button>
            </div>
        </ListCard>
        {move || {
            edited
                .get()
                .map(|edited| {
                    view! {
                        <ContactDialog edited on_close on_changed=move |()| listing.refetch() />
                    }
                })
        }}
        <Show when=move || is_importing.get()>
            <ImportDialog
                whose=Whose::Company
                on_close=move |()| is_importing.set(false)
                on_imported=move |()| listing.refetch()
            />
        </Show>
    }
}

fn row(contact: CompanyContact) -> AnyView {
    let Open(edited) = expect_context();
    let settings = contact.settings;
    view! {
        <ContactRow
            id=contact.id
            name=settings.name
            detail=settings.company.or(settings.email)
            numbers=settings.numbers
            mark=None
            on_open=Callback::new(move |id| edited.set(Some(Edited::Known(id))))
        />
    }
    .into_any()
}
