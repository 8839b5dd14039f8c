"""Settings that are on or off, with little beside."""

from collections.abc import Callable

from wxc_sdk.me import MeSettingsApi
from wxc_sdk.person_settings.barge import BargeSettings
from wxc_sdk.person_settings.dnd import DND

from expectations import expect, expect_hidden, expect_refusal, goes_round
from world import World


def check(world: World) -> None:
    me = world.user.me
    do_not_disturb(world)
    goes_round(
        "barge in",
        me.barge.get,
        me.barge.configure,
        lambda before: BargeSettings(
            enabled=not before.enabled, tone_enabled=not before.tone_enabled
        ),
    )
    with world.company.hidden(world.company.person("jansen"), "bargeIn"):
        expect_hidden("hidden barge in", me.barge.get)
    for name, feature, read, write in switches(me):
        goes_round(name, read, write, lambda before: not before)
        with world.company.hidden(world.company.person("jansen"), feature):
            expect_hidden(f"reading {name} where it is hidden", read)
            expect_hidden(f"changing {name} where it is hidden", lambda: write(True))
        expect_refusal(
            f"{name} that is neither on nor off",
            400,
            "The request could not be read.",
            lambda: write("yes"),
        )


def switches(me: MeSettingsApi) -> list[tuple[str, str, Callable, Callable]]:
    return [
        ("call waiting", "callWaiting", me.call_waiting.get, me.call_waiting.update),
        (
            "anonymous call rejection",
            "anonymousCallRejection",
            me.anon_calls.get,
            me.anon_calls.modify,
        ),
    ]


def do_not_disturb(world: World) -> None:
    dnd = world.user.me.dnd
    goes_round(
        "do not disturb",
        dnd.settings,
        dnd.configure,
        lambda before: DND(
            enabled=not before.enabled,
            ring_splash_enabled=not before.ring_splash_enabled,
            webex_go_override_enabled=not before.webex_go_override_enabled,
        ),
    )
    before = dnd.settings()
    dnd.configure(DND(ring_splash_enabled=not before.ring_splash_enabled))
    expect("what was not named keeps its value", dnd.settings().enabled, before.enabled)
    dnd.configure(before)

    # An end of its own is not in the library's model. Who switches without naming it takes it away.
    url = world.user.me.ep("settings/doNotDisturb")
    world.user.session.rest_put(url, json={"enabled": True, "enabledUntil": "2999-01-01T00:00:00Z"})
    dnd.configure(DND(enabled=False))
    dnd.configure(DND(enabled=True))
    expect("do not disturb without an end", dnd.settings().enabled, True)
    dnd.configure(before)
