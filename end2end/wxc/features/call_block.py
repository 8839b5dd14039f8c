"""Callers from outside who do not reach the user."""

from wxc_sdk.me.callblock import CallBlockNumber

from expectations import NOT_THERE, expect, expect_refusal
from world import World


def check(world: World) -> None:
    block = world.user.me.call_block
    before = block.settings()
    numbers = ["+31201234567", "+3190*"]
    ids = [block.add_number(number) for number in numbers]
    made = [
        CallBlockNumber(id=number_id, phone_number=number)
        for number_id, number in zip(ids, numbers, strict=True)
    ]
    expect("the block list", block.settings(), [*before, *made])
    for number_id in ids:
        expect("a number is blocked", block.state_for_number(number_id), True)
    for number, says in [
        ("+31201234567", "This stands in the list already."),
        ("nobody", "This is not a telephone number."),
        ("", "A value is missing."),
    ]:
        expect_refusal(f"blocking {number!r}", 400, says, lambda: block.add_number(number))
    for number_id in ids:
        block.delete_number(number_id)
        for again in (block.state_for_number, block.delete_number):
            expect_refusal("a number that is gone", 404, NOT_THERE, lambda: again(number_id))
    expect("the block list as it was", block.settings(), before)
