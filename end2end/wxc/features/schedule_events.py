"""Events of the user's own schedules, one at a time."""

from datetime import date, time

from wxc_sdk.common.schedules import RecurDaily, Recurrence, Schedule, ScheduleType

from events import all_day, own_events, timed
from expectations import NOT_THERE, expect, expect_refusal
from world import World


def check(world: World) -> None:
    schedules = world.user.me.schedules
    made = schedules.create(Schedule(name="Library", schedule_type=ScheduleType.holidays))
    where = (ScheduleType.holidays, made)
    for wanted in own_events():
        event_id = schedules.event_create(*where, wanted)
        found = schedules.event_get(*where, event_id)
        expect("an event", found, wanted.model_copy(update={"event_id": event_id}))
        changed = all_day(wanted.name)
        changed.event_id, changed.new_name = event_id, f"{wanted.name} changed"
        changed.start_date = changed.end_date = date(2027, 4, 1)
        schedules.event_update(*where, changed)
        after = schedules.event_get(*where, event_id)
        expect("the event's new name", after.name, f"{wanted.name} changed")
        expect(
            "the event's new day",
            (after.start_date, after.all_day_enabled),
            (date(2027, 4, 1), True),
        )
        schedules.event_delete(*where, event_id)
        expect_refusal(
            "an event that is gone", 404, NOT_THERE, lambda: schedules.event_get(*where, event_id)
        )
    expect("no events are left", schedules.get_user_schedule(*where).events, [])
    backwards = timed("Backwards", None)
    backwards.start_time, backwards.end_time = time(12), time(9)
    overlapping = timed(
        "Long", Recurrence(recur_for_ever=True, recur_daily=RecurDaily(recur_interval=1))
    )
    overlapping.end_date = date(2027, 3, 4)
    for event, says in [
        (backwards, "The end has to come after the start."),
        (overlapping, "It comes again before it is over."),
    ]:
        expect_refusal(event.name, 400, says, lambda: schedules.event_create(*where, event))
    schedules.delete(*where)
