use belroute_shared::{
    contacts::{FileFormat, OwnContact, OwnContacts},
    features::Feature,
    ids::EntryId,
    live::LiveEvent,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{
    codes::DialCodes,
    dialog::{Edited, OwnContactDialog},
    files::{Whose, export},
    import::ImportDialog,
    row::ContactRow,
    speed_dials::SpeedDials,
};
use crate::{
    features::MyFeatures,
    listing::{ListCard, Listing, Page},
    paths, session, t,
    ui::{self, Icon},
};

impl Page for OwnContacts {
    type Row = OwnContact;

    fn rows(self) -> Vec<OwnContact> {
        self.contacts
    }
}

/// Opens a contact of the page.
#[derive(Clone, Copy)]
pub(super) struct Open(RwSignal<Option<Edited>>);

impl Open {
    pub(super) fn get() -> Self {
        expect_context()
    }

    pub(super) fn callback(self) -> Callback<EntryId> {
        Callback::new(move |id| self.0.set(Some(Edited::known(id))))
    }
}

/// `/calling/contacts`: the user's own contacts, and his speed dials.
#[component]
pub(super) fn MyContactsPage() -> impl IntoView {
    let listing = Listing::of::<OwnContacts>(Whose::Mine.path()).following(is_about_contacts);
    let edited = RwSignal::new(None::<Edited>);
    let is_importing = RwSignal::new(false);
    provide_context(Open(edited));
    DialCodes::provide();
    let features = MyFeatures::get();
    let on_close = closing(edited);
    let on_changed = Callback::new(move |()| listing.refetch());
    view! {
        <div class="contacts">
            <ListCard
                listing
                id="contacts-heading"
                title=t!(phonebook.contacts)
                find=t!(contacts.find)
                row
                icon="book"
                empty=t!(contacts.none)
                empty_text=t!(contacts.none_of_mine)
            >
                <Acts edited is_importing />
            </ListCard>
            <Show when=move || features.shows(Feature::SpeedDial)>
                <SpeedDials />
            </Show>
        </div>
        <Show when=move || edited.with(Option::is_some)>
            <OwnContactDialog edited on_close on_changed />
        </Show>
        <Show when=move || is_importing.get()>
            <ImportDialog
                whose=Whose::Mine
                on_close=move |()| is_importing.set(false)
                on_imported=on_changed
            />
        </Show>
    }
}

/// Opens the form for a number in the address; what closes the form takes that out of the address.
fn closing(edited: RwSignal<Option<Edited>>) -> Callback<()> {
    let query = use_query_map();
    let number = Memo::new(move |_| query.with(|query| query.get("add")));
    Effect::new(move || {
        if let Some(number) = number.get() {
            edited.set(Some(Edited::new(Some(number))));
        }
    });
    let navigate = use_navigate();
    Callback::new(move |()| {
        let _ = edited.try_set(None);
        if number.try_get_untracked().flatten().is_some() {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(paths::CONTACTS, options);
        }
        // What opened it may be on another page.
        request_animation_frame(|| ui::catch_focus("contacts-heading"));
    })
}

fn is_about_contacts(event: &LiveEvent) -> bool {
    matches!(event, LiveEvent::Setting { setting } if setting == "contacts" || setting == "speedDials")
}

#[component]
fn Acts(edited: RwSignal<Option<Edited>>, is_importing: RwSignal<bool>) -> impl IntoView {
    let me = session::me();
    // A link takes nothing of an opened panel with it: it would lead to one's own contacts.
    let is_own = Memo::new(move |_| me.with(|me| me.opened_panel.is_none()));
    view! {
        <div class="company-acts">
            <Show when=move || is_own.get()>
                <a class="button" href=export(FileFormat::Csv) download="contacts.csv">
                    {t!(contacts.export_csv)}
                </a>
                <a class="button" href=export(FileFormat::Vcard) download="contacts.vcf">
                    {t!(contacts.export_vcard)}
                </a>
            </Show>
            <button type="button" class="button" on:click=move |_| is_importing.set(true)>
                {t!(contacts.import)}
            </button>
            <button
                type="button"
                class="button main"
                on:click=move |_| edited.set(Some(Edited::new(None)))
            >
                <Icon name="plus" />
                {t!(contacts.add)}
            </button>
        </div>
    }
}

fn row(contact: OwnContact) -> AnyView {
    let codes = DialCodes::get();
    let settings = contact.settings;
    let name = settings.name();
    let company = settings.company.filter(|company| *company != name);
    let code = settings.speed_dial.and_then(|dial| dial.code);
    let mark = code.map(|code| {
        view! {
            <span class="chip" title=t!(contacts.speed_dial)>
                {move || codes.dialled(&code)}
            </span>
        }
        .into_any()
    });
    view! {
        <ContactRow
            id=contact.id
            name
            detail=company.or(settings.email)
            numbers=settings.numbers
            mark
            on_open=Open::get().callback()
        />
    }
    .into_any()
}
