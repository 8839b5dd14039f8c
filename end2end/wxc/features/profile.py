"""Who the user is, what he was given, what he can dial, and whom he has called."""

from wxc_sdk.me import ServicesEnum
from wxc_sdk.telephony.calls import HistoryType

from expectations import expect, expect_refusal
from library import connect
from world import World


def check(world: World) -> None:
    details(world)
    services(world)
    codes(world)
    history(world)
    strangers(world)


def details(world: World) -> None:
    me = world.user.me.details()
    expect("first name", me.first_name, "Anna")
    expect("last name", me.last_name, "Jansen")
    expect("e-mail", me.email, "a.jansen@example.nl")
    numbers = {(number.extension, number.direct_number) for number in me.phone_numbers}
    flat = {part for pair in numbers for part in pair if part}
    expect("numbers", {"2041", "+442079460041"} <= flat, True)
    person = world.user.people.me()
    expect("the same person", (person.person_id, person.emails), (me.id, [me.email]))


def services(world: World) -> None:
    given = world.user.me.calling_services_list()
    always = {ServicesEnum.do_not_disturb, ServicesEnum.call_block}
    hidden = {ServicesEnum.call_waiting, ServicesEnum.sequential_ring}
    expect("services that the user has", always | hidden <= set(given), True)
    person = world.company.person("jansen")
    with world.company.hidden(person, "callWaiting", "sequentialRing"):
        rest = world.user.me.calling_services_list()
        expect("services without the hidden ones", set(rest), set(given) - hidden)
    expect("services as before", world.user.me.calling_services_list(), given)


def codes(world: World) -> None:
    name = "Do Not Disturb Activation"
    code = next(it for it in world.user.me.feature_access_codes() if it.name == name)
    expect("code for do not disturb", (code.code, code.alternate_code), ("*78", None))
    path = f"featureAccessCodes/{name}"
    world.company.ask("PUT", path, {"alternateCode": "#78"})
    changed = [it for it in world.user.me.feature_access_codes() if it.name == name]
    expect("other code", [it.alternate_code for it in changed], ["#78"])
    world.company.ask("PUT", path, {"alternateCode": None})
    expect("codes as before", code in world.user.me.feature_access_codes(), True)


def history(world: World) -> None:
    everything = list(world.user.me.calls.call_history())
    expect("there is a history", bool(everything), True)
    for kind in HistoryType:
        some = list(world.user.me.calls.call_history(type_=kind))
        expect(f"all are {kind.value}", {record.call_type for record in some}, {kind})
        expect(f"{kind.value} calls have a time", all(record.time for record in some), True)
    same = list(world.user.telephony.calls.call_history())
    expect("both addresses tell the same", same, everything)


def strangers(world: World) -> None:
    stranger = connect(world.address, "not-a-token-of-ours")
    expect_refusal("a wrong token", 401, "Sign in first.", stranger.me.details)
    nowhere = world.user.me.ep("settings/nothing")
    expect_refusal(
        "an address that is not there",
        404,
        "There is nothing here.",
        lambda: world.user.session.rest_get(nowhere),
    )
