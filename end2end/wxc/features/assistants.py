"""The assistants of an executive, and what they decide."""

from wxc_sdk.me.executive import AssignedAssistants
from wxc_sdk.person_settings.executive import AssistantSettings, ExecOrAssistant

from expectations import (
    MISSING,
    NOT_OFFERED,
    expect,
    expect_hidden,
    expect_refusal,
    goes_round,
)
from world import World


def check(world: World) -> None:
    with world.executive():
        assistants(world, world.company.person("jansen"), world.company.person("bakker"))


def assistants(world: World, anna: str, anouk: str) -> None:
    executive, assistant = world.user.me.executive, world.colleague.me.executive
    (available,) = executive.executive_available_assistants()
    who = (available.id, available.first_name, available.last_name)
    expect("who can be an assistant", who, (anouk, "Anouk", "Bakker"))
    numbers = (available.direct_number, available.extension)
    expect("numbers of the assistant", numbers, ("+442079460043", "2043"))

    before = executive.assigned_assistants()
    expect("assistants at first", before.assistants, [])
    executive.update_assigned_assistants(
        AssignedAssistants(allow_opt_in_out_enabled=True, assistants=[available])
    )
    assigned = executive.assigned_assistants()
    wanted = available.model_copy(update={"opt_in_enabled": True})
    expect("assistants", (assigned.allow_opt_in_out_enabled, assigned.assistants), (True, [wanted]))
    expect_refusal(
        "an assistant who is none",
        400,
        NOT_OFFERED,
        lambda: executive.update_assigned_assistants(
            AssignedAssistants(assistants=[ExecOrAssistant(id=anna)])
        ),
    )
    works(world, anna)
    # Emptied, the library calls the list by another name.
    executive.update_assigned_assistants(before)
    expect("assistants as before", executive.assigned_assistants(), before)
    expect("nobody to work for", assistant.executive_assistant_settings().executives, [])


def works(world: World, anna: str) -> None:
    """What the assistant decides."""
    assistant = world.colleague.me.executive
    before = assistant.executive_assistant_settings()
    boss = ExecOrAssistant(
        id=anna,
        first_name="Anna",
        last_name="Jansen",
        direct_number="+442079460041",
        extension="2041",
        opt_in_enabled=True,
    )
    expect("whom the assistant works for", before.executives, [boss])
    goes_round(
        "working as an assistant",
        assistant.executive_assistant_settings,
        assistant.update_executive_assistant_settings,
        lambda before: AssistantSettings(
            forward_filtered_calls_enabled=not before.forward_filtered_calls_enabled,
            forward_to_phone_number="+31201234567",
            executives=[boss.model_copy(update={"opt_in_enabled": False})],
        ),
        back=lambda before: before.model_copy(update={"forward_to_phone_number": None}),
    )
    expect_refusal(
        "diverting to nowhere",
        400,
        MISSING,
        lambda: assistant.update_executive_assistant_settings(
            AssistantSettings(forward_filtered_calls_enabled=True)
        ),
    )
    expect_hidden("filtering of an assistant", assistant.executive_call_filtering_settings)
