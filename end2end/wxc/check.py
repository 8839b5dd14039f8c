"""Works with the server through the unchanged client library of the Webex Calling API.

Reads `{address, user, colleague, administrator}` as JSON from its input: the server's address with
/v1, and a token of each. Says what does not fit and ends with 1, or says nothing and ends with 0.

With API_MODEL_ALLOW_EXTRA=forbid in the environment every model of the library refuses fields and
values that it does not know.
"""

import json
import sys
import traceback

from company import Company
from expectations import Unexpected
from features import (
    assistants,
    call_block,
    caller_id,
    company_schedules,
    executive_filters,
    executives,
    forwarding,
    granted,
    hoteling,
    organisation_contacts,
    people,
    profile,
    ringing,
    rules,
    schedule_events,
    schedules,
    selective,
    speed_dials,
    switches,
    voice_messages,
    voicemail,
    voicemail_pin,
)
from library import connect, operations, watch
from world import World

AREAS = [
    people,
    profile,
    caller_id,
    switches,
    forwarding,
    ringing,
    call_block,
    schedules,
    schedule_events,
    company_schedules,
    selective,
    rules,
    hoteling,
    executives,
    executive_filters,
    assistants,
    granted,
    voicemail,
    voicemail_pin,
    voice_messages,
    speed_dials,
    organisation_contacts,
]

# What the library lets a user do and the server does not have, and what that belongs to.
NOT_HERE = {
    "announcement_languages": "announcements",
    "available_numbers_for_location": "contacts",
    "call_captions_settings": "announcements",
    "call_center": "queues",
    "calls": "call control",
    "contact_center_extensions": "queues",
    "country_telephony_config_requirements": "emergency addresses",
    "endpoints": "the app of Webex",
    "go_override": "the app of Webex",
    "guest_calling_numbers": "the app of Webex",
    "large_org_status": "the app of Webex",
    "mode_management": "modes of dial plans",
    "monitoring_settings": "keys of desk phones",
    "org_locations": "more than one office",
    "personal_assistant": "presence",
}
# And what it has of that all the same.
HERE = {"calls.call_history"}


def play(world: World) -> bool:
    """Plays all areas, each for itself; gives whether all went well."""
    is_good = True
    for area in AREAS:
        try:
            area.check(world)
        except Exception as error:
            is_good = False
            print(f"{area.__name__}: {error}")
            if not isinstance(error, Unexpected):
                traceback.print_exception(error, file=sys.stdout)
    return is_good


def is_wanted(operation: str) -> bool:
    group, _, _ = operation.partition(".")
    return operation in HERE or not NOT_HERE.keys() & {operation, group}


def main(given: dict[str, str]) -> bool:
    address = given["address"]
    who = ("user", "colleague", "administrator")
    user, colleague, administrator = (connect(address, given[one]) for one in who)
    used: set[str] = set()
    watch(user, used)
    watch(colleague, used)
    company = Company(address, given["administrator"])
    world = World(address, user, colleague, administrator, company)
    if not play(world):
        return False
    untried = {name for _, _, name in operations(user) if is_wanted(name)} - used
    if untried:
        print(f"nothing tries {', '.join(sorted(untried))}")
    return not untried


if not main(json.load(sys.stdin)):
    sys.exit(1)
