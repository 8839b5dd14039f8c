use belroute_shared::{
    command::{self, Circumstances, Missing, Understood},
    live::LiveEvent,
    route::WorkingDay,
    settings::until,
    zone::Zone,
};
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use web_sys::KeyboardEvent;

use super::{
    Palette,
    doing::{self, Changing, Doing},
    hits::{self, Hit, Target, is_ready, wanted},
    pages,
    preview::Preview,
};
use crate::{
    clock,
    explain::explain,
    features::MyFeatures,
    fetched::Fetched,
    http,
    live::Live,
    paths,
    phonebook::Search,
    route::MyRoute,
    session, t, text,
    ui::{self, Avatar, Icon},
};

/// Rows of each section of the phonebook.
const ROWS: u32 = 5;

/// What is typed, and what it may mean.
#[derive(Clone, Copy)]
struct Typing {
    typed: RwSignal<String>,
    chosen: RwSignal<usize>,
    error: RwSignal<Option<String>>,
    search: Search,
    zone: Memo<Zone>,
    understood: Memo<Vec<Understood>>,
    all: Memo<Vec<Hit>>,
}

impl Typing {
    fn begin() -> Self {
        let (route, features, me) = (MyRoute::get(), MyFeatures::get(), session::me());
        let day = Fetched::idle(|| http::get::<WorkingDay>("/v1/route/workingDay")).started();
        let (typed, search) = (RwSignal::new(String::new()), Search::new(ROWS));
        let zone = Memo::new(move |_| {
            let zone = route.profile().with(|it| it.map(|it| it.zone.clone()));
            zone.unwrap_or_else(Zone::utc)
        });
        let understood = Memo::new(move |_| {
            let end_of_working_day = day.with(|day| day.and_then(|it| it.ends_at));
            zone.with(|zone| {
                let circumstances = Circumstances {
                    now: clock::now(),
                    zone,
                    end_of_working_day,
                };
                typed.with(|typed| command::read(typed, &circumstances))
            })
        });
        let all = Memo::new(move |_| {
            let pages = features.fetched().with(|features| {
                me.with(|me| typed.with(|typed| pages::found(typed, me, features)))
            });
            let found = search.found();
            understood.with(|understood| hits::hits(understood, found.as_ref(), pages))
        });
        Self {
            typed,
            chosen: RwSignal::new(0),
            error: RwSignal::new(None),
            search,
            zone,
            understood,
            all,
        }
    }

    /// Something was typed.
    fn set(self, text: String) {
        self.chosen.set(0);
        self.error.set(None);
        self.typed.set(text.clone());
        let query = self
            .understood
            .with_untracked(|understood| wanted(&text, understood));
        self.search.set_query(query);
    }

    /// The action that is chosen, where one is.
    fn action(self) -> Option<(Understood, Option<Target>)> {
        self.all.with(|all| match all.get(self.chosen.get()) {
            Some(Hit::Action(understood, target)) => Some((understood.clone(), target.clone())),
            _ => None,
        })
    }

    /// What is to be done, where it can be; otherwise what is missing is typed in for him.
    fn doing(self, understood: &Understood, target: Option<&Target>) -> Option<Doing> {
        if is_ready(understood, target) {
            let zoned = |at| self.zone.with_untracked(|zone| until::write(at, zone));
            return doing::doing(&understood.command, target, &zoned);
        }
        if understood.missing != Some(Missing::Moment) {
            self.set(format!("{} ", doing::words(&understood.command)));
        }
        None
    }

    /// What the arrows and Enter do.
    fn on_key(self, event: &KeyboardEvent, press: Callback<Hit>) {
        let count = self.all.with_untracked(Vec::len);
        let chosen = self.chosen;
        match event.key().as_str() {
            "ArrowDown" if count > 0 => chosen.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => chosen.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                let hit = self
                    .all
                    .with_untracked(|all| all.get(chosen.get_untracked()).cloned());
                if let Some(hit) = hit {
                    press.run(hit);
                }
            }
            _ => return,
        }
        event.prevent_default();
    }
}

/// Carries out what is pressed, or goes there.
fn pressing(typing: Typing, is_busy: RwSignal<bool>) -> Callback<Hit> {
    let (palette, live) = (Palette::get(), Live::get());
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |address: String| {
        palette.close();
        if address.starts_with("tel:") {
            let _ = window().location().set_href(&address);
        } else {
            navigate.with_value(|navigate| navigate(&address, NavigateOptions::default()));
        }
    };
    let change = move |change: Changing, event: LiveEvent| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let answer = change.await;
            let _ = is_busy.try_set(false);
            match answer {
                Ok(()) => {
                    live.tell_here(&event);
                    palette.close();
                }
                Err(refused) => {
                    let _ = typing.error.try_set(Some(explain(&refused)));
                }
            }
        });
    };
    Callback::new(move |hit: Hit| match hit {
        Hit::Action(understood, target) => match typing.doing(&understood, target.as_ref()) {
            Some(Doing::Go(address)) => go(address),
            Some(Doing::Change(changing, event)) => change(changing, event),
            None => {}
        },
        Hit::Number(_, number) | Hit::Person(_, Some(number)) => go(paths::call_number(&number)),
        Hit::Person(entry, None) => go(paths::phonebook(&entry.name)),
        Hit::Page(page) => go(page.path),
        Hit::All(query) => go(paths::phonebook(&query)),
    })
}

/// A line to type in, what it may mean below it, and what the chosen line will do.
#[component]
pub(super) fn PaletteView() -> impl IntoView {
    let typing = Typing::begin();
    let is_busy = RwSignal::new(false);
    let press = pressing(typing, is_busy);
    let Typing {
        chosen,
        search,
        all,
        ..
    } = typing;
    let is_empty = move || all.with(Vec::is_empty) && search.found().is_some();
    let lines = move || all.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <div class="palette-view" aria-busy=move || is_busy.get().then_some("true")>
            <Field typing press />
            <ul id="palette-lines" role="listbox" aria-label=t!(palette.title)>
                <For each=lines key=|(at, hit)| (*at, hit.key()) let((at, hit))>
                    <Line hit at chosen press />
                </For>
            </ul>
            <Show when=is_empty>
                <p class="search-message" role="status">{t!(phonebook.nothing_found)}</p>
            </Show>
            <div role="alert">
                {move || {
                    let refused = typing.error.get();
                    let refused = refused.or_else(|| search.error().as_ref().map(explain));
                    refused.map(|text| view! { <p class="search-message refusal">{text}</p> })
                }}
            </div>
            <Preview action=Memo::new(move |_| typing.action()) />
        </div>
    }
}

#[component]
fn Field(typing: Typing, press: Callback<Hit>) -> impl IntoView {
    let all = typing.all;
    let input = NodeRef::<html::Input>::new();
    ui::focus_when_there(input);
    view! {
        <label class="find palette-field">
            <Icon name="search" />
            <span class="visually-hidden">{t!(shell.search)}</span>
            <input
                type="text"
                node_ref=input
                role="combobox"
                aria-expanded=move || (!all.with(Vec::is_empty)).to_string()
                aria-controls="palette-lines"
                aria-autocomplete="list"
                aria-activedescendant=move || {
                    (!all.with(Vec::is_empty)).then(|| line_id(typing.chosen.get()))
                }
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                placeholder=t!(palette.placeholder)
                prop:value=move || typing.typed.get()
                on:input:target=move |event| typing.set(event.target().value())
                on:keydown=move |event| typing.on_key(&event, press)
            />
        </label>
    }
}

#[component]
fn Line(hit: Hit, at: usize, chosen: RwSignal<usize>, press: Callback<Hit>) -> impl IntoView {
    let words = words_of(&hit);
    let hit = StoredValue::new(hit);
    view! {
        <li
            class="search-hit"
            id=line_id(at)
            role="option"
            aria-selected=move || (chosen.get() == at).to_string()
            // The line to type in keeps the focus.
            on:mousedown=|event| event.prevent_default()
            on:mousemove=move |_| chosen.set(at)
            on:click=move |_| press.run(hit.get_value())
        >
            {words}
        </li>
    }
}

fn words_of(hit: &Hit) -> AnyView {
    let plain = |icon: &'static str, name: String, detail: String| {
        view! {
            <span class="search-hit-icon">
                <Icon name=icon />
            </span>
            <b>{name}</b>
            <small>{detail}</small>
        }
        .into_any()
    };
    match hit {
        Hit::Action(understood, target) => {
            let name = doing::name(&understood.command, target.as_ref(), clock::now());
            let detail = match understood.missing {
                Some(Missing::Whom) => text!(palette.to_whom),
                Some(Missing::Moment) => text!(palette.until_when),
                _ => "",
            };
            plain("ring", name, detail.to_owned())
        }
        Hit::Person(entry, number) => {
            let public = entry.numbers.first().map(|number| number.display.clone());
            let detail = entry.extension.clone().or(public);
            let (name, seed) = (entry.name.clone(), entry.id.to_string());
            let picture = Signal::stored(entry.picture.clone());
            view! {
                <Avatar name=name.clone() seed picture small=true />
                <b>{name}</b>
                <small>{detail}</small>
                {number.is_some().then(|| view! { <Icon name="phone" /> })}
            }
            .into_any()
        }
        Hit::Number(display, _) => {
            let name = text!(action.call_name, name = display.clone());
            plain("phone", name, String::new())
        }
        Hit::Page(page) => plain("next", page.name.clone(), page.place.clone()),
        Hit::All(query) => {
            let name = text!(shell.search_all, query = query.clone());
            plain("search", name, String::new())
        }
    }
}

fn line_id(at: usize) -> String {
    format!("palette-line-{at}")
}
