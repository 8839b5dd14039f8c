"""The settings that rules belong to, without their rules."""

from wxc_sdk.person_settings.selective_forward import SelectiveForward

from expectations import MISSING, expect_refusal, goes_round
from world import World


def check(world: World) -> None:
    me = world.user.me
    for api in (me.priority_alert, me.selective_accept, me.selective_reject):
        goes_round(
            type(api).__name__,
            lambda: api.get().enabled,
            api.update,
            lambda before: not before,
        )
    notify = me.call_notify
    goes_round(
        "call notify",
        lambda: (notify.get().enabled, notify.get().email_address or ""),
        lambda wanted: notify.update(*wanted),
        lambda _: (True, "anna@example.org"),
    )
    for address, says in [("", MISSING), ("anna", "This is not an e-mail address.")]:
        expect_refusal(
            f"call notify to {address!r}", 400, says, lambda: notify.update(True, address)
        )
    forward = me.selective_forward
    goes_round(
        "selective forward",
        forward.get,
        forward.update,
        lambda before: SelectiveForward(
            enabled=True,
            default_phone_number_to_forward="+31201234567",
            ring_reminder_enabled=not before.ring_reminder_enabled,
            destination_voicemail_enabled=not before.destination_voicemail_enabled,
            criteria=before.criteria,
        ),
        back=lambda before: before.model_copy(update={"default_phone_number_to_forward": ""}),
        only_read=("criteria",),
    )
