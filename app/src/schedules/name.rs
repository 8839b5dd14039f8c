use belroute_shared::schedules::tidied_name;
use leptos::{html, prelude::*};

use super::{
    change::{Change, Clash},
    opened::{Form as OpenForm, Opened},
    saving::Saving,
    standing::StandingChip,
    words,
};
use crate::{
    form::Form,
    t, text,
    ui::{self, Field, Icon},
};

/// What the schedule is called, what it is for and how it stands now. The name is changed in place.
#[component]
pub(super) fn Heading(opened: Opened) -> impl IntoView {
    let name = move || opened.with(|it| it.name.clone()).unwrap_or_default();
    let kind = move || {
        opened
            .with(|it| words::of_kind(it.kind))
            .unwrap_or_default()
    };
    let events = Memo::new(move |_| opened.events());
    let is_open = Memo::new(move |_| opened.form.get() == Some(OpenForm::Name));
    let may_change = Memo::new(move |_| opened.may_change());
    let opener = NodeRef::<html::Button>::new();
    let on_close = Callback::new(move |()| {
        opened.close();
        if let Some(opener) = opener.get_untracked() {
            let _ = opener.focus();
        }
    });
    view! {
        <header class="schedule-head">
            <h2 id="schedule-heading">{name}</h2>
            <span class="chip">{kind}</span>
            <StandingChip events now=opened.now />
            <Show when=move || may_change.get()>
                <button
                    type="button"
                    class="button quiet"
                    node_ref=opener
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| {
                        if is_open.get_untracked() {
                            opened.close();
                        } else {
                            opened.open(OpenForm::Name);
                        }
                    }
                >
                    {t!(schedules.rename)}
                </button>
            </Show>
        </header>
        <Show when=move || is_open.get()>
            <NameForm opened on_close />
        </Show>
    }
}

#[component]
fn NameForm(opened: Opened, on_close: Callback<()>) -> impl IntoView {
    let was = StoredValue::new(opened.with(|it| it.name.clone()).unwrap_or_default());
    let name = RwSignal::new(was.get_value());
    let saving = Saving::new(opened, &["name"]);
    let input = NodeRef::new();
    ui::focus_when_there(input);
    let on_submit = move |()| {
        let change = Change::Name {
            was: was.get_value(),
            becomes: tidied_name(&name.get_untracked()),
        };
        saving.save(change, move || on_close.run(()));
    };
    let theirs = move || {
        let clash = saving.clash.get();
        clash.and_then(|(_, clash)| match clash {
            Clash::Renamed(now) => Some(now),
            Clash::Changed(_) | Clash::Gone => None,
        })
    };
    let keep_mine = move |_| {
        if let Some((change, clash)) = saving.clash.get_untracked() {
            saving.save(change.over(clash), move || on_close.run(()));
        }
    };
    view! {
        <div class="card schedule-card">
            <Form
                submission=saving.submission
                on_submit
                submit=t!(action.save)
                on_cancel=on_close
            >
                <Field
                    id="schedule-name"
                    label=t!(schedules.name)
                    value=name
                    error=saving.submission.error_of("name")
                    autocomplete="off"
                    node_ref=input
                />
            </Form>
            <div role="alert">
                {move || {
                    theirs()
                        .map(|theirs| {
                            view! {
                                <div class="clash">
                                    <p>
                                        <Icon name="alert" />
                                        {move || text!(schedules.renamed, name = theirs.clone())}
                                    </p>
                                    <div class="form-buttons">
                                        <button type="button" class="button" on:click=keep_mine>
                                            {t!(schedules.keep_mine)}
                                        </button>
                                        <button
                                            type="button"
                                            class="button"
                                            on:click=move |_| on_close.run(())
                                        >
                                            {t!(schedules.take_theirs)}
                                        </button>
                                    </div>
                                </div>
                            }
                        })
                }}
            </div>
        </div>
    }
}
