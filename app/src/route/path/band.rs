//! The day as a band in the colours of what happens, and a slider over it.

use belroute_shared::routing::{
    explain::{Summary, summarise},
    outlook::Stretch,
    profile::Profile,
    trace::End,
};
use jiff::civil::Time;
use leptos::prelude::*;

use super::tried::Tried;
use crate::{
    intl::{self, wall},
    t, text,
    ui::plain,
};

/// The slider goes by so many minutes.
const STEP: i16 = 5;
/// Minutes of a day.
const DAY: i16 = 24 * 60;

/// What a part of the day looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Rings,
    Elsewhere,
    Voicemail,
    Refused,
}

impl Look {
    fn of(summary: &Summary) -> Self {
        let of_end = |end: &End| match end {
            End::Mailbox { .. } => Self::Voicemail,
            End::Forward { .. } => Self::Elsewhere,
            End::Group | End::BusyTone | End::Released => Self::Refused,
        };
        match summary {
            Summary::Rings { .. } => Self::Rings,
            Summary::Forwards { .. } | Summary::Assistants { .. } => Self::Elsewhere,
            Summary::AllToMailbox => Self::Voicemail,
            Summary::Refused { .. } => Self::Refused,
            Summary::Silenced { then, .. }
            | Summary::NoDevice { then }
            | Summary::Busy { then } => of_end(then),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Rings => "rings",
            Self::Elsewhere => "elsewhere",
            Self::Voicemail => "voicemail",
            Self::Refused => "refused",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Rings => text!(try_it.band_rings),
            Self::Elsewhere => text!(try_it.band_elsewhere),
            Self::Voicemail => text!(try_it.band_voicemail),
            Self::Refused => text!(try_it.band_refused),
        }
    }
}

/// A part of the band, in minutes of the day on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    from: i16,
    until: i16,
    look: Look,
}

fn parts_of(stretches: &[Stretch], profile: &Profile) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, stretch) in stretches.iter().enumerate() {
        let from = minute_of(profile.zone.local(stretch.from).time());
        let is_last = at + 1 == stretches.len();
        let until = if is_last {
            DAY
        } else {
            minute_of(profile.zone.local(stretch.until).time())
        };
        let look = Look::of(&summarise(&stretch.decision.trace));
        match parts.last_mut() {
            Some(last) if last.look == look => last.until = until,
            _ => parts.push(Part { from, until, look }),
        }
    }
    parts
}

/// The band with the slider on it.
#[component]
pub(super) fn Band(tried: Tried) -> impl IntoView {
    let parts = Memo::new(move |_| {
        let of = |profile: &Profile, _| tried.stretches().with(|all| parts_of(all, profile));
        tried.with_profile(of).unwrap_or_default()
    });
    let looks = Memo::new(move |_| {
        let mut looks: Vec<Look> = Vec::new();
        for part in parts.get() {
            if !looks.contains(&part.look) {
                looks.push(part.look);
            }
        }
        looks
    });
    let minute = Memo::new(move |_| tried.local().map_or(0, |it| minute_of(it.time())));
    let spoken = move || {
        let time = wall::time(time_of(minute.get()));
        let look = parts.with(|parts| {
            parts
                .iter()
                .find(|it| it.until > minute.get())
                .map(|it| it.look)
        });
        plain(&text!(
            try_it.time_value,
            time,
            what = look.map_or("", Look::text)
        ))
    };
    let slide = move |value: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "at most the minutes of a day"
        )]
        let minute = value as i16;
        tried.set_time(time_of(minute));
    };
    view! {
        <div class="band">
            <div class="band-parts" aria-hidden="true">
                <For each=move || parts.get() key=|part| (part.from, part.until, part.look.word()) let:part>
                    <i
                        data-look=part.look.word()
                        style:inset-inline-start=percent(part.from)
                        style:inline-size=percent(part.until - part.from)
                    ></i>
                </For>
            </div>
            <input
                class="band-slider"
                type="range"
                min="0"
                max=DAY - STEP
                step=STEP
                aria-label=t!(try_it.time)
                aria-valuetext=spoken
                prop:value=move || minute.get().to_string()
                on:input:target=move |event| slide(event.target().value_as_number())
            />
            <div class="band-scale" aria-hidden="true">
                {[0, 6, 12, 18, 24].map(|hour| view! { <span>{intl::count(hour)}</span> })}
            </div>
            <ul class="band-looks" aria-label=t!(try_it.legend)>
                <For each=move || looks.get() key=|look| look.word() let:look>
                    <li data-look=look.word()>{move || look.text()}</li>
                </For>
            </ul>
        </div>
    }
}

fn percent(minutes: i16) -> String {
    format!("{:.3}%", f32::from(minutes) * 100.0 / f32::from(DAY))
}

fn minute_of(time: Time) -> i16 {
    i16::from(time.hour()) * 60 + i16::from(time.minute())
}

fn time_of(minute: i16) -> Time {
    let minute = minute.clamp(0, DAY - 1);
    let part = |value: i16| i8::try_from(value).unwrap_or(0);
    Time::new(part(minute / 60), part(minute % 60), 0, 0).unwrap_or(Time::midnight())
}
