use belroute_shared::{people::Names, session::Me};
use leptos::prelude::*;

use super::api;
use crate::{
    form::{Form, Submission},
    session::{self, Session},
    t, text,
    ui::{Field, SaveNote},
};

/// The fields that can show an error.
const FIELDS: &[&str] = &["firstName", "lastName"];

/// What I am called: a form that saves on its own.
#[component]
pub(super) fn NamesForm() -> impl IntoView {
    let me = session::me();
    let session = Session::get();
    let saved = me.with_untracked(names_of);
    let first = RwSignal::new(saved.first_name.clone());
    let last = RwSignal::new(saved.last_name.clone());
    let typed = move || Names {
        first_name: first.get_untracked(),
        last_name: last.get_untracked(),
    };
    // What another window saves is shown, unless something was typed here.
    let known = StoredValue::new(saved);
    Effect::new(move || {
        let now = me.with(names_of);
        if known.get_value() == typed() {
            first.set(now.first_name.clone());
            last.set(now.last_name.clone());
        }
        known.set_value(now);
    });
    let submission = Submission::new(FIELDS);
    let is_saved = RwSignal::new(false);
    let on_submit = move |()| {
        is_saved.set(false);
        let names = typed().tidied();
        let checked = names.check().map(|()| names);
        submission.send_checked(
            checked,
            |names| async move { api::save_names(&names).await.map(|()| names) },
            move |names| {
                first.set(names.first_name);
                last.set(names.last_name);
                is_saved.set(true);
                session.load();
            },
        );
    };
    let outcome =
        Signal::derive(move || is_saved.get().then(|| Ok(text!(action.saved).to_owned())));
    let note = ViewFn::from(move || view! { <SaveNote outcome /> });
    view! {
        <Form submission on_submit submit=t!(personal.save_names) class="names" beside=note>
            <Field
                id="first-name"
                label=t!(account.first_name)
                value=first
                error=submission.error_of("firstName")
                autocomplete="given-name"
            />
            <Field
                id="last-name"
                label=t!(account.last_name)
                value=last
                error=submission.error_of("lastName")
                autocomplete="family-name"
            />
        </Form>
    }
}

fn names_of(me: &Me) -> Names {
    Names {
        first_name: me.first_name.clone(),
        last_name: me.last_name.clone(),
    }
}
