use belroute_shared::{audit::Action, changes::ChangeLine, company::audit_log::AuditLine};
use leptos::prelude::*;

use super::{
    history::{Fate, History, undone_id},
    refused::{Refused, undo_id},
    words,
};
use crate::{
    audit::Details, intl, session, settings::Told, t, text, ui::Icon,
    written_numbers::WrittenNumbers,
};

/// One change: what is since then and what was before, when and by whom, and the way back.
#[component]
pub(super) fn Line(line: ChangeLine) -> impl IntoView {
    let (history, numbers, me) = (History::get(), WrittenNumbers::get(), session::me());
    let ChangeLine { line, can_undo } = line;
    let (id, at) = (line.id, line.at);
    let line = StoredValue::new(line);
    let fate = Memo::new(move |_| history.fate(id));
    let what = Memo::new(move |_| {
        let sentence = line.with_value(|line| words::sentence(line, numbers));
        text!(changes.at_by, when = sentence, who = intl::time(at))
    });
    let who = move || {
        let is_own_panel = me.with(|me| me.opened_panel.is_none());
        line.with_value(|line| words::who(line, is_own_panel))
    };
    let is_undone = Memo::new(move |_| matches!(fate.get(), Some(Fate::Undone(_))));
    let is_busy = Memo::new(move |_| fate.get() == Some(Fate::UnderWay));
    let tick = move || {
        view! {
            <input
                type="checkbox"
                aria-label=move || text!(changes.pick_this, what = what.get())
                prop:checked=move || history.picked.with(|it| it.contains(&id))
                on:change:target=move |event| history.pick(id, event.target().checked())
            />
        }
    };
    view! {
        <li class="change" data-state=move || is_undone.get().then_some("undone")>
            <span class="change-pick">
                {can_undo
                    .then(|| view! { <Show when=move || !is_undone.get()>{tick}</Show> })}
            </span>
            <div class="change-words">
                <Sentence line />
                <p class="soft small">
                    <time datetime=intl::for_programs(at) title=move || intl::exact(at)>
                        {move || intl::time(at)}
                    </time>
                    " · "
                    {who}
                </p>
            </div>
            {can_undo
                .then(|| {
                    view! {
                        <Show
                            when=move || !is_undone.get()
                            fallback=move || {
                                view! {
                                    <span class="chip good" id=undone_id(id) tabindex="-1">
                                        <Icon name="check" />
                                        {t!(changes.undone)}
                                    </span>
                                }
                            }
                        >
                            <button
                                type="button"
                                class="button"
                                id=undo_id(id)
                                aria-label=move || text!(changes.undo_this, what = what.get())
                                aria-busy=move || is_busy.get().to_string()
                                on:click=move |_| history.undo(id)
                            >
                                {t!(changes.undo)}
                            </button>
                        </Show>
                    }
                })}
            <Refused line fate />
        </li>
    }
}

/// What a line tells, in the words of the page of settings; in those of the log where these are not
/// enough.
#[component]
pub(super) fn Sentence(line: StoredValue<AuditLine>) -> impl IntoView {
    let numbers = WrittenNumbers::get();
    let told = Memo::new(move |_| line.with_value(|line| words::of_line(line, numbers)));
    let is_ended = line.with_value(|line| line.action == Action::SettingEnded);
    move || {
        let told = told.get();
        if told.is_empty() {
            return line.with_value(|line| view! { <Unsaid line=line.clone() /> }.into_any());
        }
        let one = |it: Told| view! { <One told=it is_ended /> };
        told.into_iter().map(one).collect_view().into_any()
    }
}

#[component]
fn One(told: Told, is_ended: bool) -> impl IntoView {
    let before = told.before.map(|words| {
        view! { <p class="change-before">{text!(changes.before, words)}</p> }
    });
    view! {
        <p>
            <b>{told.name}</b>
            {(!is_ended).then(|| format!(": {}", told.after))}
        </p>
        {before}
    }
}

/// What this program has no words for, field by field.
#[component]
fn Unsaid(line: AuditLine) -> impl IntoView {
    let (before, after) = (line.before.clone(), line.after.clone());
    view! {
        <p>
            <b>{words::unsaid(&line)}</b>
        </p>
        <Details before after />
    }
}
