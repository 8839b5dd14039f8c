"""Events of schedules, as the checks of several areas make them."""

from datetime import date, time

from wxc_sdk.common.schedules import Event, RecurDaily, Recurrence, RecurWeekly

from expectations import expect

MONDAY = date(2027, 3, 1)


def timed(name: str, recurrence: Recurrence | None) -> Event:
    return Event(
        name=name,
        start_date=MONDAY,
        end_date=MONDAY,
        start_time=time(9),
        end_time=time(12, 30),
        all_day_enabled=False,
        recurrence=recurrence,
    )


def all_day(name: str, recurrence: Recurrence | None = None) -> Event:
    return Event(
        name=name,
        start_date=MONDAY,
        end_date=date(2027, 3, 2),
        all_day_enabled=True,
        recurrence=recurrence,
    )


def own_events() -> list[Event]:
    """Every recurrence and every end that schedules of users have."""
    return [
        timed("Once", None),
        timed("Daily", Recurrence(recur_for_ever=True, recur_daily=RecurDaily(recur_interval=3))),
        timed(
            "Weekly",
            Recurrence(
                recur_for_ever=False,
                recur_end_date=date(2028, 3, 1),
                recur_weekly=RecurWeekly(recur_interval=2, monday=True, friday=True),
            ),
        ),
        timed(
            "Five times",
            Recurrence(
                recur_for_ever=False,
                recur_end_occurrence=5,
                recur_weekly=RecurWeekly(recur_interval=1, monday=True),
            ),
        ),
        all_day("Away"),
    ]


def without_ids(found: list[Event]) -> list[Event]:
    expect("every event has an id", all(event.event_id for event in found), True)
    return [event.model_copy(update={"event_id": None}) for event in found]
