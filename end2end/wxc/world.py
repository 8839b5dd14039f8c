"""Who works with the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from wxc_sdk import WebexSimpleApi

from company import Company


@dataclass
class World:
    address: str
    #: Anna Jansen, whose settings are changed.
    user: WebexSimpleApi
    #: Anouk Bakker, who becomes an assistant for a while.
    colleague: WebexSimpleApi
    #: Koen Vos, who decides for the company.
    administrator: WebexSimpleApi
    company: Company

    @contextmanager
    def executive(self) -> Iterator[None]:
        """The user is an executive, and the colleague somebody who can assist."""
        anna, anouk = self.company.person("jansen"), self.company.person("bakker")
        with (
            self.company.granted(anna, "executive"),
            self.company.granted(anouk, "executiveAssistant"),
        ):
            yield
