use belroute_shared::company::users::CompanyUser;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::kinds::{KINDS, Kind};
use crate::{
    company::pick,
    http, paths,
    pick::{Pick, Picker},
    t, text,
    ui::{DayField, Icon},
};

/// What the address says that is wanted of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filters {
    person: String,
    kind: String,
    from: String,
    until: String,
}

impl Filters {
    /// Those of the address.
    pub(super) fn here() -> Memo<Self> {
        let map = use_query_map();
        Memo::new(move |_| {
            let get = |key: &str| map.with(|map| map.get(key)).unwrap_or_default();
            Self {
                person: get("person"),
                kind: get("kind"),
                from: get("from"),
                until: get("until"),
            }
        })
    }

    /// Whether everything is wanted.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many of them leave something out.
    fn count(&self) -> usize {
        let all = [&self.person, &self.kind, &self.from, &self.until];
        all.into_iter().filter(|it| !it.is_empty()).count()
    }

    /// Path and query of the request.
    pub(super) fn request(self) -> String {
        let actions = Kind::of_word(&self.kind).map(Kind::actions);
        paths::request(
            "/v1/company/auditLog",
            given([
                ("person", self.person),
                ("action", actions.unwrap_or_default()),
                ("from", self.from),
                ("until", self.until),
            ]),
        )
    }

    /// The address of the page.
    fn address(self) -> String {
        paths::request(
            paths::COMPANY_AUDIT_LOG,
            given([
                ("person", self.person),
                ("kind", self.kind),
                ("from", self.from),
                ("until", self.until),
            ]),
        )
    }
}

fn given(pairs: [(&'static str, String); 4]) -> impl Iterator<Item = (&'static str, String)> {
    pairs.into_iter().filter(|(_, value)| !value.is_empty())
}

/// Person, kind of action, first and last day; all of it stands in the address.
#[component]
pub(super) fn FilterBar(filters: Memo<Filters>) -> impl IntoView {
    let navigate = use_navigate();
    let go = Callback::new(move |filters: Filters| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&filters.address(), options);
    });
    let set = move |write: fn(&mut Filters, String), value: String| {
        let mut wanted = filters.get_untracked();
        write(&mut wanted, value);
        go.run(wanted);
    };
    // Where there is room they are always there.
    let is_open = RwSignal::new(false);
    let words = move || match filters.with(Filters::count) {
        0 => text!(audit.filter).to_owned(),
        count => text!(audit.filter_count, count = count.to_string()),
    };
    view! {
        <button
            type="button"
            class="button audit-filter"
            aria-expanded=move || is_open.get().to_string()
            aria-controls="audit-filters"
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {words}
            <Icon name=Signal::derive(move || if is_open.get() { "up" } else { "down" }) />
        </button>
        <div
            class="audit-filters"
            id="audit-filters"
            data-state=move || is_open.get().then_some("open")
        >
            <Person filters go />
            <div class="field">
                <label for="audit-kind">{t!(audit.kind)}</label>
                <select
                    id="audit-kind"
                    prop:value=move || filters.with(|it| it.kind.clone())
                    on:change:target=move |event| {
                        set(|filters, kind| filters.kind = kind, event.target().value());
                    }
                >
                    <option value="">{t!(audit.kind_all)}</option>
                    {KINDS
                        .iter()
                        .map(|kind| {
                            let is_here = move || filters.with(|it| it.kind == kind.word);
                            view! {
                                <option value=kind.word selected=is_here>
                                    {kind.text}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <DayField
                id="audit-from"
                label=t!(audit.from)
                value=Signal::derive(move || filters.with(|it| it.from.clone()))
                on_change=move |day| set(|filters, day| filters.from = day, day)
            />
            <DayField
                id="audit-until"
                label=t!(audit.until)
                value=Signal::derive(move || filters.with(|it| it.until.clone()))
                on_change=move |day| set(|filters, day| filters.until = day, day)
            />
        </div>
    }
}

/// The person of the address, by name.
#[component]
fn Person(filters: Memo<Filters>, go: Callback<Filters>) -> impl IntoView {
    let chosen = RwSignal::new(None::<Pick>);
    Effect::new(move || {
        let id = filters.with(|it| it.person.clone());
        let is_known = chosen.with_untracked(|it| it.as_ref().is_some_and(|it| it.id == id));
        if id.is_empty() {
            chosen.set(None);
        } else if !is_known {
            chosen.set(Some(Pick {
                id: id.clone(),
                name: text!(audit.somebody).to_owned(),
                detail: String::new(),
            }));
            spawn_local(async move {
                let path = format!("/v1/company/users/{id}");
                let Ok(user) = http::get::<CompanyUser>(&path).await else {
                    return;
                };
                let name = format!("{} {}", user.settings.first_name, user.settings.last_name);
                let _ = chosen.try_update(|it| {
                    if let Some(pick) = it.as_mut().filter(|it| it.id == id) {
                        name.trim().clone_into(&mut pick.name);
                    }
                });
            });
        }
    });
    let on_pick = Callback::new(move |pick: Option<Pick>| {
        let id = pick.as_ref().map(|it| it.id.clone()).unwrap_or_default();
        chosen.set(pick);
        go.run(Filters {
            person: id,
            ..filters.get_untracked()
        });
    });
    view! {
        <Picker
            id="audit-person"
            label=t!(audit.person)
            find=pick::users
            chosen=chosen.into()
            on_pick
        />
    }
}
