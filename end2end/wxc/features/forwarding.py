"""Call forwarding: always, busy, not answered, not reachable."""

from wxc_sdk.person_settings.forwarding import (
    CallForwardingAlways,
    CallForwardingCommon,
    CallForwardingNoAnswer,
    CallForwardingPerson,
    PersonForwardingSetting,
)

from expectations import expect, expect_hidden, expect_refusal, goes_round
from world import World


def check(world: World) -> None:
    forwarding = world.user.me.forwarding
    before = forwarding.settings()
    goes_round(
        "call forwarding",
        forwarding.settings,
        forwarding.configure,
        changed,
        # The library says with an empty text that there is no destination.
        back=lambda _: PersonForwardingSetting.default(),
        only_read=("system_max_number_of_rings",),
    )
    refused(world)
    permitted(world)
    with world.company.hidden(world.company.person("jansen"), "callForwarding"):
        expect_hidden("reading hidden forwarding", forwarding.settings)
        expect_hidden("changing hidden forwarding", lambda: forwarding.configure(changed(before)))
    expect("nothing was changed", forwarding.settings(), before)


def changed(before: PersonForwardingSetting) -> PersonForwardingSetting:
    return PersonForwardingSetting(
        call_forwarding=CallForwardingPerson(
            always=CallForwardingAlways(
                enabled=True,
                destination="+31201234567",
                destination_voicemail_enabled=True,
                ring_reminder_enabled=True,
            ),
            busy=leg("2043"),
            no_answer=CallForwardingNoAnswer(
                enabled=True,
                destination="+442079460042",
                destination_voicemail_enabled=True,
                number_of_rings=20,
                system_max_number_of_rings=(
                    before.call_forwarding.no_answer.system_max_number_of_rings
                ),
            ),
        ),
        business_continuity=leg("+442079460001"),
    )


def leg(destination: str) -> CallForwardingCommon:
    return CallForwardingCommon(
        enabled=True, destination=destination, destination_voicemail_enabled=True
    )


def refused(world: World) -> None:
    forwarding = world.user.me.forwarding
    before = forwarding.settings()
    for destination, says in [
        ("112", "Calls are not sent to emergency numbers."),
        ("+319001234567", "Calls are not sent to premium-rate numbers."),
        ("2041", "This is a number of the user's own."),
        ("+442079460041", "This is a number of the user's own."),
        ("2999", "Nobody has this internal number."),
        ("somebody", "This is not a telephone number."),
        ("", "A value is missing."),
        ("1" * 31, "The text is too long."),
    ]:
        wanted = PersonForwardingSetting.default()
        wanted.call_forwarding.busy = leg(destination)
        refusal = expect_refusal(
            f"forwarding to {destination!r}",
            400,
            says,
            lambda: forwarding.configure(wanted),
        )
        (error,) = refusal.response.json()["errors"]
        expect("field", error["field"], "callForwarding.busy.destination")
    for rings, says in [
        (1, "This is less than the field takes."),
        (21, "This is more than the field takes."),
    ]:
        wanted = PersonForwardingSetting.default()
        wanted.call_forwarding.no_answer.number_of_rings = rings
        expect_refusal(f"{rings} rings", 400, says, lambda: forwarding.configure(wanted))
    expect("nothing was stored", forwarding.settings(), before)


def permitted(world: World) -> None:
    """Forwards to colleagues alone where calls may not leave the organisation."""
    forwarding, company = world.user.me.forwarding, world.company
    wanted = PersonForwardingSetting.default()
    with company.permitted(company.person("jansen"), "INTERNAL"):
        wanted.call_forwarding.busy = leg("+31201234567")
        expect_refusal(
            "forwarding outside",
            400,
            "This user may not call this number.",
            lambda: forwarding.configure(wanted),
        )
        wanted.call_forwarding.busy = leg("+442079460042")
        forwarding.configure(wanted)
        busy = forwarding.settings().call_forwarding.busy
        expect("forwarding to a colleague", busy, wanted.call_forwarding.busy)
    forwarding.configure(PersonForwardingSetting.default())
