"""What the company decides about mailboxes, and the PIN that opens one by phone."""

import random

from wxc_sdk.telephony.organisation_vm import OrganisationVoicemailSettings
from wxc_sdk.telephony.vm_rules import (
    BlockPreviousPasscodes,
    EnabledAndNumberOfDays,
    VoiceMailRules,
)

from expectations import NOT_THERE, expect, expect_hidden, expect_refusal
from world import World

# Good in every way: 739158 is none of the demo organisation's numbers or names, and runs nowhere.
DIGITS = "739158"


def check(world: World) -> None:
    decides_about_messages(world)
    decides_about_pins(world)
    sets_a_pin(world)


def decides_about_messages(world: World) -> None:
    company = world.administrator.telephony.organisation_voicemail
    session, url = world.administrator.session, company.ep()
    before = company.read()
    wanted = OrganisationVoicemailSettings(
        message_expiry_enabled=not before.message_expiry_enabled,
        number_of_days_for_message_expiry=180,
        strict_deletion_enabled=not before.strict_deletion_enabled,
        voice_message_forwarding_enabled=not before.voice_message_forwarding_enabled,
    )

    def write(settings: OrganisationVoicemailSettings) -> None:
        # The library names the body in a way that its own HTTP client does not know.
        session.rest_put(url, json=settings.model_dump(mode="json", by_alias=True))

    write(wanted)
    expect("the company's mailboxes", company.read(), wanted)
    mine = world.user.me.voicemail.settings()
    allowed = wanted.voice_message_forwarding_enabled
    expect("whether messages may leave", mine.voice_message_forwarding_enabled, allowed)
    too_long = wanted.model_copy(update={"number_of_days_for_message_expiry": 181})
    says = "This is more than the field takes."
    expect_refusal("181 days", 400, says, lambda: write(too_long))
    write(before)
    expect("the company's mailboxes as they were", company.read(), before)


def decides_about_pins(world: World) -> None:
    company = world.administrator.telephony.voicemail_rules
    before = company.read()
    wanted = VoiceMailRules(
        expire_passcode=EnabledAndNumberOfDays(enabled=True, number_of_days=15),
        change_passcode=EnabledAndNumberOfDays(enabled=True, number_of_days=7),
        block_previous_passcodes=BlockPreviousPasscodes(enabled=False, number_of_passcodes=1),
    )
    company.update(wanted)
    after = company.read()
    for field in ("expire_passcode", "change_passcode", "block_previous_passcodes"):
        expect(f"the rules for PINs, {field}", getattr(after, field), getattr(wanted, field))
    mine = world.user.me.voicemail.get_voicemail_rules()
    expect("my rules for PINs", mine.block_previous_passcodes, wanted.block_previous_passcodes)
    expect("the length of PINs", mine.length, after.default_voicemail_pin_rules.length)
    company.update(before)
    expect("the rules for PINs as they were", company.read(), before)


def sets_a_pin(world: World) -> None:
    mine, others = world.user.me.voicemail, world.administrator.person_settings.voicemail
    anna = world.company.person("jansen")
    for pin, says in (
        ("12345", "The PIN is too short."),
        ("121212", "The PIN repeats one group of digits."),
        ("7391234", "The PIN counts up or down."),
        ("one two", "The PIN has something else than digits."),
    ):
        expect_refusal(f"the PIN {pin}", 400, says, lambda pin=pin: mine.update_pin(pin))
    own, given = new_pin(), new_pin()
    mine.update_pin(own)
    says = "The PIN was in use before."
    expect_refusal("the same PIN", 400, says, lambda: mine.update_pin(own))
    others.modify_passcode(anna, given)
    expect_refusal("the same PIN again", 400, says, lambda: mine.update_pin(given))
    others.reset_pin(anna)
    nobody = "00000000-0000-0000-0000-000000000000"
    expect_refusal("a stranger's PIN", 404, NOT_THERE, lambda: others.reset_pin(nobody))
    with world.company.hidden(anna, "voicemail"):
        expect_hidden("a hidden PIN", lambda: mine.update_pin(own))


def new_pin() -> str:
    """Another one each time: the server remembers those of before, over all that is tried."""
    # No two of them beside each other count up or down.
    return DIGITS + "".join(
        digit for group in ("0468", "1379", "0369", "1357") for digit in random.sample(group, 4)
    )
