"""The client library of the Webex Calling API, unchanged, pointed at the server."""

import functools
import inspect
from collections.abc import Callable, Iterator

from wxc_sdk import WebexSimpleApi
from wxc_sdk.api_child import ApiChild
from wxc_sdk.rest import RestSession
from wxc_sdk.tokens import Tokens


def connect(address: str, token: str) -> WebexSimpleApi:
    class Session(RestSession):
        BASE = address

    session = Session(tokens=Tokens(access_token=token), concurrent_requests=1, retry_429=False)
    session.trust_env = False
    return WebexSimpleApi(tokens=token, session=session)


def operations(api: WebexSimpleApi) -> Iterator[tuple[ApiChild, str, str]]:
    """What the library lets a user do about himself: where, which method, and both in one word."""
    for name, child in [("", api.me), *vars(api.me).items()]:
        if not isinstance(child, ApiChild):
            continue
        for method, function in vars(type(child)).items():
            if inspect.isfunction(function) and not method.startswith("_"):
                yield child, method, f"{name}.{method}".lstrip(".")


def watch(api: WebexSimpleApi, used: set[str]) -> None:
    """Writes down the names of operations as they are called."""
    for child, method, name in list(operations(api)):
        setattr(child, method, _noting(getattr(child, method), name, used))


def _noting(call: Callable, name: str, used: set[str]) -> Callable:
    @functools.wraps(call)
    def noted(*args, **kwargs):
        used.add(name)
        return call(*args, **kwargs)

    return noted
