"""What an administrator decides and the user only reads: recording, and groups."""

from wxc_sdk.common import MeGroupMember, MeGroupSettings, UserType
from wxc_sdk.me.recording import MeRecordingSettings, MeRecordingVendor
from wxc_sdk.person_settings.call_recording import NotificationType, Record

from expectations import expect, expect_hidden
from world import World


def check(world: World) -> None:
    groups(world)
    recording(world)


def groups(world: World) -> None:
    me, company = world.user.me, world.company
    members = [company.person("jansen"), company.person("bakker")]
    for kind, read in [
        ("callPark", me.call_park.settings),
        ("callPickup", me.call_pickup.settings),
    ]:
        expect_hidden(f"{kind} of who is in no group", read)
        with company.call_group(kind, "Ground floor", members):
            wanted = MeGroupSettings(
                group_name="Ground floor",
                member_list=[
                    member(members[0], "Anna", "Jansen", "a.jansen", "2041"),
                    member(members[1], "Anouk", "Bakker", "a.bakker", "2043"),
                ],
            )
            expect(kind, read(), wanted)
        expect_hidden(f"{kind} of who is in no group any more", read)


def member(
    person: str, first_name: str, last_name: str, login: str, extension: str
) -> MeGroupMember:
    return MeGroupMember(
        id=person,
        type=UserType.people,
        first_name=first_name,
        last_name=last_name,
        display_name=f"{first_name} {last_name}",
        direct_number=f"+44207946{extension.replace('2', '0', 1)}",
        extension=extension,
        email=f"{login}@example.nl",
    )


def recording(world: World) -> None:
    read, company = world.user.me.recording.settings, world.company
    expect_hidden("recording that is off", read)
    for mode in Record:
        for notice in NotificationType:
            wanted = MeRecordingSettings(
                enabled=True,
                vendor=MeRecordingVendor(
                    id="v1", name="Recorder", login_url="https://recordings.example.net/"
                ),
                recording_mode=mode,
                pause_resume_notify_method=notice,
                announcement_enabled=True,
                warning_tone_enabled=True,
                warning_tone_duration=60,
            )
            settings = wanted.model_dump(mode="json", by_alias=True, exclude_none=True)
            with company.recording(company.person("jansen"), **settings):
                expect("recording", read(), wanted)
