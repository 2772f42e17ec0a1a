"""The actor of Ray that has the limits of a cluster, and what this package uses of Ray."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from aimlkit._exceptions import MissingPackageError
from aimlkit.bulk._shared_limits import ClusterLimits, SpendLedger

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from aimlkit.bulk._shared_limits import LimitsReply, LimitsReport

#: The namespace of the actors, in which all jobs of a cluster find them.
NAMESPACE = "aimlkit"

#: Seconds before an actor that died is looked up, or created, again.
_DELAYS = (0.0, 0.1, 0.5, 2.0, 5.0, 10.0)

#: What this process knows that the workers of a run have spent, by the name of its actor.
_ledgers: defaultdict[str, SpendLedger] = defaultdict(SpendLedger)


class _ExchangeMethod(Protocol):
    def remote(self, report: LimitsReport, /) -> Awaitable[LimitsReply]: ...


class _ActorHandle(Protocol):
    @property
    def exchange(self) -> _ExchangeMethod: ...


class _ActorClass(Protocol):
    def options(
        self,
        *,
        name: str,
        namespace: str,
        get_if_exists: bool,
        max_restarts: int,
        max_task_retries: int,
        num_cpus: int,
    ) -> _ActorClass: ...

    def remote(
        self, requests_per_minute: float | None, tokens_per_minute: float | None, /
    ) -> _ActorHandle: ...


class _RuntimeContext(Protocol):
    def get_job_id(self) -> str: ...


class _Exceptions(Protocol):
    RayActorError: type[Exception]


class _Ray(Protocol):
    """The module `ray`, which is imported only when it is used."""

    exceptions: _Exceptions

    def is_initialized(self) -> bool: ...

    def get_runtime_context(self) -> _RuntimeContext: ...

    def remote(self, actor_class: type[ClusterLimits], /) -> _ActorClass: ...


def _ray() -> _Ray:
    """Return the module. Raises MissingPackageError if it is not installed."""
    try:
        return cast("_Ray", import_module("ray"))
    except ImportError as error:
        raise MissingPackageError("RayCaller needs Ray: pip install 'aimlkit[ray]'") from error


def is_connected() -> bool:
    """Return whether this process is connected to a cluster. Raises MissingPackageError."""
    return _ray().is_initialized()


def current_job() -> str:
    """Return the id of the job of this process, which all its workers have."""
    return _ray().get_runtime_context().get_job_id()


class LimitsActor:
    """The named actor with the limits of a run. It is created if it does not exist, also if it has died.

    Ray restarts it when its process or its node fails. It ends with the process that created it.
    """

    def __init__(self, run: str, requests_per_minute: float | None, tokens_per_minute: float | None) -> None:
        self._name = f"limits of {run}"
        self._rates = (requests_per_minute, tokens_per_minute)
        self._handle = self._find_or_create()

    @property
    def ledger(self) -> SpendLedger:
        """The ledger of this process."""
        return _ledgers[self._name]

    async def exchange(self, report: LimitsReport) -> LimitsReply:
        """Send a report to the actor. Raises the exceptions of Ray, also if the actor dies again and again."""
        delays = iter(_DELAYS)
        while True:
            try:
                return await self._handle.exchange.remote(report)
            except _ray().exceptions.RayActorError:
                if (delay := next(delays, None)) is None:
                    raise
                await asyncio.sleep(delay)
                self._handle = self._find_or_create()

    def _find_or_create(self) -> _ActorHandle:
        return (
            _ray()
            .remote(ClusterLimits)
            .options(
                name=self._name,
                namespace=NAMESPACE,
                get_if_exists=True,
                max_restarts=-1,
                max_task_retries=-1,
                num_cpus=0,
            )
            .remote(*self._rates)
        )
