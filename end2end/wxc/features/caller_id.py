"""Which number the user shows, and from whom he hides."""

from wxc_sdk.me.callerid import CallerIdType, MeCallerIdSettings, MeSelectedCallerId
from wxc_sdk.person_settings.call_policy import PrivacyOnRedirectedCalls
from wxc_sdk.person_settings.caller_id import CallerId

from expectations import expect, expect_hidden, expect_refusal, goes_round
from world import World


def check(world: World) -> None:
    numbers(world)
    hiding(world)
    redirected(world)
    hidden(world)


def numbers(world: World) -> None:
    caller_id = world.user.me.caller_id
    available = caller_id.available_caller_id_list()
    expect("the default stands first", available[0].type, CallerIdType.default_clid)
    found = {one.direct_number for one in available}
    wanted = {"+442079460041", "+442079460000", "+442079460001", "+442079460010"}
    expect("numbers that may be shown", found, wanted)

    before = caller_id.get_selected_caller_id_settings()
    for choice in reversed(available):
        caller_id.modify_selected_caller_id_settings(choice)
        selected = caller_id.get_selected_caller_id_settings()
        expect(
            "the number that was chosen",
            (selected.type, selected.id, selected.direct_number),
            (choice.type, choice.id, choice.direct_number),
        )
    caller_id.modify_selected_caller_id_settings(before)

    foreign = MeSelectedCallerId(type=CallerIdType.additional_clid, direct_number="+442079460044")
    expect_refusal(
        "a number of somebody else",
        403,
        "This number may not be shown by this user.",
        lambda: caller_id.modify_selected_caller_id_settings(foreign),
    )
    expect("nothing was chosen", caller_id.get_selected_caller_id_settings(), before)


def hiding(world: World) -> None:
    caller_id = world.user.me.caller_id
    goes_round(
        "hiding",
        caller_id.settings,
        caller_id.update,
        lambda before: MeCallerIdSettings(
            calling_line_id_delivery_blocking_enabled=(
                not before.calling_line_id_delivery_blocking_enabled
            ),
            connected_line_identification_restriction_enabled=(
                not before.connected_line_identification_restriction_enabled
            ),
        ),
    )
    before = caller_id.settings()
    caller_id.update(MeCallerIdSettings(calling_line_id_delivery_blocking_enabled=True))
    expect(
        "what was not named keeps its value",
        caller_id.settings().connected_line_identification_restriction_enabled,
        before.connected_line_identification_restriction_enabled,
    )
    caller_id.update(before)


def redirected(world: World) -> None:
    policies = world.user.me.call_policies
    goes_round(
        "call policies",
        policies.settings,
        policies.update,
        lambda _: PrivacyOnRedirectedCalls.privacy_for_external_calls,
    )
    goes_round(
        "call policies for all",
        policies.settings,
        policies.update,
        lambda _: PrivacyOnRedirectedCalls.privacy_for_all_calls,
    )
    person = world.user.person_settings.caller_id
    person_id = world.user.me.details().id
    for who in ("me", person_id):
        before = person.read(who).block_in_forward_calls_enabled
        wanted = CallerId(block_in_forward_calls_enabled=not before)
        person.configure_settings(who, wanted)
        expect("hiding from forwarded calls", person.read(who), wanted)
        person.configure_settings(who, CallerId(block_in_forward_calls_enabled=before))
        after = person.read(who).block_in_forward_calls_enabled
        expect("hiding from forwarded calls as it was", after, before)


def hidden(world: World) -> None:
    policies, caller_id = world.user.me.call_policies, world.user.me.caller_id
    blocking = MeCallerIdSettings(calling_line_id_delivery_blocking_enabled=True)
    person = world.company.person("jansen")
    with world.company.hidden(person, "blockCallerId"):
        expect_hidden("reading hidden call policies", policies.settings)
        expect_hidden(
            "changing hidden call policies",
            lambda: policies.update(PrivacyOnRedirectedCalls.privacy_for_all_calls),
        )
        expect_hidden("hiding where that is hidden", lambda: caller_id.update(blocking))
    expect("nothing was changed", policies.settings(), PrivacyOnRedirectedCalls.no_privacy)
