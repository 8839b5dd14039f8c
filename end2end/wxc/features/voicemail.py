"""Which calls the mailbox answers."""

from wxc_sdk.common import VoicemailEnabled
from wxc_sdk.person_settings.voicemail import (
    UnansweredCalls,
    VoicemailEnabledWithGreeting,
    VoicemailSettings,
)

from expectations import expect_hidden, expect_refusal, goes_round
from world import World

# What a mailbox says, and what it does with messages, is decided elsewhere.
NOT_YET = (
    "greeting",
    "greeting_uploaded",
    "audio_file",
    "notifications",
    "transfer_to_number",
    "email_copy_of_message",
    "message_storage",
    "fax_message",
    "voice_message_forwarding_enabled",
)


def check(world: World) -> None:
    voicemail = world.user.me.voicemail
    goes_round(
        "voicemail",
        voicemail.settings,
        voicemail.configure,
        changed,
        only_read=("system_max_number_of_rings",),
        absent=NOT_YET,
    )
    long = VoicemailSettings(
        send_unanswered_calls=UnansweredCalls(enabled=True, number_of_rings=21)
    )
    expect_refusal(
        "21 rings",
        400,
        "This is more than the field takes.",
        lambda: voicemail.configure(long),
    )
    with world.company.hidden(world.company.person("jansen"), "voicemail"):
        expect_hidden("hidden voicemail", voicemail.settings)


def changed(before: VoicemailSettings) -> VoicemailSettings:
    return VoicemailSettings(
        enabled=not before.enabled,
        send_all_calls=VoicemailEnabled(enabled=not before.send_all_calls.enabled),
        send_busy_calls=VoicemailEnabledWithGreeting(enabled=not before.send_busy_calls.enabled),
        send_unanswered_calls=UnansweredCalls(
            enabled=not before.send_unanswered_calls.enabled,
            number_of_rings=20,
            system_max_number_of_rings=(before.send_unanswered_calls.system_max_number_of_rings),
        ),
    )
