use belroute_shared::settings::{
    Setting as _,
    speed_dials::{ShownSpeedDial, ShownSpeedDials, SpeedDial},
};
use leptos::prelude::*;

use super::{
    api,
    change::{Change, in_form, list_of, refused_in_form},
};
use crate::{
    clock,
    contacts::{codes::DialCodes, remove::RemoveContact, words},
    form::{Form, Submission},
    http::{Request, Tagged},
    phonebook::find_colleagues,
    pick::{Pick, Picker},
    t,
    ui::{Dialog, Field},
};

const FIELDS: &[&str] = &["personId", "code", "lineKeyLabel"];

/// The entry that is open.
#[derive(Clone, PartialEq)]
pub(super) enum Edited {
    /// One to a colleague, who is chosen first.
    New,
    /// One to a colleague, or to a number that is no contact's.
    Known(Box<ShownSpeedDial>),
}

/// One entry over the list.
#[component]
pub(super) fn DialDialog(
    edited: Edited,
    /// The list as it was seen.
    seen: Tagged<ShownSpeedDials>,
    /// Called when it should go.
    on_close: Callback<()>,
    /// Called when something was saved.
    on_changed: Callback<()>,
) -> impl IntoView {
    let codes = DialCodes::get();
    let known = match edited {
        Edited::New => None,
        Edited::Known(shown) => Some(*shown),
    };
    let is_new = known.is_none();
    let name = known
        .as_ref()
        .map(|it| it.name.clone().unwrap_or_else(|| it.display.clone()));
    let dial = known.map(|it| it.dial).unwrap_or_default();
    let code = RwSignal::new(dial.code.clone().unwrap_or_default());
    let key_label = RwSignal::new(dial.line_key_label.clone().unwrap_or_default());
    let chosen = RwSignal::new(None::<Pick>);
    let submission = Submission::new(FIELDS);
    let on_done = Callback::new(move |()| {
        on_changed.run(());
        on_close.run(());
    });
    let seen = StoredValue::new(seen);
    let known = dial.clone();
    let on_submit = move |()| {
        let picked = chosen.with_untracked(|it| it.as_ref().and_then(|it| it.id.parse().ok()));
        let change = Change::Put(SpeedDial {
            person_id: known.person_id.or(picked),
            code: Some(code.get_untracked()),
            line_key_label: Some(key_label.get_untracked()),
            ..known.clone()
        });
        let wanted = change.made_to(list_of(&seen.get_value().value));
        let checked = wanted.check(clock::now()).map_err(in_form);
        submission.send_checked(
            checked,
            move |()| async move {
                let answer = api::make(seen.get_value(), change).await;
                answer.map_err(refused_in_form)
            },
            move |()| on_done.run(()),
        );
    };
    let title = name.clone();
    let label = move || {
        title
            .clone()
            .unwrap_or_else(|| t!(contacts.add_colleague)().to_owned())
    };
    view! {
        <Dialog label=Signal::derive(label) close_label=t!(action.close) on_close>
            <Form submission on_submit submit=t!(action.save) on_cancel=on_close>
                <Show when=move || is_new>
                    <Picker
                        id="dial-person"
                        label=t!(contacts.colleague)
                        find=find_colleagues
                        chosen=chosen.into()
                        on_pick=Callback::new(move |pick| chosen.set(pick))
                        error=submission.error_of("personId")
                    />
                </Show>
                <p class="soft small">{move || codes.explained()}</p>
                <div class="company-fields">
                    <Field
                        id="dial-code"
                        label=t!(contacts.dial_code)
                        value=code
                        error=submission.error_in_words("code", words::of_dial_code)
                        autocomplete="off"
                        keys="numeric"
                    />
                    <Field
                        id="dial-key-label"
                        label=t!(contacts.key_label)
                        value=key_label
                        error=submission.error_of("lineKeyLabel")
                        autocomplete="off"
                    />
                </div>
            </Form>
            {name
                .map(|name| {
                    let gone = dial.clone();
                    let remove = Callback::new(move |()| {
                        let change = Change::Remove(gone.clone());
                        Box::pin(api::make(seen.get_value(), change)) as Request<()>
                    });
                    view! {
                        <RemoveContact
                            name
                            confirm=t!(contacts.remove_dial)
                            heading="dials-heading"
                            remove
                            on_done
                        />
                    }
                })}
        </Dialog>
    }
}
