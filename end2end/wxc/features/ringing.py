"""Other phones that ring: at the same time, one after the other, and as the user's own."""

from collections.abc import Callable

from wxc_sdk.me.sim_ring import MeSimRing, MeSimRingNumber
from wxc_sdk.person_settings.sequential_ring import SequentialRing, SequentialRingNumber
from wxc_sdk.person_settings.single_number_reach import SingleNumberReachNumber

from expectations import (
    NOT_THERE,
    Unexpected,
    expect,
    expect_hidden,
    expect_refusal,
    goes_round,
)
from world import World

TOO_MANY = "These are more than there may be."


def check(world: World) -> None:
    simultaneous(world)
    sequential(world)
    reach(world)


def simultaneous(world: World) -> None:
    ring = world.user.me.sim_ring
    goes_round(
        "simultaneous ring",
        ring.get,
        ring.update,
        lambda before: MeSimRing(
            enabled=True,
            do_not_ring_if_on_call_enabled=not before.do_not_ring_if_on_call_enabled,
            phone_numbers=simultaneous_numbers(10),
            criteria=before.criteria,
            criterias_enabled=not before.criterias_enabled,
        ),
        only_read=("criteria",),
    )
    eleven = MeSimRing(phone_numbers=simultaneous_numbers(11))
    refuses_numbers("eleven numbers at once", lambda: ring.update(eleven), TOO_MANY)
    own = [MeSimRingNumber(phone_number="+442079460041")]
    refuses_numbers(
        "the user's own number",
        lambda: ring.update(MeSimRing(phone_numbers=own)),
        "This is a number of the user's own.",
    )
    with world.company.hidden(world.company.person("jansen"), "simultaneousRing"):
        expect_hidden("hidden simultaneous ring", ring.get)
        expect_hidden(
            "hidden simultaneous ring changed", lambda: ring.update(MeSimRing(enabled=True))
        )


def simultaneous_numbers(count: int) -> list[MeSimRingNumber]:
    return [
        MeSimRingNumber(
            phone_number=f"+3120123456{at % 10}" if at < 10 else "+31201234577",
            answer_confirmation_enabled=at % 2 == 0,
        )
        for at in range(count)
    ]


def sequential(world: World) -> None:
    ring = world.user.me.sequential_ring
    goes_round(
        "sequential ring",
        ring.get,
        ring.update,
        lambda before: SequentialRing(
            enabled=True,
            ring_base_location_first_enabled=not before.ring_base_location_first_enabled,
            base_location_number_of_rings=20,
            continue_if_base_location_is_busy_enabled=(
                not before.continue_if_base_location_is_busy_enabled
            ),
            calls_to_voicemail_enabled=not before.calls_to_voicemail_enabled,
            phone_numbers=sequential_numbers(5),
            criteria=before.criteria,
        ),
        only_read=("criteria",),
    )
    six = SequentialRing(phone_numbers=sequential_numbers(6))
    refuses_numbers("six numbers in turn", lambda: ring.update(six), TOO_MANY)
    long = SequentialRing(base_location_number_of_rings=21)
    refuses_numbers("21 rings", lambda: ring.update(long), "This is more than the field takes.")
    with world.company.hidden(world.company.person("jansen"), "sequentialRing"):
        expect_hidden("hidden sequential ring", ring.get)


def sequential_numbers(count: int) -> list[SequentialRingNumber]:
    return [
        SequentialRingNumber(
            phone_number=f"+3120123456{at}",
            answer_confirmation_required_enabled=at % 2 == 0,
            number_of_rings=2 + at,
        )
        for at in range(count)
    ]


def reach(world: World) -> None:
    snr = world.user.me.snr
    before = snr.settings()
    expect("no number reaches the user yet", before.numbers, [])
    for name in ("enabled", "alert_all_locations_for_group_paging_calls_enabled"):
        if getattr(before, name) is None:
            raise Unexpected(f"single number reach has no {name}")
    alerts = "alert_all_locations_for_click_to_dial_calls_enabled"
    goes_round(
        "ringing for calls by a click",
        lambda: getattr(snr.settings(), alerts),
        snr.update,
        lambda before: not before,
    )

    first = reach_number("+31201234567", "Mobile", True)
    made = snr.create_snr(first)
    wanted = first.model_copy(update={"id": made})
    expect("a number that was added", snr.settings().numbers, [wanted])
    second = reach_number("+31201234568", "Home", False)
    snr.update_snr(made, second)
    wanted = second.model_copy(update={"id": snr.settings().numbers[0].id})
    expect("a number that was changed", snr.settings().numbers, [wanted])
    refuses_numbers(
        "the same number again",
        lambda: snr.create_snr(second),
        "This stands in the list already.",
    )
    nameless = reach_number("+31201234569", "", True)
    refuses_numbers(
        "a number without a name", lambda: snr.create_snr(nameless), "A value is missing."
    )
    with world.company.hidden(world.company.person("jansen"), "singleNumberReach"):
        expect_hidden("hidden single number reach", snr.settings)
        expect_hidden("adding a number there", lambda: snr.create_snr(first))
    snr.delete_snr(wanted.id)
    expect("single number reach as it was", snr.settings(), before)
    expect_refusal("a number that is gone", 404, NOT_THERE, lambda: snr.delete_snr(wanted.id))


def reach_number(number: str, name: str, is_on: bool) -> SingleNumberReachNumber:
    return SingleNumberReachNumber(
        phone_number=number,
        enabled=is_on,
        name=name,
        do_not_forward_calls_enabled=is_on,
        answer_confirmation_enabled=is_on,
    )


def refuses_numbers(what: str, action: Callable[[], object], says: str) -> None:
    expect_refusal(what, 400, says, action)
