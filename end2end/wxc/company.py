"""What an administrator decides, through our own API: the library has none for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests


class Company:
    def __init__(self, address: str, token: str) -> None:
        self.address = f"{address}/company"
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, body: object = None) -> Any:
        response = self.session.request(method, f"{self.address}/{path}", json=body, timeout=10)
        if not response.ok:
            raise RuntimeError(f"{method} {path}: {response.status_code} {response.text}")
        return response.json() if response.content else None

    def person(self, name: str) -> str:
        """The id of the one whom a name finds."""
        (found,) = self.ask("GET", f"users?query={name}")["users"]
        return found["id"]

    @contextmanager
    def granted(self, person: str, grant: str) -> Iterator[None]:
        path = f"users/{person}"
        before = self.ask("GET", path)["grants"]
        self.ask("PUT", path, {"grants": [*before, grant]})
        try:
            yield
        finally:
            self.ask("PUT", path, {"grants": before})

    @contextmanager
    def hidden(self, person: str, *features: str) -> Iterator[None]:
        """Hides features from somebody."""
        path = f"users/{person}/featureAccess"

        def decide(own: str | None) -> None:
            self.ask("PUT", path, {"features": {it: {"own": own} for it in features}})

        decide("NO_ACCESS")
        try:
            yield
        finally:
            decide(None)

    @contextmanager
    def permitted(self, person: str, permission: str) -> Iterator[None]:
        """Limits where somebody may have his calls sent."""
        path = f"users/{person}/featureAccess"
        before = self.ask("GET", path)["outgoingPermission"]
        self.ask("PUT", path, {"outgoingPermission": permission})
        try:
            yield
        finally:
            self.ask("PUT", path, {"outgoingPermission": before})

    @contextmanager
    def schedule(self, **settings: object) -> Iterator[str]:
        made = self.ask("POST", "schedules", settings)["id"]
        try:
            yield made
        finally:
            self.ask("DELETE", f"schedules/{made}")

    @contextmanager
    def call_group(self, kind: str, name: str, members: list[str]) -> Iterator[None]:
        group = {"kind": kind, "name": name, "memberIds": members}
        made = self.ask("POST", "callGroups", group)["id"]
        try:
            yield
        finally:
            self.ask("DELETE", f"callGroups/{made}")

    @contextmanager
    def host(self, person: str, **settings: object) -> Iterator[None]:
        """Lets guests sit at somebody's phone."""
        yield from self._changed(f"users/{person}/hotelingHost", "isActive", settings)

    @contextmanager
    def recording(self, person: str, **settings: object) -> Iterator[None]:
        """Has somebody's calls recorded."""
        yield from self._changed(f"users/{person}/callRecording", "enabled", settings)

    def _changed(self, path: str, switch: str, settings: dict) -> Iterator[None]:
        self.ask("PUT", path, {switch: True, **settings})
        try:
            yield
        finally:
            self.ask("PUT", path, {switch: False})
