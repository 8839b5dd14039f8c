"""What is expected of the server's answers."""

from collections.abc import Callable, Collection
from typing import Any

from wxc_sdk.base import ApiModel
from wxc_sdk.rest import RestError

NOT_GIVEN = "The administrator has not given this."
NOT_OFFERED = "This value is not one of those offered."
NOT_THERE = "There is nothing here."
MISSING = "A value is missing."
# What Webex Calling answers when a feature was not assigned.
NOT_ASSIGNED = 4410


class Unexpected(Exception):
    """The server and the library do not go together."""


def expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise Unexpected(f"{what}:\n  found  {found!r}\n  wanted {wanted!r}")


def expect_refusal(what: str, status: int, says: str, action: Callable[[], object]) -> RestError:
    """Lets an action be refused with a status and a message. Gives the library's error."""
    try:
        action()
    except RestError as refusal:
        expect(f"status of {what}", refusal.response.status_code, status)
        # The library gives plain text when the body is not of the shape that it knows.
        expect(f"body of {what} is read", isinstance(refusal.detail, str), False)
        expect(f"message of {what}", refusal.detail.message, says)
        expect(f"description of {what}", bool(refusal.description), True)
        return refusal
    raise Unexpected(f"{what} was not refused")


def expect_hidden(what: str, action: Callable[[], object]) -> None:
    refusal = expect_refusal(what, 403, NOT_GIVEN, action)
    expect(f"code of {what}", refusal.code, NOT_ASSIGNED)


def goes_round(
    what: str,
    read: Callable[[], Any],
    write: Callable[[Any], object],
    change: Callable[[Any], Any],
    *,
    back: Callable[[Any], Any] = lambda before: before,
    only_read: Collection[str] = (),
    absent: Collection[str] = (),
) -> None:
    """Reads, writes a state in which every field is another, reads that, and restores what was.

    Fields that are `only_read` have to be there; those that are `absent` are none of ours.
    `back` gives what is written to restore the state before, where that is not the state itself:
    the library leaves out what is not set, and then the server keeps it.
    """
    before = read()
    wanted = change(before)
    _differs(what, before, wanted, only_read, absent)
    write(wanted)
    expect(what, read(), wanted)
    write(back(before))
    expect(f"{what} as it was", read(), before)


def _differs(
    what: str, before: Any, wanted: Any, only_read: Collection[str], absent: Collection[str]
) -> None:
    if not isinstance(wanted, ApiModel):
        if wanted is None or wanted == before:
            raise Unexpected(f"{what}: {wanted!r} changes nothing")
        return
    for name in type(wanted).model_fields:
        field, value = f"{what}, {name}", getattr(wanted, name)
        if name in absent:
            expect(field, value, None)
        elif name in only_read:
            expect(f"{field} is there", value is None, False)
        else:
            _differs(field, getattr(before, name, None), value, only_read, absent)
