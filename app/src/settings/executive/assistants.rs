use belroute_shared::{
    error::{Code, FieldError},
    settings::{
        Setting as _,
        executive::{
            AssignedAssistants, Assistant, AvailableAssistants, MOST_ASSISTANTS, OptInOut,
        },
    },
};
use leptos::{html, prelude::*};

use crate::{
    explain::{explain, explain_code},
    fetched::Fetched,
    http, intl,
    settings::{
        form::{EditTick, SettingForm},
        moves::Moves,
        named::full_name,
        number_list::ListHeading,
        opened::Opened,
        part::Part,
        state::{State, Words},
        told::Logged,
    },
    t, text,
    ui::{Icon, KeptFocus},
};

const AVAILABLE: &str = "/v1/telephony/config/people/me/settings/executive/availableAssistants";

pub(super) static PART: Part<AssignedAssistants> = Part {
    elsewhere: Some("/v1/telephony/config/people/me/settings/executive/assignedAssistants"),
    fields: &["assistantIds*"],
    check: |it, _| {
        if it.assistants.len() > MOST_ASSISTANTS {
            return Err(vec![FieldError::new("assistantIds", Code::TooMany)]);
        }
        Ok(())
    },
    // Who takes calls now is said by the assistants.
    is_same: |one, other| {
        let ids =
            |it: &AssignedAssistants| it.assistants.iter().map(|it| it.id).collect::<Vec<_>>();
        one.allow_opt_in_out_enabled == other.allow_opt_in_out_enabled && ids(one) == ids(other)
    },
    details: |it, _| {
        let opt_out = it.allow_opt_in_out_enabled;
        let words = opt_out.then(|| text!(features.executive.opt_out).to_owned());
        words.into_iter().collect()
    },
    ..Part::plain(OptInOut::NAME, words)
};

/// As they are written down: by ids, which tell how many there were.
pub(super) static LOGGED: Logged = Logged {
    setting: OptInOut::NAME,
    heading: Some(t!(features.executive.assistants)),
    words: |json, _| {
        let count = json.get("assistantIds")?.as_array()?.len();
        let opt_out = json.get("allowOptInOutEnabled")?.as_bool()?;
        let said = match count {
            0 => text!(features.executive.none).to_owned(),
            1 => text!(changes.assistants_one).to_owned(),
            many => {
                let count = intl::count(u32::try_from(many).unwrap_or(u32::MAX));
                text!(changes.assistants_many, count)
            }
        };
        let opt_out = opt_out.then(|| text!(features.executive.opt_out).to_owned());
        Some(
            [Some(said), opt_out]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
        )
    },
};

fn words(setting: &AssignedAssistants, _words: &Words<'_>) -> State {
    let names: Vec<String> = setting.assistants.iter().map(name_of).collect();
    State::plain(if names.is_empty() {
        text!(features.executive.none).to_owned()
    } else {
        intl::list(&names)
    })
}

fn name_of(assistant: &Assistant) -> String {
    full_name(&assistant.first_name, &assistant.last_name)
}

pub(super) fn form(opened: Opened<AssignedAssistants>) -> AnyView {
    let count = opened.signal(|it| it.assistants.len());
    let error = opened.error_of("assistantIds");
    view! {
        <SettingForm opened>
            <section class="number-list" role="group" aria-labelledby="assistants-heading">
                <ListHeading
                    id="assistants-heading"
                    text=t!(features.executive.assistants)
                    count
                    most=MOST_ASSISTANTS
                />
                <Show
                    when=move || { count.get() > 0 }
                    fallback=|| view! { <p class="soft">{t!(features.executive.none)}</p> }
                >
                    <p class="soft small">{t!(features.executive.order)}</p>
                    <ol>
                        <For
                            each=move || opened.with(|it| it.assistants.clone())
                            key=|it| it.id
                            let:assistant
                        >
                            <Line opened assistant />
                        </For>
                    </ol>
                </Show>
                {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
            </section>
            <Add opened />
            <EditTick
                opened
                id="assistants-opt-out"
                label=t!(features.executive.opt_out)
                is_on=|it: &AssignedAssistants| it.allow_opt_in_out_enabled
                set=|it: &mut AssignedAssistants, is_on| it.allow_opt_in_out_enabled = is_on
            />
        </SettingForm>
    }
    .into_any()
}

/// One assistant: whether he takes calls now, his place, and a button that takes him off the list.
#[component]
fn Line(opened: Opened<AssignedAssistants>, assistant: Assistant) -> impl IntoView {
    let focus = KeptFocus::new();
    let id = assistant.id;
    let name = StoredValue::new(name_of(&assistant));
    let extension = assistant.extension.map(|it| it.to_string());
    let takes = assistant.opt_in_enabled;
    let detail = move || {
        let takes = takes.map(|takes| {
            if takes {
                text!(features.executive.takes)
            } else {
                text!(features.executive.does_not_take)
            }
        });
        let parts = extension.as_deref().into_iter().chain(takes);
        parts.collect::<Vec<_>>().join(" · ")
    };
    let at = Memo::new(move |_| opened.with(|it| it.assistants.iter().position(|it| it.id == id)));
    let error = move || {
        let field = format!("assistantIds.{}", at.get()?);
        opened.submission().error_at(&field, explain_code)
    };
    view! {
        <li class="number-line">
            <span class="number-words">
                <b>{name.get_value()}</b>
                <small>{detail}</small>
            </span>
            <Moves
                name=Signal::derive(move || name.get_value())
                place=at
                count=opened.signal(|it| it.assistants.len())
                on_swap=move |(at, to)| opened.edit_list(|it| it.assistants.swap(at, to))
            />
            <button
                type="button"
                class="icon-button"
                aria-label=move || text!(calling.remove, name = name.get_value())
                on:click=move |event| {
                    focus.press(&event);
                    opened.edit_list(|it| it.assistants.retain(|it| it.id != id));
                }
            >
                <Icon name="cross" />
            </button>
            {move || error().map(|error| view! { <p class="field-error">{error}</p> })}
        </li>
    }
}

/// Puts somebody on the list whom an administrator has made an assistant.
#[component]
fn Add(opened: Opened<AssignedAssistants>) -> impl IntoView {
    let available = Fetched::idle(|| http::get::<AvailableAssistants>(AVAILABLE)).started();
    let left = Memo::new(move |_| {
        let is_assigned = |id| opened.with(|it| it.assistants.iter().any(|it| it.id == id));
        let all = available.get().map(|it| it.assistants).unwrap_or_default();
        let left = all.into_iter().filter(|it| !is_assigned(it.id));
        left.collect::<Vec<_>>()
    });
    let has_come = Memo::new(move |_| available.with(|it| it.is_some()));
    let chosen = RwSignal::new(String::new());
    let select = NodeRef::<html::Select>::new();
    let add = move |_| {
        let word = chosen.get_untracked();
        let found = left.with_untracked(|left| {
            let found = left.iter().find(|it| it.id.to_string() == word);
            found.cloned()
        });
        if let Some(found) = found {
            chosen.set(String::new());
            opened.edit_list(|it| it.assistants.push(found));
        }
        if let Some(select) = select.get_untracked() {
            let _ = select.focus();
        }
    };
    let option = move |it: Assistant| {
        let word = it.id.to_string();
        let words = match &it.extension {
            Some(extension) => format!("{} · {extension}", name_of(&it)),
            None => name_of(&it),
        };
        let of = word.clone();
        view! {
            <option value=word prop:selected=move || chosen.with(|chosen| *chosen == of)>
                {words}
            </option>
        }
    };
    let is_empty = move || has_come.get() && left.with(Vec::is_empty);
    let problem = move || {
        let error = available.error()?;
        Some(view! { <p class="field-error">{explain(&error)}</p> })
    };
    view! {
        {problem}
        <Show
            when=move || !is_empty()
            fallback=|| view! { <p class="soft small">{t!(features.executive.nobody_left)}</p> }
        >
            <div class="add-number">
                <div class="field">
                    <label for="assistants-add">{t!(features.executive.add)}</label>
                    <select
                        id="assistants-add"
                        node_ref=select
                        on:focus=move |_| available.refetch()
                        on:change:target=move |event| chosen.set(event.target().value())
                    >
                        <option value="" prop:selected=move || chosen.with(String::is_empty)>
                            {t!(features.executive.choose)}
                        </option>
                        {move || left.get().into_iter().map(option).collect_view()}
                    </select>
                </div>
                <button type="button" class="button" on:click=add>
                    <Icon name="plus" />
                    {t!(calling.add)}
                </button>
            </div>
        </Show>
    }
}
