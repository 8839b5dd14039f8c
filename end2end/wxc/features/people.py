"""The user as a person: his names change, and what others decide does not."""

from wxc_sdk.people import Person

from expectations import NOT_OFFERED, expect, expect_refusal
from world import World


def check(world: World) -> None:
    details(world)
    names(world)
    others_decide(world)


def details(world: World) -> None:
    me = world.user.people.me()
    expect("name", (me.first_name, me.last_name, me.display_name), ("Anna", "Jansen", "Anna Jansen"))
    expect("time zone", me.time_zone, "Europe/Amsterdam")
    expect("created", me.created is not None, True)
    expect("extension", me.extension, "2041")
    expect("the same by his id", world.user.people.details(person_id=me.person_id), me)


def names(world: World) -> None:
    me = world.user.people.me()
    changed = world.user.people.update(person=renamed(me, "Annabel"))
    expect("new name", (changed.first_name, changed.display_name), ("Annabel", "Annabel Jansen"))
    expect("it was saved", world.user.people.me(), changed)
    restored = world.user.people.update(person=renamed(changed, "Anna"))
    expect("the person as before", restored, me)


def others_decide(world: World) -> None:
    me = world.user.people.me()
    mallory = me.model_copy(update={"emails": ["mallory@example.nl"]})
    expect_refusal("another address", 400, NOT_OFFERED, lambda: world.user.people.update(person=mallory))
    expect("the person as before", world.user.people.me(), me)


def renamed(person: Person, first_name: str) -> Person:
    return person.model_copy(update={"first_name": first_name})
