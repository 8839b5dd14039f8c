//! Why a change was not undone: what is there now, what would be, and what was changed since.

use belroute_shared::{
    changes::{Undo, UndoField},
    company::audit_log::AuditLine,
    ids::AuditLineId,
};
use leptos::prelude::*;
use serde_json::Value;

use super::{
    history::{Fate, History},
    line::Sentence,
    words,
};
use crate::{
    clock::Minute,
    intl, session,
    settings::Told,
    t, text,
    ui::{self, Note},
    written_numbers::WrittenNumbers,
};

/// Below a line that was not undone; heard as soon as it is there.
#[component]
pub(super) fn Refused(line: StoredValue<AuditLine>, fate: Memo<Option<Fate>>) -> impl IntoView {
    let why = move || match fate.get() {
        Some(Fate::Newer(undo)) => Some(view! { <Newer line undo /> }.into_any()),
        Some(Fate::Refused(why)) => Some(view! { <Note is_problem=true>{why}</Note> }.into_any()),
        _ => None,
    };
    view! {
        <div class="change-why" role="alert">
            {why}
        </div>
    }
}

#[component]
fn Newer(line: StoredValue<AuditLine>, undo: Undo) -> impl IntoView {
    let (history, numbers) = (History::get(), WrittenNumbers::get());
    let id = line.with_value(|line| line.id);
    let fields = StoredValue::new(undo.fields);
    let told = move || {
        line.with_value(|line| {
            let [now, then] = fields.with_value(|fields| sides(line, fields));
            words::of_sides(line, &now, &then, numbers, line.at)
        })
    };
    let newer = undo
        .newer
        .into_iter()
        .map(|it| view! { <NewerLine line=it.line /> });
    let has_newer = newer.len() > 0;
    let close = move |_| {
        history.close(id);
        let button = undo_id(id);
        request_animation_frame(move || ui::catch_focus(&button));
    };
    view! {
        <Note is_problem=true>
            <p>
                <b>{t!(changes.nothing_changed)}</b>
            </p>
            {move || told().into_iter().map(pair).collect_view()}
            {has_newer
                .then(|| {
                    view! {
                        <p>{t!(changes.newer)}</p>
                        <ul class="change-newer">{newer.collect_view()}</ul>
                        <p class="soft">{t!(changes.undo_newer)}</p>
                    }
                })}
            <button type="button" class="button" on:click=close>
                {t!(action.close)}
            </button>
        </Note>
    }
}

/// What is and what would be.
fn pair(told: Told) -> impl IntoView {
    view! {
        <p class="change-what">{told.name}</p>
        <dl class="change-sides">
            <dt>{t!(changes.now)}</dt>
            <dd>{told.before}</dd>
            <dt>{t!(changes.then)}</dt>
            <dd>{told.after}</dd>
        </dl>
    }
}

#[component]
fn NewerLine(line: AuditLine) -> impl IntoView {
    let (now, me) = (Minute::signal(), session::me());
    let line = StoredValue::new(line);
    let when_and_who = move || {
        let is_own_panel = me.with(|me| me.opened_panel.is_none());
        line.with_value(|line| {
            let when = intl::moment(line.at, now.get());
            text!(changes.at_by, when, who = words::who(line, is_own_panel))
        })
    };
    view! {
        <li>
            <Sentence line />
            <p class="soft small">{when_and_who}</p>
        </li>
    }
}

/// The id of the button that undoes a line.
pub(super) fn undo_id(id: AuditLineId) -> String {
    format!("undo-{id}")
}

/// What is now and what would be, in the form in which the line was written down. What the change has
/// not touched is the same on both sides.
fn sides(line: &AuditLine, fields: &[UndoField]) -> [Value; 2] {
    let after = words::json(line.after.as_deref());
    let before = words::json(line.before.as_deref());
    let start = if after.is_null() { before } else { after };
    let is_one = fields.iter().any(|it| inside(line, &it.field).is_some());
    let side = |of: fn(&UndoField) -> Option<&String>| {
        let mut side = start.clone();
        for field in fields {
            let value = words::json(of(field).map(String::as_str));
            let place = inside(line, &field.field).unwrap_or(&field.field);
            let levels: Vec<&str> = place.split('.').filter(|it| !it.is_empty()).collect();
            put(&mut side, &levels, value);
        }
        side
    };
    let sides = [side(|it| it.now.as_ref()), side(|it| it.then.as_ref())];
    // Fields of something that is gone have no value, and neither has it.
    let is_gone = |of: fn(&UndoField) -> Option<&String>| fields.iter().all(|it| of(it).is_none());
    match sides {
        [_, then] if is_one && is_gone(|it| it.now.as_ref()) => [Value::Null, then],
        sides => sides,
    }
}

/// The place inside one of several, for a line that is about one: empty for the whole of it.
fn inside<'a>(line: &AuditLine, field: &'a str) -> Option<&'a str> {
    let rest = ["criteria.", "numbers.", "schedules."]
        .iter()
        .find_map(|list| field.strip_prefix(list))?;
    let sides = [&line.before, &line.after];
    let is_about_one = sides.iter().any(|side| {
        let json = words::json(side.as_deref());
        // The whole setting has a list of that name.
        json.is_object()
            && ["criteria", "numbers"]
                .iter()
                .all(|it| json.get(it).is_none())
    });
    is_about_one.then(|| rest.split_once('.').map_or("", |(_, place)| place))
}

/// Puts a value to a place, where what it stands in is there.
fn put(json: &mut Value, levels: &[&str], value: Value) {
    let Some((first, rest)) = levels.split_first() else {
        *json = value;
        return;
    };
    match json {
        Value::Object(fields) if rest.is_empty() => {
            if value.is_null() {
                fields.remove(*first);
            } else {
                fields.insert((*first).to_owned(), value);
            }
        }
        Value::Object(fields) => {
            let inner = fields
                .entry(*first)
                .or_insert_with(|| Value::Object(serde_json::Map::new()));
            put(inner, rest, value);
        }
        // In a list, things go by their ids.
        Value::Array(items) => {
            let is_it = |item: &&mut Value| item.get("id").and_then(Value::as_str) == Some(*first);
            if let Some(item) = items.iter_mut().find(is_it) {
                put(item, rest, value);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use belroute_shared::audit::Action;
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;

    fn line(before: &Value, after: &Value) -> AuditLine {
        AuditLine {
            id: AuditLineId(Default::default()),
            at: Timestamp::UNIX_EPOCH,
            actor_name: String::new(),
            actor_id: None,
            about: None,
            action: Action::SettingChanged,
            object: String::new(),
            before: Some(before.to_string()),
            after: Some(after.to_string()),
            address: None,
        }
    }

    fn field(field: &str, now: Value, then: Value) -> UndoField {
        let text = |it: Value| (!it.is_null()).then(|| it.to_string());
        UndoField {
            field: field.to_owned(),
            now: text(now),
            then: text(then),
            is_newer: true,
        }
    }

    #[test]
    fn what_is_and_what_would_be_differ_in_the_fields_of_the_change_alone() {
        let before = json!({"always": {"enabled": false}, "rings": 3});
        let after = json!({"always": {"enabled": true, "to": "1"}, "rings": 3});
        let fields = [
            field("always.enabled", json!(true), json!(false)),
            field("always.to", json!("2"), Value::Null),
        ];
        let [now, then] = sides(&line(&before, &after), &fields);
        assert_eq!(
            now,
            json!({"always": {"enabled": true, "to": "2"}, "rings": 3})
        );
        assert_eq!(then, before);
    }

    #[test]
    fn a_rule_is_told_by_itself_whole_in_part_or_gone() {
        let rule = json!({"id": "1", "callsFrom": "ANY"});
        let other = json!({"callsFrom": "INTERNAL"});
        let made = line(&Value::Null, &rule);
        let [now, then] = sides(&made, &[field("criteria.1", other.clone(), Value::Null)]);
        assert_eq!((now, then), (other, Value::Null));

        let named = json!({"id": "1", "callsFrom": "ANY", "name": "x"});
        let changed = line(&rule, &named);
        let [now, then] = sides(
            &changed,
            &[field("criteria.1.name", json!("y"), Value::Null)],
        );
        assert_eq!(now["name"], "y");
        assert_eq!(then, rule);
        let gone = [field("criteria.1.name", Value::Null, json!("z"))];
        assert_eq!(sides(&changed, &gone)[0], Value::Null);
    }

    #[test]
    fn what_stands_in_a_list_of_a_setting_goes_by_its_id() {
        let side = |is_on: bool| json!({"executives": [{"id": "7", "optInEnabled": is_on}]});
        let changed = line(&side(false), &side(true));
        let fields = [field(
            "executives.7.optInEnabled",
            json!(true),
            json!(false),
        )];
        assert_eq!(sides(&changed, &fields), [side(true), side(false)]);
    }
}
