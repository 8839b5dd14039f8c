use belroute_shared::account::{Language, Theme};
use leptos::{prelude::*, task::spawn_local};

use super::api::{self, AccountChange};
use crate::{
    explain::explain,
    language,
    session::{self, Session},
    t, text, theme,
    ui::{Choice, SaveNote},
};

/// Language and theme. Both are seen at once and saved at once; if saving fails the choice stays
/// for this browser, and the words say so.
#[component]
pub(super) fn Choices(
    /// Told apart where menu and dialog are in one document.
    names: (&'static str, &'static str),
) -> impl IntoView {
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let me = session::me();
    // In somebody else's panel nothing is remembered.
    let theme = RwSignal::new(if me.with_untracked(|me| me.opened_panel.is_some()) {
        me.with_untracked(|me| me.theme)
    } else {
        theme::remembered()
    });
    let session = Session::get();
    let save = move |change: AccountChange| {
        outcome.set(None);
        let answer = session.saving(api::change(change));
        spawn_local(async move {
            let answer = answer.await;
            if answer.is_ok() {
                session.load();
            }
            let words = match answer {
                Ok(()) => Ok(text!(action.saved).to_owned()),
                Err(error) => Err(explain(&error)),
            };
            let _ = outcome.try_set(Some(words));
        });
    };
    let set_language = move |language: Language| {
        language::show(language);
        save(AccountChange {
            language: Some(language),
            ..AccountChange::default()
        });
    };
    let set_theme = move |wanted: Theme| {
        theme.set(wanted);
        theme::show(wanted);
        save(AccountChange {
            theme: Some(wanted),
            ..AccountChange::default()
        });
    };
    let own_name = |name: &'static str| Signal::stored(name.to_owned());
    let theme_name = |text: fn() -> &'static str| Signal::derive(move || text().to_owned());
    view! {
        <Choice
            name=names.0
            label=t!(account.language)
            options=vec![
                (Language::Nl, own_name("Nederlands")),
                (Language::En, own_name("English")),
            ]
            chosen=Signal::derive(language::current)
            on_change=set_language
        />
        <Choice
            name=names.1
            label=t!(account.theme)
            options=vec![
                (Theme::System, theme_name(t!(account.theme_system))),
                (Theme::Light, theme_name(t!(account.theme_light))),
                (Theme::Dark, theme_name(t!(account.theme_dark))),
            ]
            chosen=theme
            on_change=set_theme
        />
        <SaveNote outcome />
    }
}
