"""Which calls go to an executive's assistants."""

from wxc_sdk.common import PrimaryOrSecondary
from wxc_sdk.common.schedules import Schedule, ScheduleType
from wxc_sdk.common.selective import SelectiveFrom
from wxc_sdk.person_settings.executive import (
    ExecCallFiltering,
    ExecCallFilteringCriteria,
    ExecCallFilteringCriteriaItem,
    ExecCallFilteringScheduleLevel,
    ExecCallFilteringToNumber,
    ExecCallFilterType,
)

from expectations import MISSING, NOT_THERE, expect, expect_refusal, goes_round
from world import World


def check(world: World) -> None:
    with world.executive():
        filtering(world)
        rules(world)


def filtering(world: World) -> None:
    executive = world.user.me.executive
    for kind in ExecCallFilterType:
        if kind != executive.executive_call_filtering_settings().filter_type:
            goes_round(
                "filtering",
                executive.executive_call_filtering_settings,
                executive.update_executive_call_filtering_settings,
                lambda before: ExecCallFiltering(
                    enabled=not before.enabled, filter_type=kind, criteria=before.criteria
                ),
                only_read=("criteria",),
            )


def a_filter(**more: object) -> ExecCallFilteringCriteria:
    return ExecCallFilteringCriteria(
        filter_name="Everybody",
        calls_from=SelectiveFrom.any_phone_number,
        anonymous_callers_enabled=False,
        unavailable_callers_enabled=False,
        filter_enabled=True,
        calls_to_numbers=[],
        **more,
    )


def chosen() -> ExecCallFilteringCriteria:
    return ExecCallFilteringCriteria(
        filter_name="Family",
        schedule_name="Library hours",
        schedule_type=ScheduleType.business_hours,
        schedule_level=ExecCallFilteringScheduleLevel.people,
        calls_from=SelectiveFrom.select_phone_numbers,
        anonymous_callers_enabled=True,
        unavailable_callers_enabled=True,
        phone_numbers=["+31201234567", "+3161*"],
        filter_enabled=False,
        calls_to_numbers=[
            ExecCallFilteringToNumber(type=PrimaryOrSecondary.primary),
            ExecCallFilteringToNumber(
                type=PrimaryOrSecondary.secondary, phone_number="+442079460041"
            ),
        ],
    )


def rules(world: World) -> None:
    executive, schedules = world.user.me.executive, world.user.me.schedules
    before = executive.executive_call_filtering_settings()
    hours = ScheduleType.business_hours
    schedule = schedules.create(Schedule(name="Library hours", schedule_type=hours))
    made = executive.create_call_filtering_criteria(a_filter())

    def is_now(wanted: ExecCallFilteringCriteria, is_active: bool) -> None:
        found = executive.call_filtering_criteria(made)
        expect("a filter", found, wanted.model_copy(update={"id": made}))
        entry = ExecCallFilteringCriteriaItem(
            id=made,
            filter_name=wanted.filter_name,
            source=wanted.calls_from,
            activation_enabled=is_active,
            filter_enabled=wanted.filter_enabled,
        )
        listed = executive.executive_call_filtering_settings().criteria
        expect("the list of filters", listed, [*before.criteria, entry])

    is_now(a_filter(), True)
    expect("id of a changed filter", executive.update_call_filtering_criteria(made, chosen()), made)
    is_now(chosen(), True)
    settings = executive.executive_call_filtering_settings()
    settings.criteria[-1].activation_enabled = False
    executive.update_executive_call_filtering_settings(settings)
    is_now(chosen(), False)
    # What is not set is left out, and kept; a field that is set to nothing is emptied.
    nothing = {"schedule_name": None, "schedule_type": None, "schedule_level": None}
    executive.update_call_filtering_criteria(made, a_filter(**nothing))
    is_now(a_filter(), False)
    for calls_from in (SelectiveFrom.any_internal, SelectiveFrom.any_external):
        executive.update_call_filtering_criteria(
            made, ExecCallFilteringCriteria(calls_from=calls_from)
        )
        is_now(a_filter().model_copy(update={"calls_from": calls_from}), False)
    expect_refusal(
        "a filter without a name",
        400,
        MISSING,
        lambda: executive.create_call_filtering_criteria(
            a_filter().model_copy(update={"filter_name": ""})
        ),
    )
    executive.delete_call_filtering_criteria(made)
    schedules.delete(hours, schedule)
    expect("filters as before", executive.executive_call_filtering_settings(), before)
    expect_refusal(
        "a filter that is gone",
        404,
        NOT_THERE,
        lambda: executive.update_call_filtering_criteria(made, a_filter()),
    )
