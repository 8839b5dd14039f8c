use belroute_shared::{
    settings::executive::{Alert, ShownName, ShownNumber},
    typed_number::{Takes, TypedNumber},
};
use leptos::prelude::*;

use crate::{
    settings::{
        edit_choice::EditChoice,
        edit_line::EditLine,
        form::SettingForm,
        number_field::NumberField,
        opened::Opened,
        part::Part,
        state::{State, Words},
    },
    t, text,
};

/// What assistants see of a call: a part of the setting.
pub(super) static PART: Part<Alert> = Part {
    heading: Some(t!(features.executive.sees)),
    elsewhere: Some(super::ALERT_PATH),
    fields: &["customCLIDNameInUnicode", "customCLIDPhoneNumber"],
    is_same: |one, other| {
        one.clid_name_mode == other.clid_name_mode
            && one.custom_clid_name == other.custom_clid_name
            && one.clid_phone_number_mode == other.clid_phone_number_mode
            && one.custom_clid_phone_number == other.custom_clid_phone_number
    },
    copy: |from, into| {
        into.clid_name_mode = from.clid_name_mode;
        into.custom_clid_name.clone_from(&from.custom_clid_name);
        into.clid_phone_number_mode = from.clid_phone_number_mode;
        into.custom_clid_phone_number
            .clone_from(&from.custom_clid_phone_number);
    },
    ..Part::new(words)
};

fn of_name(mode: ShownName) -> &'static str {
    match mode {
        ShownName::ExecutiveOriginator => text!(features.executive.name_both),
        ShownName::OriginatorExecutive => text!(features.executive.name_both_turned),
        ShownName::Executive => text!(features.executive.name_me),
        ShownName::Originator => text!(features.executive.name_caller),
        ShownName::Custom => text!(features.executive.name_custom),
    }
}

fn of_number(mode: ShownNumber) -> &'static str {
    match mode {
        ShownNumber::Executive => text!(features.executive.number_me),
        ShownNumber::Originator => text!(features.executive.number_caller),
        ShownNumber::Custom => text!(features.executive.number_custom),
    }
}

fn words(setting: &Alert, words: &Words<'_>) -> State {
    let name = match (&setting.custom_clid_name, setting.clid_name_mode) {
        (Some(name), ShownName::Custom) => name.clone(),
        (_, mode) => of_name(mode).to_owned(),
    };
    let number = match (
        &setting.custom_clid_phone_number,
        setting.clid_phone_number_mode,
    ) {
        (Some(number), ShownNumber::Custom) => words.who(number),
        (_, mode) => of_number(mode).to_owned(),
    };
    State::plain(format!("{name} · {number}"))
}

pub(super) fn form(opened: Opened<Alert>) -> AnyView {
    let has_text = Memo::new(move |_| opened.with(|it| it.clid_name_mode) == ShownName::Custom);
    let has_number =
        Memo::new(move |_| opened.with(|it| it.clid_phone_number_mode) == ShownNumber::Custom);
    view! {
        <SettingForm opened>
            <EditChoice
                opened
                id="assistants-name"
                label=t!(features.executive.sees_name)
                options=vec![
                    (ShownName::ExecutiveOriginator, t!(features.executive.name_both)),
                    (ShownName::OriginatorExecutive, t!(features.executive.name_both_turned)),
                    (ShownName::Executive, t!(features.executive.name_me)),
                    (ShownName::Originator, t!(features.executive.name_caller)),
                    (ShownName::Custom, t!(features.executive.name_custom)),
                ]
                read=|it: &Alert| it.clid_name_mode
                write=|it: &mut Alert, mode| it.clid_name_mode = mode
            />
            <Show when=move || has_text.get()>
                <EditLine
                    opened
                    id="assistants-text"
                    label=t!(features.executive.custom_name)
                    read=|it: &Alert| it.custom_clid_name.clone().unwrap_or_default()
                    write=|it: &mut Alert, text| {
                        it.custom_clid_name = Some(text.to_owned()).filter(|it| !it.is_empty());
                    }
                    error=opened.error_of("customCLIDNameInUnicode")
                />
            </Show>
            <EditChoice
                opened
                id="assistants-sees-number"
                label=t!(features.executive.sees_number)
                options=vec![
                    (ShownNumber::Executive, t!(features.executive.number_me)),
                    (ShownNumber::Originator, t!(features.executive.number_caller)),
                    (ShownNumber::Custom, t!(features.executive.number_custom)),
                ]
                read=|it: &Alert| it.clid_phone_number_mode
                write=|it: &mut Alert, mode| it.clid_phone_number_mode = mode
            />
            <Show when=move || has_number.get()>
                <CustomNumber opened />
            </Show>
        </SettingForm>
    }
    .into_any()
}

#[component]
fn CustomNumber(opened: Opened<Alert>) -> impl IntoView {
    let value = Memo::new(move |_| {
        let number = opened.with(|it| it.custom_clid_phone_number.clone());
        number.map(|it| it.to_string()).unwrap_or_default()
    });
    let on_type = move |text: String| {
        opened.edit(|it| {
            let number = TypedNumber::new(text);
            it.custom_clid_phone_number = Some(number).filter(|it| !it.is_empty());
        });
    };
    view! {
        <NumberField
            id="assistants-custom-number"
            label=t!(features.executive.custom_number)
            takes=Takes::ShownNumber
            value
            on_type
            error=opened.error_of("customCLIDPhoneNumber")
        />
    }
}
