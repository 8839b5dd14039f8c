"""The user's own schedules as wholes."""

from wxc_sdk.common.schedules import Schedule, ScheduleLevel, ScheduleType
from wxc_sdk.common.selective import SelectiveFrom, SelectiveScheduleLevel
from wxc_sdk.person_settings.priority_alert import PriorityAlertCriteria

from events import all_day, own_events, without_ids
from expectations import NOT_THERE, expect, expect_refusal
from world import World

HOURS = ScheduleType.business_hours


def check(world: World) -> None:
    own(world)
    in_use(world)


def own(world: World) -> None:
    schedules = world.user.me.schedules
    before = schedules.list()
    wanted = Schedule(name="Library", schedule_type=HOURS, events=own_events())
    made = schedules.create(wanted)
    found = schedules.get_user_schedule(HOURS, made)
    expect("name and type", (found.name, found.schedule_type), ("Library", HOURS))
    expect("whose it is", (found.schedule_id, found.level), (made, ScheduleLevel.people))
    expect("events", without_ids(found.events), own_events())
    entry = found.model_copy(update={"events": None})
    expect("the schedule in the list", [it for it in schedules.list() if it not in before], [entry])

    ids = {event.name: event.event_id for event in found.events}
    changed = found.model_copy(deep=True, update={"name": "Library and more"})
    changed.events[0].new_name = "Only once"
    changed.events[1].recurrence = None
    changed.events = [*changed.events[:3], all_day("Another")]
    schedules.update(changed)
    after = schedules.get_user_schedule(HOURS, made)
    expect("name that was changed", after.name, "Library and more")
    names = ["Only once", "Daily", "Weekly", "Another"]
    expect("events that were changed", [event.name for event in after.events], names)
    expect("an event keeps its id with another name", after.events[0].event_id, ids["Once"])
    expect("an event does not recur any more", after.events[1].recurrence, None)
    expect("an event that was not changed", after.events[2], found.events[2])

    back = found.model_copy(deep=True)
    back.events[0].name, back.events[0].new_name = "Only once", "Once"
    schedules.update(back)
    restored = schedules.get_user_schedule(HOURS, made)
    expect("events as they were", without_ids(restored.events), own_events())

    for what, status, says, schedule in [
        ("a second schedule of this name", 409, "Another one has this name already.", wanted),
        (
            "a schedule without a name",
            400,
            "A value is missing.",
            Schedule(name="", schedule_type=HOURS),
        ),
    ]:
        expect_refusal(what, status, says, lambda: schedules.create(schedule))
    schedules.delete(HOURS, made)
    expect("schedules as before", schedules.list(), before)
    expect_refusal("a schedule that is gone", 404, NOT_THERE, lambda: schedules.delete(HOURS, made))


def in_use(world: World) -> None:
    schedules, alert = world.user.me.schedules, world.user.me.priority_alert
    made = schedules.create(Schedule(name="Library", schedule_type=HOURS))
    rule = alert.criteria_create(
        PriorityAlertCriteria(
            schedule_name="Library",
            schedule_type=HOURS,
            schedule_level=SelectiveScheduleLevel.people,
            calls_from=SelectiveFrom.any_phone_number,
            enabled=True,
        )
    )
    expect_refusal(
        "deleting a schedule of a rule",
        409,
        "Rules refer to this schedule.",
        lambda: schedules.delete(HOURS, made),
    )
    alert.criteria_delete(rule)
    schedules.delete(HOURS, made)
