"""Whom the user calls by a key of his phone."""

from wxc_sdk.common import UserType
from wxc_sdk.me.speed_dials import MeSpeedDial, MeSpeedDialModify

from expectations import MISSING, NOT_OFFERED, expect, expect_hidden, expect_refusal
from world import World

OUTSIDE = "+442079460123"


def check(world: World) -> None:
    dials = world.user.me.speed_dials
    before = dials.get()
    bakker = world.company.person("bakker")
    dials.modify([*kept(before.speed_dials), MeSpeedDialModify(id=bakker, line_key_label="Anouk")])
    added = dials.get()
    colleague = added.speed_dials[-1]
    anouk = MeSpeedDial(
        id=bakker,
        first_name="Anouk",
        last_name="Bakker",
        display_name="Anouk Bakker",
        type=UserType.people,
        phone_number="+442079460043",
        extension="2043",
        location_id=colleague.location_id,
        location_name=colleague.location_name,
        line_key_label="Anouk",
    )
    expect("a colleague among the speed dials", colleague, anouk)
    expect("where he works", bool(colleague.location_id and colleague.location_name), True)
    expect(
        "room for one less", added.available_entries_count, before.available_entries_count - 1
    )
    dials.modify([MeSpeedDialModify(phone_number=OUTSIDE), *kept(added.speed_dials)])
    number = dials.get().speed_dials[0]
    expect("a number among the speed dials", (number.id, number.phone_number), (None, OUTSIDE))
    expect("a number has a name to show", bool(number.display_name), True)
    members(world, anouk)
    refused(world)
    dials.modify(kept(before.speed_dials))
    expect("speed dials as they were", dials.get(), before)
    with world.company.hidden(world.company.person("jansen"), "speedDial"):
        expect_hidden("hidden speed dials", dials.get)
        expect_hidden("changing hidden speed dials", lambda: dials.modify([]))
        expect_hidden("members of hidden speed dials", lambda: list(dials.available_members()))


def kept(entries: list[MeSpeedDial]) -> list[MeSpeedDialModify]:
    """What is written to leave entries as they are."""
    return [
        MeSpeedDialModify(
            id=it.id,
            phone_number=None if it.id else it.phone_number,
            line_key_label=it.line_key_label,
        )
        for it in entries
    ]


def members(world: World, anouk: MeSpeedDial) -> None:
    dials = world.user.me.speed_dials
    everybody = list(dials.available_members())
    ids = [it.id for it in everybody]
    expect("who is in the list is not offered", anouk.id in ids, False)
    expect("nobody offers himself", world.company.person("jansen") in ids, False)
    smit = next(it for it in everybody if it.id == world.company.person("smit"))
    expect("a member is a person", (smit.type, bool(smit.extension)), (UserType.people, True))
    expect("a member by name", smit in list(dials.available_members(name=[smit.last_name])), True)
    found = list(dials.available_members(phone_number=[smit.extension]))
    expect("a member by number", smit in found, True)
    here = list(dials.available_members(location_id=smit.location_id, max=3))
    expect("members of the only location, on several pages", here, everybody)


def refused(world: World) -> None:
    dials = world.user.me.speed_dials
    before = dials.get()
    for what, says, entry in [
        ("nobody", MISSING, MeSpeedDialModify(line_key_label="x")),
        (
            "somebody who is not there",
            NOT_OFFERED,
            MeSpeedDialModify(id="00000000-0000-0000-0000-000000000000"),
        ),
        ("no number", "This is not a telephone number.", MeSpeedDialModify(phone_number="anna")),
    ]:
        expect_refusal(f"a speed dial to {what}", 400, says, lambda: dials.modify([entry]))
    expect("nothing was changed", dials.get(), before)
