"""Works with the server through the unchanged client library of the Webex Calling API.

    check.py ADDRESS TOKEN

ADDRESS is the server's, with /v1. Says what does not fit and ends with 1, or ends with 0.
"""

import os
import sys

# Makes every model refuse fields it does not know. Read when the library is imported.
os.environ["API_MODEL_ALLOW_EXTRA"] = "forbid"

from wxc_sdk import WebexSimpleApi  # noqa: E402
from wxc_sdk.me.callerid import CallerIdType, MeCallerIdSettings, MeSelectedCallerId  # noqa: E402
from wxc_sdk.rest import RestError, RestSession  # noqa: E402
from wxc_sdk.telephony.calls import HistoryType  # noqa: E402
from wxc_sdk.tokens import Tokens  # noqa: E402


def connect(address: str, token: str) -> WebexSimpleApi:
    class Session(RestSession):
        BASE = address

    session = Session(
        tokens=Tokens(access_token=token), concurrent_requests=1, retry_429=False
    )
    session.trust_env = False
    return WebexSimpleApi(tokens=token, session=session)


def expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise SystemExit(f"{what}: found {found!r}, wanted {wanted!r}")


def expect_refusal(what: str, status: int, action) -> None:
    try:
        action()
    except RestError as refusal:
        expect(f"status of {what}", refusal.response.status_code, status)
        # The library gives plain text when the body is not of the shape that it knows.
        expect(f"body of {what} is read", isinstance(refusal.detail, str), False)
        return
    raise SystemExit(f"{what} was not refused")


def profile(api: WebexSimpleApi) -> None:
    me = api.me.details()
    expect("first name", me.first_name, "Anna")
    expect("last name", me.last_name, "Jansen")
    expect("e-mail", me.email, "a.jansen@example.nl")
    numbers = {(number.extension, number.direct_number) for number in me.phone_numbers}
    flat = {part for pair in numbers for part in pair if part}
    expect("numbers", {"2041", "+442079460041"} <= flat, True)


def caller_ids(api: WebexSimpleApi) -> None:
    caller_id = api.me.caller_id
    available = caller_id.available_caller_id_list()
    expect("the default stands first", available[0].type, CallerIdType.default_clid)
    numbers = {one.direct_number for one in available}
    wanted = {"+442079460041", "+442079460000", "+442079460001", "+442079460010"}
    expect("numbers that may be shown", numbers, wanted)

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

    foreign = MeSelectedCallerId(
        type=CallerIdType.additional_clid, direct_number="+442079460044"
    )
    expect_refusal(
        "a number of somebody else",
        403,
        lambda: caller_id.modify_selected_caller_id_settings(foreign),
    )
    expect("nothing was chosen", caller_id.get_selected_caller_id_settings(), before)


def hiding(api: WebexSimpleApi) -> None:
    caller_id = api.me.caller_id
    before = caller_id.settings()
    hidden = not before.calling_line_id_delivery_blocking_enabled
    caller_id.update(MeCallerIdSettings(calling_line_id_delivery_blocking_enabled=hidden))
    after = caller_id.settings()
    expect("hiding", after.calling_line_id_delivery_blocking_enabled, hidden)
    expect(
        "what was not named keeps its value",
        after.connected_line_identification_restriction_enabled,
        before.connected_line_identification_restriction_enabled,
    )
    caller_id.update(before)
    expect("hiding is back", caller_id.settings(), before)


def history(api: WebexSimpleApi) -> None:
    everything = list(api.me.calls.call_history())
    expect("there is a history", bool(everything), True)
    for kind in HistoryType:
        some = list(api.me.calls.call_history(type_=kind))
        expect(f"all are {kind.value}", {record.call_type for record in some}, {kind})
        expect(f"{kind.value} calls have a time", all(record.time for record in some), True)
    same = list(api.telephony.calls.call_history())
    expect("both addresses tell the same", same, everything)


def main(address: str, token: str) -> None:
    api = connect(address, token)
    profile(api)
    caller_ids(api)
    hiding(api)
    history(api)
    stranger = connect(address, "not-a-token-of-ours")
    expect_refusal("a wrong token", 401, stranger.me.details)
    expect_refusal(
        "an address that is not there", 404, lambda: api.session.rest_get(api.me.ep("settings/nothing"))
    )


main(*sys.argv[1:])
