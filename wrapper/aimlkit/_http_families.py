"""Support for httpx and its continuation httpx2: two families of classes with the same names.

Internally, this package uses the requests, responses and URLs of httpx. Programs may pass clients, URLs and timeouts of
either family. A client raises the exceptions of its own family. httpx2 is never imported here: objects of its classes
exist only once a program has imported it.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

import httpx
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType
    from typing import TypeGuard

    import httpx2

ObjectT = TypeVar("ObjectT")


class AnyTimeout(Protocol):
    """A `Timeout` of httpx or httpx2."""

    def as_dict(self) -> Mapping[str, float | None]:
        """Return the timeouts in seconds: `connect`, `read`, `write` and `pool`."""
        ...


class AnyURL(Protocol):
    """A `URL` of httpx or httpx2."""

    @property
    def scheme(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def raw_path(self) -> bytes: ...


class AnySyncHttpClient(Protocol):
    """A `Client` of httpx or httpx2."""

    @property
    def is_closed(self) -> bool: ...
    def close(self) -> None: ...


class AnyAsyncHttpClient(Protocol):
    """An `AsyncClient` of httpx or httpx2."""

    @property
    def is_closed(self) -> bool: ...
    async def aclose(self) -> None: ...


@frozen
class HttpFamily:
    """A family of classes: httpx or httpx2."""

    module: ModuleType

    def error(self, error_class: type[Exception], *args: str) -> Exception:
        """Create the exception of this family that corresponds to `error_class`, a class of httpx."""
        return _counterpart(error_class, self.module)(*args)


HTTPX = HttpFamily(httpx)


def family_of(value: object) -> HttpFamily:
    """Return the family of a client or exception."""
    module = _httpx2_if_imported()
    if module is not None and any(each.__module__.startswith("httpx2") for each in type(value).__mro__):
        return HttpFamily(module)
    return HTTPX


def in_all_families(*classes: type[ObjectT]) -> tuple[type[ObjectT], ...]:
    """Return `classes` of httpx, and their counterparts in httpx2 if the program has imported it."""
    return _with_counterparts(classes, _httpx2_if_imported())


@lru_cache(maxsize=64)
def _with_counterparts(
    classes: tuple[type[ObjectT], ...], module: ModuleType | None
) -> tuple[type[ObjectT], ...]:
    if module is None:
        return classes
    return (*classes, *(_counterpart(each, module) for each in classes))


def _counterpart(cls: type[ObjectT], module: ModuleType) -> type[ObjectT]:
    """Return the class in `module` that has the name of `cls`."""
    counterpart: type[ObjectT] = getattr(module, cls.__name__)
    return counterpart


def is_sync_client(value: object) -> TypeGuard[httpx.Client | httpx2.Client]:
    """Return whether `value` is a `Client` of either family."""
    return isinstance(value, in_all_families(httpx.Client))


def is_async_client(value: object) -> TypeGuard[httpx.AsyncClient | httpx2.AsyncClient]:
    """Return whether `value` is an `AsyncClient` of either family."""
    return isinstance(value, in_all_families(httpx.AsyncClient))


def is_url(value: object) -> TypeGuard[httpx.URL | httpx2.URL]:
    """Return whether `value` is a `URL` of either family."""
    return isinstance(value, in_all_families(httpx.URL))


def is_timeout(value: object) -> TypeGuard[httpx.Timeout | httpx2.Timeout]:
    """Return whether `value` is a `Timeout` of either family."""
    return isinstance(value, in_all_families(httpx.Timeout))


def _httpx2_if_imported() -> ModuleType | None:
    """Return httpx2 if the program has imported it completely: another thread may be in the middle of the import."""
    module = sys.modules.get("httpx2")
    return (
        module if module is not httpx and hasattr(module, "alias_httpx") and hasattr(module, "URL") else None
    )
