//! Call park and call pickup: the user's groups, to be read.

use belroute_shared::settings::call_groups::{CallGroup, GroupMember};
use leptos::prelude::*;

use super::{
    headings,
    open::Open,
    opened::Opened,
    part::Part,
    row::Row,
    state::{State, Words, of_setting},
};
use crate::{intl, t, text, ui::Avatar, written_numbers::WrittenNumbers};

static PARK_PART: Part<CallGroup> = Part::plain("callPark", words);
static PICKUP_PART: Part<CallGroup> = Part::plain("callPickupGroup", words);

/// The group in which calls are parked.
pub(super) static PARK: Row = Row {
    heading: &headings::PARKING,
    state: || of_setting(&PARK_PART),
    told: &[],
    acting: None,
    body: || view! { <Open part=&PARK_PART form=park /> }.into_any(),
};
/// The group that takes one another's calls.
pub(super) static PICKUP: Row = Row {
    heading: &headings::PICKUP,
    state: || of_setting(&PICKUP_PART),
    told: &[],
    acting: None,
    body: || view! { <Open part=&PICKUP_PART form=pickup /> }.into_any(),
};

fn words(group: &CallGroup, _words: &Words<'_>) -> State {
    let name = group.group_name.clone().unwrap_or_default();
    let count = group.member_list.len();
    State::plain(match count {
        0 | 1 => name,
        _ => {
            let count = intl::count(u32::try_from(count).unwrap_or(u32::MAX));
            text!(features.group.state, name, count)
        }
    })
}

fn park(opened: Opened<CallGroup>) -> AnyView {
    view! { <Members opened id="parking-members" text=t!(features.park.text) /> }.into_any()
}

fn pickup(opened: Opened<CallGroup>) -> AnyView {
    view! { <Members opened id="pickup-members" text=t!(features.pickup.text) /> }.into_any()
}

/// What the group is for, and who is in it.
#[component]
fn Members(
    opened: Opened<CallGroup>,
    /// Id of the heading.
    id: &'static str,
    text: fn() -> &'static str,
) -> impl IntoView {
    view! {
        <p class="soft">{text}</p>
        <section class="number-list" role="group" aria-labelledby=id>
            <h4 class="list-heading" id=id>
                {t!(features.group.members)}
            </h4>
            <ul>
                <For
                    each=move || opened.with(|it| it.member_list.clone())
                    key=|it| it.id
                    let:member
                >
                    <Member member />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn Member(member: GroupMember) -> impl IntoView {
    let numbers = WrittenNumbers::get();
    let extension = StoredValue::new(member.extension.map(|it| it.to_string()));
    let direct = StoredValue::new(member.direct_number.map(|it| it.to_string()));
    let detail = move || {
        let direct = direct.get_value().map(|it| numbers.of(&it));
        let parts = extension.get_value().into_iter().chain(direct);
        parts.collect::<Vec<_>>().join(" · ")
    };
    view! {
        <li class="number-line">
            <Avatar
                name=Signal::stored(member.display_name.clone())
                seed=Signal::stored(member.id.to_string())
                small=true
            />
            <span class="number-words">
                <b>{member.display_name}</b>
                <small>{detail}</small>
            </span>
        </li>
    }
}
