"""Schedules of the company, which its users read."""

from wxc_sdk.common.schedules import (
    Recurrence,
    RecurYearlyByDate,
    RecurYearlyByDay,
    Schedule,
    ScheduleDay,
    ScheduleLevel,
    ScheduleMonth,
    ScheduleType,
    ScheduleWeek,
)

from events import all_day, without_ids
from expectations import NOT_GIVEN, expect, expect_refusal
from world import World


def check(world: World) -> None:
    schedules = world.user.me.schedules
    wanted = [
        all_day(
            "By date",
            Recurrence(
                recur_for_ever=True,
                recur_yearly_by_date=RecurYearlyByDate(day_of_month=1, month=ScheduleMonth.mar),
            ),
        ),
        all_day(
            "By day",
            Recurrence(
                recur_for_ever=True,
                recur_yearly_by_day=RecurYearlyByDay(
                    day=ScheduleDay.monday, week=ScheduleWeek.first, month=ScheduleMonth.mar
                ),
            ),
        ),
    ]
    settings = Schedule(name="Closed", schedule_type=ScheduleType.holidays, events=wanted)
    with world.company.schedule(**settings.create_update()) as made:
        where = (ScheduleType.holidays, made)
        # The library writes its own word into the address unless it is given the plain one.
        found = schedules.get_location_schedule("holidays", made)
        expect("events of the company", without_ids(found.events), wanted)
        expect("whose schedule it is", found.level, ScheduleLevel.location)
        expect("the same at the other address", schedules.get_user_schedule(*where), found)
        levels = {it.schedule_id: it.level for it in schedules.list()}
        expect("the company's schedule in the list", levels[made], ScheduleLevel.location)
        expect("an event", schedules.event_get(*where, found.events[0].event_id), found.events[0])
        for what, action in [
            ("changing a schedule of the company", lambda: schedules.update(found)),
            ("deleting it", lambda: schedules.delete(*where)),
            ("adding to it", lambda: schedules.event_create(*where, wanted[0])),
        ]:
            expect_refusal(what, 403, NOT_GIVEN, action)
        expect("nothing was changed", schedules.get_user_schedule(*where), found)
