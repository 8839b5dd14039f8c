"""Which calls the mailbox answers."""

import io
import wave

from wxc_sdk.common import (
    Greeting,
    StorageType,
    VoicemailCopyOfMessage,
    VoicemailEnabled,
    VoicemailFax,
    VoicemailMessageStorage,
    VoicemailNotifications,
    VoicemailTransferToNumber,
)
from wxc_sdk.person_settings.voicemail import (
    UnansweredCalls,
    VoicemailEnabledWithGreeting,
    VoicemailSettings,
)

from expectations import MISSING, expect, expect_hidden, expect_refusal, goes_round
from world import World

# The user cannot change these: they have a part of their own, or the company decides.
ONLY_READ = (
    "greeting_uploaded",
    "system_max_number_of_rings",
    "voice_message_forwarding_enabled",
)
# There is no greeting of the user's own yet.
ABSENT = ("audio_file",)


def check(world: World) -> None:
    voicemail = world.user.me.voicemail
    goes_round(
        "voicemail",
        voicemail.settings,
        voicemail.configure,
        changed,
        back=without_what_was_typed,
        only_read=(*ONLY_READ, "greeting"),
        absent=ABSENT,
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
    no_greeting = VoicemailSettings(
        send_busy_calls=VoicemailEnabledWithGreeting(enabled=True, greeting=Greeting.custom)
    )
    expect_refusal(
        "a greeting that is not there",
        400,
        "There is no greeting of the user's own yet.",
        lambda: voicemail.configure(no_greeting),
    )
    elsewhere = VoicemailSettings(
        message_storage=VoicemailMessageStorage(storage_type=StorageType.external)
    )
    expect_refusal("storage nowhere", 400, MISSING, lambda: voicemail.configure(elsewhere))
    plays_greetings_of_ones_own(world)
    with world.company.hidden(world.company.person("jansen"), "voicemail"):
        expect_hidden("hidden voicemail", voicemail.settings)


def plays_greetings_of_ones_own(world: World) -> None:
    voicemail = world.user.me.voicemail
    before = voicemail.settings()
    for upload, part in (
        (voicemail.upload_busy_greeting, "send_busy_calls"),
        (voicemail.upload_no_answer_greeting, "send_unanswered_calls"),
    ):
        says = "The file is no sound that is taken."
        rubbish = io.BytesIO(b"nothing that can be heard")
        expect_refusal(f"rubbish for {part}", 400, says, lambda: upload(rubbish, "rubbish.wav"))
        upload(io.BytesIO(tone()), "mine.wav")
        uploaded = getattr(voicemail.settings(), part)
        expect(f"the greeting of {part} is there", uploaded.greeting_uploaded, True)
        expect(f"its file of {part}", uploaded.audio_file.name, "mine.wav")
        uploaded.greeting = Greeting.custom
        voicemail.configure(VoicemailSettings(**{part: uploaded}))
        played = getattr(voicemail.settings(), part).greeting
        expect(f"the greeting of {part} is played", played, Greeting.custom)
    # The library cannot take a greeting away; ours can.
    for kind in ("busy", "noAnswer"):
        world.user.session.rest_delete(f"{world.address}/voicemailGreetings/{kind}")
    expect("greetings as they were", voicemail.settings(), before)


def tone() -> bytes:
    """Half a second of something that can be heard, with 16 bits and 8000 samples a second."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes((b"\x00\x40" * 8 + b"\x00\xc0" * 8) * 250)
    return file.getvalue()


def changed(before: VoicemailSettings) -> VoicemailSettings:
    busy, unanswered = before.send_busy_calls, before.send_unanswered_calls
    return VoicemailSettings(
        enabled=not before.enabled,
        send_all_calls=VoicemailEnabled(enabled=not before.send_all_calls.enabled),
        send_busy_calls=VoicemailEnabledWithGreeting(
            enabled=not busy.enabled,
            greeting=busy.greeting,
            greeting_uploaded=busy.greeting_uploaded,
        ),
        send_unanswered_calls=UnansweredCalls(
            enabled=not unanswered.enabled,
            greeting=unanswered.greeting,
            greeting_uploaded=unanswered.greeting_uploaded,
            number_of_rings=20,
            system_max_number_of_rings=unanswered.system_max_number_of_rings,
        ),
        notifications=VoicemailNotifications(
            enabled=True, destination="anna@acme.test", sms_destination="+12025550190"
        ),
        transfer_to_number=VoicemailTransferToNumber(enabled=True, destination="+12025550191"),
        email_copy_of_message=VoicemailCopyOfMessage(enabled=True, email_id="copy@acme.test"),
        message_storage=VoicemailMessageStorage(
            mwi_enabled=not before.message_storage.mwi_enabled,
            storage_type=StorageType.external,
            external_email="box@acme.test",
        ),
        fax_message=VoicemailFax(enabled=True, phone_number="+12025550192", extension="2999"),
        voice_message_forwarding_enabled=before.voice_message_forwarding_enabled,
    )


def without_what_was_typed(before: VoicemailSettings) -> VoicemailSettings:
    """The state before, with nothing in the fields that the library leaves out while unset."""
    wanted = before.model_copy(deep=True)
    for part, field in (
        (wanted.notifications, "destination"),
        (wanted.notifications, "sms_destination"),
        (wanted.transfer_to_number, "destination"),
        (wanted.email_copy_of_message, "email_id"),
        (wanted.message_storage, "external_email"),
        (wanted.fax_message, "phone_number"),
        (wanted.fax_message, "extension"),
    ):
        setattr(part, field, getattr(part, field))
    return wanted
