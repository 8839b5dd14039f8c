"""Executives: how their assistants are alerted, and what they notice of it themselves."""

from wxc_sdk.common.selective import SelectiveFrom
from wxc_sdk.person_settings.executive import (
    ExecAlert,
    ExecAlertClidNameMode,
    ExecAlertClidPhoneNumberMode,
    ExecAlertingMode,
    ExecAlertRolloverAction,
    ExecCallFilteringCriteria,
    ExecScreening,
    ExecScreeningAlertType,
)

from expectations import MISSING, expect_hidden, expect_refusal, goes_round
from world import World


def check(world: World) -> None:
    not_given(world)
    with world.executive():
        alerting(world)
        screening(world)
        with world.company.hidden(world.company.person("jansen"), "executive"):
            not_given(world)


def not_given(world: World) -> None:
    executive = world.user.me.executive
    new = ExecCallFilteringCriteria(
        filter_name="Everybody", calls_from=SelectiveFrom.any_phone_number, filter_enabled=True
    )
    for what, action in [
        ("alerting", executive.alert_settings),
        ("changing alerting", lambda: executive.update_alert_settings(ExecAlert())),
        ("assistants", executive.assigned_assistants),
        ("working as one", executive.executive_assistant_settings),
        ("available assistants", executive.executive_available_assistants),
        ("filtering", executive.executive_call_filtering_settings),
        ("a new filter", lambda: executive.create_call_filtering_criteria(new)),
        ("screening", executive.screening_settings),
    ]:
        expect_hidden(f"{what} of who is no executive", action)


def alerting(world: World) -> None:
    executive = world.user.me.executive
    goes_round(
        "alerting",
        executive.alert_settings,
        executive.update_alert_settings,
        lambda before: ExecAlert(
            alerting_mode=ExecAlertingMode.simultaneous,
            next_assistant_number_of_rings=20,
            rollover_enabled=not before.rollover_enabled,
            rollover_action=ExecAlertRolloverAction.forward,
            rollover_forward_to_phone_number="+31201234567",
            rollover_wait_time_in_secs=7200,
            clid_name_mode=ExecAlertClidNameMode.custom,
            custom_clidname_in_unicode="Zoë's calls",
            clid_phone_number_mode=ExecAlertClidPhoneNumberMode.custom,
            custom_clidphone_number="+442079460001",
        ),
        back=lambda before: before.model_copy(
            update={
                "rollover_forward_to_phone_number": None,
                "custom_clidname_in_unicode": None,
                "custom_clidphone_number": None,
            }
        ),
        # Only written: the older name of the one in Unicode.
        absent=("custom_clidname",),
    )
    for says, settings in [
        (
            "This is more than the field takes.",
            ExecAlert(next_assistant_number_of_rings=21),
        ),
        (MISSING, ExecAlert(rollover_action=ExecAlertRolloverAction.forward)),
        (MISSING, ExecAlert(clid_name_mode=ExecAlertClidNameMode.custom)),
    ]:
        expect_refusal(
            f"{settings!r}", 400, says, lambda: executive.update_alert_settings(settings)
        )


def screening(world: World) -> None:
    executive = world.user.me.executive
    goes_round(
        "screening",
        executive.screening_settings,
        executive.update_screening_settings,
        lambda before: ExecScreening(
            enabled=not before.enabled,
            alert_type=ExecScreeningAlertType.ring_splash,
            alert_anywhere_location_enabled=not before.alert_anywhere_location_enabled,
            alert_mobility_location_enabled=not before.alert_mobility_location_enabled,
            alert_shared_call_appearance_location_enabled=(
                not before.alert_shared_call_appearance_location_enabled
            ),
        ),
    )
