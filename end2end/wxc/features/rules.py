"""The seven settings that have rules of the same shape."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from wxc_sdk.common.schedules import Schedule, ScheduleType
from wxc_sdk.common.selective import (
    SelectiveCrit,
    SelectiveCriteria,
    SelectiveFrom,
    SelectiveScheduleLevel,
    SelectiveSource,
)
from wxc_sdk.me import MeSettingsApi
from wxc_sdk.me.call_notify import CallNotifyCriteria
from wxc_sdk.me.selective_forward import MeSelectiveForwardCriteria
from wxc_sdk.person_settings.priority_alert import PriorityAlertCriteria
from wxc_sdk.person_settings.selective_accept import SelectiveAcceptCriteria
from wxc_sdk.person_settings.selective_reject import SelectiveRejectCriteria
from wxc_sdk.person_settings.sequential_ring import SequentialRingCriteria
from wxc_sdk.person_settings.sim_ring import SimRingCriteria

from expectations import (
    MISSING,
    NOT_OFFERED,
    NOT_THERE,
    expect,
    expect_hidden,
    expect_refusal,
)
from world import World

OWN, COMPANYS = "Library hours", "Library closed"


@dataclass
class Ruled:
    """A setting that has rules."""

    feature: str
    api: Any
    criterion: type[SelectiveCriteria]
    takes_classes: bool = False
    #: What rules of this setting have beside, as always and as changed.
    usual: dict[str, object] = field(default_factory=dict)
    other: dict[str, object] = field(default_factory=dict)


def settings(me: MeSettingsApi) -> list[Ruled]:
    return [
        Ruled("callNotify", me.call_notify, CallNotifyCriteria),
        Ruled("priorityAlert", me.priority_alert, PriorityAlertCriteria, True),
        Ruled("selectivelyAcceptCalls", me.selective_accept, SelectiveAcceptCriteria),
        Ruled("selectivelyRejectCalls", me.selective_reject, SelectiveRejectCriteria),
        Ruled(
            "selectivelyForwardCalls",
            me.selective_forward,
            MeSelectiveForwardCriteria,
            True,
            usual={"destination_voicemail_enabled": False},
            other={
                "destination_voicemail_enabled": True,
                "forward_to_phone_number": "+31201234567",
            },
        ),
        Ruled("simultaneousRing", me.sim_ring, SimRingCriteria),
        Ruled("sequentialRing", me.sequential_ring, SequentialRingCriteria),
    ]


def check(world: World) -> None:
    me = world.user.me
    with schedules(world):
        for setting in settings(me):
            lives(setting)
            refused(setting)
            hidden(world, setting)


@contextmanager
def schedules(world: World) -> Iterator[None]:
    """A schedule of the user and one of the company, for rules to refer to."""
    own = world.user.me.schedules
    kind = ScheduleType.business_hours
    with ExitStack() as after:
        made = own.create(Schedule(name=OWN, schedule_type=kind))
        after.callback(own.delete, kind, made)
        after.enter_context(world.company.schedule(name=COMPANYS, type="holidays"))
        yield


def always(setting: Ruled, calls_from: SelectiveFrom) -> SelectiveCriteria:
    return setting.criterion(
        calls_from=calls_from,
        anonymous_callers_enabled=False,
        unavailable_callers_enabled=False,
        enabled=True,
        **setting.usual,
    )


def chosen(setting: Ruled) -> SelectiveCriteria:
    """Another rule in every field."""
    return setting.criterion(
        schedule_name=OWN,
        schedule_type=ScheduleType.business_hours,
        schedule_level=SelectiveScheduleLevel.people,
        calls_from=SelectiveFrom.select_phone_numbers,
        anonymous_callers_enabled=True,
        unavailable_callers_enabled=True,
        phone_numbers=["+31201234567", "+442079460042"],
        enabled=False,
        **setting.other,
    )


def elsewhere(setting: Ruled) -> SelectiveCriteria:
    """And another once more."""
    criterion = chosen(setting)
    criterion.schedule_name = COMPANYS
    criterion.schedule_type = ScheduleType.holidays
    criterion.schedule_level = SelectiveScheduleLevel.location
    criterion.phone_numbers = ["+31201234568"]
    criterion.anonymous_callers_enabled = False
    criterion.enabled = True
    return criterion


def anybody(setting: Ruled) -> SelectiveCriteria:
    """The chosen one, about all callers: who says so takes the numbers away."""
    criterion = chosen(setting)
    criterion.calls_from = SelectiveFrom.any_phone_number
    criterion.anonymous_callers_enabled = criterion.unavailable_callers_enabled = False
    criterion.phone_numbers = None
    return criterion


def lives(setting: Ruled) -> None:
    """A rule is made, read, changed, put back and removed."""
    api, before = setting.api, setting.api.get()
    made = api.criteria_create(always(setting, SelectiveFrom.any_phone_number))

    def is_now(wanted: SelectiveCriteria) -> None:
        is_chosen = wanted.calls_from == SelectiveFrom.select_phone_numbers
        source = SelectiveSource.specific_numbers if is_chosen else SelectiveSource.all_numbers
        wanted = wanted.model_copy(update={"id": made})
        expect(f"a rule of {setting.feature}", api.criteria_get(made), wanted)
        entry = SelectiveCrit.model_construct(
            id=made, schedule_name=wanted.schedule_name, source=source, enabled=wanted.enabled
        )
        expect(f"rules of {setting.feature}", api.get().criteria, [*before.criteria, entry])

    is_now(always(setting, SelectiveFrom.any_phone_number))
    for state in (chosen, elsewhere, anybody, chosen):
        api.criteria_update(state(setting), made)
        is_now(state(setting))
    api.criteria_delete(made)
    expect(f"{setting.feature} as it was", api.get(), before)
    for what in (api.criteria_get, api.criteria_delete):
        expect_refusal("a rule that is gone", 404, NOT_THERE, lambda: what(made))


def refused(setting: Ruled) -> None:
    api, before = setting.api, setting.api.get()
    for calls_from in (SelectiveFrom.any_internal, SelectiveFrom.any_external):
        rule = always(setting, calls_from)
        if setting.takes_classes:
            made = api.criteria_create(rule)
            wanted = rule.model_copy(update={"id": made})
            expect(f"calls from {calls_from.value}", api.criteria_get(made), wanted)
            api.criteria_delete(made)
        else:
            expect_refusal(
                f"{calls_from.value} in {setting.feature}",
                400,
                NOT_OFFERED,
                lambda: api.criteria_create(rule),
            )
    nobody = always(setting, SelectiveFrom.select_phone_numbers)
    unknown = chosen(setting).model_copy(update={"schedule_name": "Nothing of the kind"})
    thirteen = chosen(setting).model_copy(
        update={"phone_numbers": [f"+312012345{at}" for at in range(60, 73)]}
    )
    for what, says, rule in [
        ("nobody's calls", MISSING, nobody),
        ("an unknown schedule", "There is no such schedule.", unknown),
        ("thirteen numbers", "These are more than there may be.", thirteen),
    ]:
        expect_refusal(what, 400, says, lambda: api.criteria_create(rule))
    expect(f"{setting.feature} as it was", api.get(), before)


def hidden(world: World, setting: Ruled) -> None:
    api = setting.api
    rule = always(setting, SelectiveFrom.any_phone_number)
    made = api.criteria_create(rule)
    with world.company.hidden(world.company.person("jansen"), setting.feature):
        for what, action in [
            ("reading", api.get),
            ("reading a rule of", lambda: api.criteria_get(made)),
            ("adding a rule to", lambda: api.criteria_create(rule)),
            ("changing a rule of", lambda: api.criteria_update(chosen(setting), made)),
            ("removing a rule of", lambda: api.criteria_delete(made)),
        ]:
            expect_hidden(f"{what} hidden {setting.feature}", action)
    expect("a rule that was hidden", api.criteria_get(made).enabled, True)
    api.criteria_delete(made)
