"""The company's phonebook, read by everybody and changed by an administrator."""

from wxc_sdk.org_contacts import (
    Contact,
    ContactEmail,
    ContactPhoneNumber,
    EmailType,
    PrimaryContactMethod,
)
from wxc_sdk.scim.users import ScimPhoneNumberType

from expectations import MISSING, NOT_GIVEN, NOT_OFFERED, NOT_THERE, expect, expect_refusal
from world import World

MOBILE, WORK = "+447700900321", "+442079460321"


def check(world: World) -> None:
    organisation = world.user.people.me().org_id
    contacts, reader = world.administrator.org_contacts, world.user.org_contacts
    made = contacts.create(organisation, contact("Zed Zebra"))
    wanted = contact("Zed Zebra")
    wanted.contact_id, wanted.org_id, wanted.source = made.contact_id, organisation, "CH"
    wanted.primary_contact_method = PrimaryContactMethod.phone
    expect("a contact that was made", made, wanted)
    expect("the same for a user", reader.get(organisation, made.contact_id), wanted)
    found = list(reader.list(organisation, keyword="zebra"))
    expect("the contact is found", found, [wanted])
    contacts.update(organisation, made.contact_id, Contact(company_name="Zoo"))
    wanted.company_name, wanted.phone_numbers = "Zoo", wanted.phone_numbers[:1]
    # The library cannot say that one number is to go: it leaves `operation` out of what it sends.
    left = Contact(phone_numbers=wanted.phone_numbers)
    contacts.update(organisation, made.contact_id, left)
    expect("a change", reader.get(organisation, made.contact_id), wanted)
    many(world, organisation)
    refused(world, organisation, made.contact_id)
    contacts.delete(organisation, made.contact_id)
    for what in (contacts.get, contacts.delete):
        expect_refusal(
            "a contact that is gone", 404, NOT_THERE, lambda: what(organisation, made.contact_id)
        )


def contact(name: str) -> Contact:
    first, last = name.split()
    return Contact(
        display_name=name,
        first_name=first,
        last_name=last,
        company_name="Zebra and Sons",
        emails=[ContactEmail(value="zed@zebra.example", type=EmailType.work, primary=True)],
        phone_numbers=[
            ContactPhoneNumber(value=MOBILE, type=ScimPhoneNumberType.mobile, primary=True),
            ContactPhoneNumber(value=WORK, type=ScimPhoneNumberType.work, primary=False),
        ],
    )


def many(world: World, organisation: str) -> None:
    contacts = world.administrator.org_contacts
    names = ["Zoe Zander", "Zack Zander", "Zita Zander"]
    saved = contacts.bulk_create_or_update(
        organisation, [*(contact(name) for name in names), Contact(display_name="Nobody")]
    )
    expect("many contacts", [it.display_name for it in saved.contacts], names)
    expect("those that fail", [it.error_code for it in saved.failed_contacts], ["required"])
    expect("whose they are", saved.org_id, organisation)
    listed = contacts.list(organisation, keyword="zander", limit=2)
    expect("on two pages", [it.display_name for it in listed], sorted(names))
    first = saved.contacts[0]
    renamed = Contact(contact_id=first.contact_id, display_name="Zora Zander")
    contacts.bulk_create_or_update(organisation, [renamed])
    shown = contacts.get(organisation, first.contact_id)
    expect("a new name", (shown.display_name, shown.emails), ("Zora Zander", first.emails))
    contacts.bulk_delete(organisation, [it.contact_id for it in saved.contacts])
    expect("all are gone", list(contacts.list(organisation, keyword="zander")), [])


def refused(world: World, organisation: str, known: str) -> None:
    contacts, reader = world.administrator.org_contacts, world.user.org_contacts
    expect_refusal(
        "a contact without a number",
        400,
        MISSING,
        lambda: contacts.create(organisation, Contact(display_name="Nobody")),
    )
    expect_refusal(
        "a title, which is not kept",
        400,
        NOT_OFFERED,
        lambda: contacts.update(organisation, known, Contact(title="Dr")),
    )
    for what, action in [
        ("making", lambda: reader.create(organisation, contact("Zed Zebra"))),
        ("changing", lambda: reader.update(organisation, known, Contact(company_name="x"))),
        ("removing", lambda: reader.delete(organisation, known)),
    ]:
        expect_refusal(f"{what} a contact as a user", 403, NOT_GIVEN, action)
    stranger = "00000000-0000-0000-0000-000000000000"
    expect_refusal(
        "another organisation", 404, NOT_THERE, lambda: reader.get(stranger, known)
    )
