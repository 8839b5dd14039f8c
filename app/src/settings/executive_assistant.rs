//! Executive assistant: whose calls the user takes, and where they go instead of to his phones.

use belroute_shared::{
    settings::{
        Setting as _,
        executive_assistant::{AssistedExecutive, Divert, ExecutiveAssistant},
    },
    typed_number::{Takes, TypedNumber},
};
use leptos::prelude::*;

use super::{
    form::{EditTick, SettingForm},
    headings,
    named::full_name,
    number_field::NumberField,
    open::Open,
    opened::Opened,
    part::Part,
    row::Row,
    state::{State, Words, of_setting},
};
use crate::{explain::explain_code, intl, t, text, ui::Toggle};

static PART: Part<ExecutiveAssistant> = Part {
    elsewhere: Some("/v1/telephony/config/people/me/settings/executive/assistant"),
    fields: &["forwardToPhoneNumber", "executives*"],
    check: |it, now| it.divert.check(now),
    numbers: |it, visit| it.divert.numbers(visit),
    ..Part::plain(Divert::NAME, words)
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::I_WORK_FOR,
    state: || of_setting(&PART),
    told: &[&PART],
    acting: None,
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn name_of(executive: &AssistedExecutive) -> String {
    full_name(&executive.first_name, &executive.last_name)
}

fn words(setting: &ExecutiveAssistant, words: &Words<'_>) -> State {
    if setting.executives.is_empty() {
        return State::plain(text!(features.assistant.nobody));
    }
    let taken = setting.executives.iter().filter(|it| it.opt_in_enabled);
    let names: Vec<String> = taken.map(name_of).collect();
    if names.is_empty() {
        return State::plain(text!(features.assistant.takes_none));
    }
    let names = intl::list(&names);
    let divert = &setting.divert;
    let to = divert.forward_to_phone_number.as_ref();
    let to = to.filter(|_| divert.forward_filtered_calls_enabled);
    State::plain(if let Some(to) = to {
        text!(features.assistant.diverted, names, who = words.who(to))
    } else {
        text!(features.assistant.takes, names)
    })
}

fn form(opened: Opened<ExecutiveAssistant>) -> AnyView {
    let is_diverted =
        Memo::new(move |_| opened.with(|it| it.divert.forward_filtered_calls_enabled));
    let has_any = Memo::new(move |_| opened.with(|it| !it.executives.is_empty()));
    view! {
        <SettingForm opened>
            <section class="number-list" role="group" aria-labelledby="i-work-for-heading">
                <h4 class="list-heading" id="i-work-for-heading">
                    {t!(features.assistant.executives)}
                </h4>
                <Show
                    when=move || has_any.get()
                    fallback=|| view! { <p class="soft">{t!(features.assistant.none)}</p> }
                >
                    <For
                        each=move || opened.with(|it| it.executives.clone())
                        key=|it| it.id
                        let:executive
                    >
                        <Line opened executive />
                    </For>
                </Show>
            </section>
            <EditTick
                opened
                id="i-work-for-divert"
                label=t!(features.assistant.divert)
                is_on=|it: &ExecutiveAssistant| it.divert.forward_filtered_calls_enabled
                set=|it: &mut ExecutiveAssistant, is_on| {
                    it.divert.forward_filtered_calls_enabled = is_on;
                }
            />
            <Show when=move || is_diverted.get()>
                <p class="soft small">{t!(features.assistant.divert_text)}</p>
                <DivertTo opened />
            </Show>
        </SettingForm>
    }
    .into_any()
}

/// Whether the calls of one executive are taken.
#[component]
fn Line(opened: Opened<ExecutiveAssistant>, executive: AssistedExecutive) -> impl IntoView {
    let id = executive.id;
    let name = StoredValue::new(name_of(&executive));
    let extension = StoredValue::new(executive.extension.map(|it| it.to_string()));
    let checked = Signal::derive(move || {
        opened.with(|it| {
            let found = it.executives.iter().find(|it| it.id == id);
            found.is_some_and(|it| it.opt_in_enabled)
        })
    });
    let on_change = move |takes: bool| {
        opened.edit(|it| {
            if let Some(found) = it.executives.iter_mut().find(|it| it.id == id) {
                found.opt_in_enabled = takes;
            }
        });
    };
    let error = move || {
        let at = opened.with(|it| it.executives.iter().position(|it| it.id == id))?;
        let field = format!("executives.{at}.optInEnabled");
        opened.submission().error_at(&field, explain_code)
    };
    view! {
        <Toggle
            id=format!("i-work-for-{id}")
            label=Signal::derive(move || name.get_value())
            detail=Signal::derive(move || extension.get_value().unwrap_or_default())
            checked
            on_change
        />
        {move || error().map(|error| view! { <p class="field-error">{error}</p> })}
    }
}

#[component]
fn DivertTo(opened: Opened<ExecutiveAssistant>) -> impl IntoView {
    let value = Memo::new(move |_| {
        let number = opened.with(|it| it.divert.forward_to_phone_number.clone());
        number.map(|it| it.to_string()).unwrap_or_default()
    });
    let on_type = move |text: String| {
        opened.edit(|it| {
            let number = TypedNumber::new(text);
            it.divert.forward_to_phone_number = Some(number).filter(|it| !it.is_empty());
        });
    };
    view! {
        <NumberField
            id="i-work-for-number"
            label=t!(features.assistant.to)
            takes=Takes::Destination
            value
            on_type
            error=opened.error_of("forwardToPhoneNumber")
        />
    }
}
