use belroute_shared::{
    settings::{
        rings::USUAL_RINGS,
        sequential_ring::{MOST_NUMBERS, SequentialNumber, SequentialRing},
    },
    typed_number::{Takes, TypedNumber},
};
use leptos::prelude::*;

use crate::{
    explain::explain_code,
    settings::{
        drag::{Drag, Dragged, moved},
        moves::Moves,
        number_list::{AddNumber, ListHeading, NumberLine},
        opened::Opened,
        rings_field::RingsField,
    },
    t, text,
    written_numbers::WrittenNumbers,
};

/// The numbers in the order in which they are tried.
#[component]
pub(super) fn Numbers(opened: Opened<SequentialRing>) -> impl IntoView {
    let listed = opened.signal(|it| {
        let numbers = it.phone_numbers.iter();
        numbers
            .map(|it| it.phone_number.clone())
            .collect::<Vec<_>>()
    });
    let dragged = Dragged::none();
    let on_add = move |number: TypedNumber| {
        opened.edit_list(|it| {
            it.phone_numbers.push(SequentialNumber {
                phone_number: number,
                answer_confirmation_required_enabled: false,
                number_of_rings: USUAL_RINGS,
            });
        });
    };
    view! {
        <section class="number-list" role="group" aria-labelledby="ring-in-turn-heading">
            <ListHeading
                id="ring-in-turn-heading"
                text=t!(calling.numbers)
                count=opened.signal(|it| it.phone_numbers.len())
                most=MOST_NUMBERS
            />
            <ol>
                <For each=move || listed.get() key=TypedNumber::clone let:number>
                    <Line opened number dragged />
                </For>
            </ol>
            <p class="soft small">{t!(calling.press_one_text)}</p>
        </section>
        <AddNumber
            id="ring-in-turn-add"
            label=t!(calling.number)
            takes=Takes::PublicNumber
            most=MOST_NUMBERS
            listed
            on_add
            refused=opened.error_of("phoneNumbers")
        />
    }
}

#[component]
fn Line(opened: Opened<SequentialRing>, number: TypedNumber, dragged: Dragged) -> impl IntoView {
    let numbers = WrittenNumbers::get();
    let number = StoredValue::new(number);
    let is_this = move |it: &SequentialNumber| number.with_value(|this| it.phone_number == *this);
    let place = move |it: &SequentialRing| it.phone_numbers.iter().position(is_this);
    let read = move |read: fn(&SequentialNumber) -> u16| {
        opened.with(|it| {
            it.phone_numbers
                .iter()
                .find(|it| is_this(it))
                .map_or(0, read)
        })
    };
    let change = move |change: &dyn Fn(&mut SequentialNumber)| {
        opened.edit(|it| {
            if let Some(it) = it.phone_numbers.iter_mut().find(|it| is_this(it)) {
                change(it);
            }
        });
    };
    let is_confirmed = move || read(|it| it.answer_confirmation_required_enabled.into()) == 1;
    let error = Signal::derive(move || {
        let field = format!("phoneNumbers.{}.phoneNumber", opened.with(place)?);
        opened.submission().error_at(&field, explain_code)
    });
    let name = Signal::derive(move || number.with_value(|it| numbers.who(it.as_str())));
    let on_remove = move |()| opened.edit_list(|it| it.phone_numbers.retain(|it| !is_this(it)));
    let on_move = move |(from, to)| {
        opened.edit_list(|it| moved(&mut it.phone_numbers, from, to));
    };
    let drag = Drag {
        dragged,
        place: Signal::derive(move || opened.with(place)),
        on_move: Callback::new(on_move),
    };
    let id =
        number.with_value(|it| format!("ring-in-turn-{}", it.as_str().trim_start_matches('+')));
    view! {
        <NumberLine number=number.get_value() error on_remove drag>
            <RingsField
                id=format!("{id}-rings")
                label=Signal::derive(move || text!(calling.in_turn.rings, name = name.get()))
                value=Signal::derive(move || read(|it| it.number_of_rings))
                on_change=move |rings| change(&|it| it.number_of_rings = rings)
            />
            <label class="number-tick">
                <input
                    type="checkbox"
                    prop:checked=is_confirmed
                    on:change:target=move |event| {
                        let is_on = event.target().checked();
                        change(&|it| it.answer_confirmation_required_enabled = is_on);
                    }
                />
                {t!(calling.press_one)}
            </label>
            <Moves
                name
                place=Signal::derive(move || opened.with(place))
                count=opened.signal(|it| it.phone_numbers.len())
                on_swap=move |(at, to)| opened.edit_list(|it| it.phone_numbers.swap(at, to))
            />
        </NumberLine>
    }
}
