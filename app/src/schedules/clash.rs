use leptos::prelude::*;

use super::{
    change::{Change, Clash},
    opened::Opened,
    saving::Saving,
    words,
};
use crate::{
    t, text,
    ui::{self, Icon},
};

/// Somebody changed the same event meanwhile: both are shown, and which of them is to be.
#[component]
pub(super) fn ClashNote(opened: Opened, saving: Saving, on_close: Callback<()>) -> impl IntoView {
    let note = move || {
        let (change, clash) = saving.clash.get()?;
        let theirs = match &clash {
            Clash::Changed(event) => Some((event.name.clone(), event.clone())),
            Clash::Gone => None,
            Clash::Renamed(_) => return None,
        };
        let mine = match &change {
            Change::Replace { becomes, .. } => Some(becomes.clone()),
            _ => None,
        };
        let is_gone = theirs.is_none();
        let is_removal = mine.is_none();
        let title = move || match (is_gone, is_removal) {
            (true, _) => text!(schedules.gone),
            (false, true) => text!(schedules.changed_and_removed),
            (false, false) => text!(schedules.changed),
        };
        let of = move |event: &belroute_shared::schedules::ScheduleEvent| {
            format!(
                "{}: {}",
                event.name,
                words::of_event(event, opened.today.get())
            )
        };
        let keep_mine = move |_| {
            saving.save(change.clone().over(clash.clone()), move || {
                on_close.run(());
                request_animation_frame(|| ui::catch_focus("events-heading"));
            });
        };
        Some(view! {
            <div class="clash">
                <p>
                    <Icon name="alert" />
                    {title}
                </p>
                <dl>
                    {theirs
                        .map(|(_, event)| {
                            view! {
                                <div>
                                    <dt>{t!(schedules.theirs)}</dt>
                                    <dd>{move || of(&event)}</dd>
                                </div>
                            }
                        })}
                    {mine
                        .map(|event| {
                            view! {
                                <div>
                                    <dt>{t!(schedules.mine_now)}</dt>
                                    <dd>{move || of(&event)}</dd>
                                </div>
                            }
                        })}
                </dl>
                <div class="form-buttons">
                    <button type="button" class="button" on:click=keep_mine>
                        {move || if is_removal { text!(schedules.remove_event) } else { text!(schedules.keep_mine) }}
                    </button>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| {
                            on_close.run(());
                            request_animation_frame(|| ui::catch_focus("events-heading"));
                        }
                    >
                        {t!(schedules.take_theirs)}
                    </button>
                </div>
            </div>
        })
    };
    view! { <div role="alert">{note}</div> }
}
