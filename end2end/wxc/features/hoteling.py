"""Sitting at somebody else's phone."""

from wxc_sdk.me.hoteling import AvailableHotelingHost, HotelingGuestSettings

from expectations import NOT_OFFERED, expect, expect_hidden, expect_refusal, goes_round
from world import World

OF_THE_HOST = (
    "host_association_limit_hours",
    "host_enforced_association_limit_enabled",
    "host_first_name",
    "host_last_name",
    "host_phone_number",
    "host_extension",
    "host_location",
    "host_id",
)


def check(world: World) -> None:
    hoteling, company = world.user.me.hoteling, world.company
    goes_round(
        "being a guest",
        hoteling.get_guest_settings,
        hoteling.update_guest_settings,
        lambda before: HotelingGuestSettings(
            enabled=not before.enabled,
            association_limit_enabled=not before.association_limit_enabled,
            association_limit_hours=999,
        ),
        absent=OF_THE_HOST,
    )
    bakker, smit = company.person("bakker"), company.person("smit")
    limit = {"enforceAssociationLimit": True, "associationLimitHours": 8}
    with company.host(bakker, **limit), company.host(smit, enforceAssociationLimit=False):
        hosts(world, bakker, smit)
        stay(world, bakker)
        refused(world, bakker)
    with company.hidden(company.person("jansen"), "hoteling"):
        expect_hidden("hidden hoteling", hoteling.get_guest_settings)
        expect_hidden("hosts of hidden hoteling", lambda: list(hoteling.get_available_hosts()))


def hosts(world: World, bakker: str, smit: str) -> None:
    hoteling = world.user.me.hoteling
    anouk = AvailableHotelingHost(
        host_id=bakker,
        first_name="Anouk",
        last_name="Bakker",
        phone_number="+442079460043",
        extension="2043",
        allowed_association_duration=8,
    )
    everybody = list(hoteling.get_available_hosts())
    expect("hosts", [it.host_id for it in everybody], [bakker, smit])
    expect("a host", everybody[0], anouk)
    expect("a host without a limit", everybody[1].allowed_association_duration, None)
    paged = list(hoteling.get_available_hosts(max=1))
    expect("hosts on two pages", paged, everybody)
    expect("a host by name", list(hoteling.get_available_hosts(name="bak")), [anouk])
    found = list(hoteling.get_available_hosts(phone_number="9460043"))
    expect("a host by number", found, [anouk])


def stay(world: World, host: str) -> None:
    hoteling = world.user.me.hoteling
    before = hoteling.get_guest_settings()
    hoteling.update_guest_settings(guest(host, 8))
    sits = hoteling.get_guest_settings()
    wanted = guest(host, 8)
    wanted.host_first_name, wanted.host_last_name = "Anouk", "Bakker"
    wanted.host_phone_number, wanted.host_extension = "+442079460043", "2043"
    wanted.host_association_limit_hours = 8
    wanted.host_enforced_association_limit_enabled = True
    wanted.host_location = sits.host_location
    expect("where the guest sits", sits, wanted)
    expect("where the host's phone stands", bool(sits.host_location), True)
    taken = [it.host_id for it in hoteling.get_available_hosts()]
    expect("the host is taken", host in taken, False)
    # The library cannot say that there is no host; who is no guest any more has none.
    hoteling.update_guest_settings(before)
    expect("the guest has left", hoteling.get_guest_settings(), before)


def guest(host: str, hours: int) -> HotelingGuestSettings:
    return HotelingGuestSettings(
        enabled=True,
        association_limit_enabled=True,
        association_limit_hours=hours,
        host_id=host,
    )


def refused(world: World, host: str) -> None:
    hoteling = world.user.me.hoteling
    before = hoteling.get_guest_settings()
    for what, says, settings in [
        ("staying too long", "The host does not allow a stay of this length.", guest(host, 9)),
        ("staying no time", "This is less than the field takes.", guest(host, 0)),
        (
            "sitting where there is no host",
            NOT_OFFERED,
            guest(world.company.person("mulder"), 8),
        ),
    ]:
        expect_refusal(what, 400, says, lambda: hoteling.update_guest_settings(settings))
    expect("nobody sat down", hoteling.get_guest_settings(), before)
