use belroute_shared::{
    contacts::{LabelledNumber, OwnContactSettings},
    ids::EntryId,
};
use leptos::prelude::*;

use super::{api, draft::joined, writing::Writing};
use crate::{awaited::Awaited, fetched::Fetched, http::Tagged, t, ui::Dialog};

/// What is being written down.
#[derive(Clone, PartialEq)]
pub(super) enum Edited {
    /// Somebody new, with what is there of him.
    New(OwnContactSettings),
    /// A contact, and what is to be added to it.
    Known(EntryId, OwnContactSettings),
}

impl Edited {
    /// Somebody new, perhaps with a number.
    pub(super) fn new(number: Option<String>) -> Self {
        Self::New(with_number(number))
    }

    /// A contact as it is.
    pub(super) fn known(id: EntryId) -> Self {
        Self::Known(id, OwnContactSettings::default())
    }
}

fn with_number(number: Option<String>) -> OwnContactSettings {
    let line = number.map(|number| LabelledNumber {
        number,
        ..LabelledNumber::default()
    });
    OwnContactSettings {
        numbers: line.into_iter().collect(),
        ..OwnContactSettings::default()
    }
}

/// A contact, new or known, over the list.
#[component]
pub(super) fn OwnContactDialog(
    /// Which; another one when what was typed belongs to that.
    edited: RwSignal<Option<Edited>>,
    /// Called when it should go.
    on_close: Callback<()>,
    /// Called when something was saved.
    on_changed: Callback<()>,
) -> impl IntoView {
    let is_new = move || edited.with(|it| !matches!(it, Some(Edited::Known(..))));
    let label = move || {
        if is_new() {
            t!(contacts.add)()
        } else {
            t!(contacts.edit)()
        }
    };
    let on_done = Callback::new(move |()| {
        on_changed.run(());
        on_close.run(());
    });
    let go_on = Callback::new(move |other: Edited| edited.set(Some(other)));
    let content = move || match edited.get()? {
        Edited::New(begun) => {
            Some(view! { <Writing begun read=None go_on on_done on_close /> }.into_any())
        }
        Edited::Known(id, added) => {
            // As it is now, not as it was when the list was fetched.
            let contact = Fetched::idle(move || api::show(id)).started();
            let content = move || {
                let added = added.clone();
                contact.get_untracked().map(|read: Tagged<_>| {
                    let begun = joined(read.value.settings.clone(), added);
                    view! { <Writing begun read=Some(read) go_on on_done on_close /> }
                })
            };
            Some(view! { <Awaited wait=contact rows=6>{content.clone()}</Awaited> }.into_any())
        }
    };
    view! {
        <Dialog label=Signal::derive(move || label().to_owned()) close_label=t!(action.close) on_close>
            {content}
        </Dialog>
    }
}
