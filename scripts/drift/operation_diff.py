"""Compare the operations of two interfaces, except for their schemas, and pair the schemas to compare."""

import enum
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from attrs import frozen

from scripts.common.documents import Object, as_list, as_object
from scripts.common.errors import printable
from scripts.contract.document_keys import Place
from scripts.contract.operation_spec import JSON, STREAM
from scripts.drift.alternatives import alternatives
from scripts.drift.changes import OperationMove
from scripts.drift.interface import Interface, OperationInterface
from scripts.drift.labels import SEPARATOR, format_names, operation_labels


class Direction(enum.Enum):
    """The side of a change: users of the client write the data of a request, and read that of a response."""

    REQUEST = "request"
    RESPONSE = "response"


#: Above this similarity of their requests, a new operation is compared with one that is gone, as its successor.
SIMILAR = 0.5


@frozen(eq=False)
class SchemaPair:
    """The old and the new schema of the same part of an operation."""

    location: str
    direction: Direction
    old: Object
    new: Object
    #: Whether it is the union of a stream's events.
    streamed: bool = False
    #: The discriminators of the unions in the old and the new schema, by location.
    discriminators: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})


@frozen(eq=False)
class OperationFinding:
    """A difference of operations that is not one of their schemas."""

    #: The rule that applies: a key of RULES.
    rule: str
    location: str
    direction: Direction
    before: str = ""
    after: str = ""
    #: A description of a request and response that one interface accepts and the other rejects; see accepts_exchange.
    exchange: Object | None = None


@frozen(eq=False)
class OperationDiff:
    """The findings about operations, the operations that are gone, and the schemas still to compare."""

    schemas: list[SchemaPair]
    findings: list[OperationFinding]
    moves: list[OperationMove]


def compare_operations(old: Interface, new: Interface) -> OperationDiff:
    """Match the operations of two interfaces, and compare everything but their schemas."""
    pairs = [
        (operation, new.operations[key]) for key, operation in old.operations.items() if key in new.operations
    ]
    removed = [operation for key, operation in old.operations.items() if key not in new.operations]
    added = [operation for key, operation in new.operations.items() if key not in old.operations]
    moves: list[OperationMove] = []
    for operation in removed:
        ranked = _by_similarity(operation, old, added or new.operations.values(), new)
        moves.append(OperationMove(operation.operation, tuple(one.operation for one in ranked)))
        # Also compare it with its likely successor, so that the report says what else changed in the move.
        if added and ranked[0] in added and _similarity(operation, old, ranked[0], new) >= SIMILAR:
            pairs.append((operation, ranked[0]))
            added.remove(ranked[0])
    labels = operation_labels(
        [*(one.operation for one in old.operations.values()), *(one.operation for one in added)]
    )
    findings = [missing_operation_finding(move) for move in moves]
    findings += [
        OperationFinding("operation-added", printable(operation.operation), Direction.REQUEST)
        for operation in new.operations.values()
        if operation.key not in old.operations
    ]
    if old.servers != new.servers:
        before, after = format_names([*old.servers]), format_names([*new.servers])
        findings.append(OperationFinding("servers-changed", "servers", Direction.REQUEST, before, after))
    schemas: list[SchemaPair] = []
    for old_operation, new_operation in pairs:
        label = labels[old_operation.operation]
        statuses = _pair_statuses(old_operation, new_operation)
        findings += _compare_operation(label, old_operation, new_operation, statuses)
        schema_pairs = list(_pair_schemas(label, old_operation, new_operation, statuses))
        findings += [finding for pair in schema_pairs for finding in _compare_discriminators(pair)]
        schemas += schema_pairs
    return OperationDiff(schemas, findings, moves)


def missing_operation_finding(move: OperationMove) -> OperationFinding:
    """Return the finding that an operation is gone, with the operations that may replace it."""
    candidates = format_names([str(operation) for operation in move.candidates])
    exchange: Object = {"operation": str(move.operation)}
    return OperationFinding(
        "operation-gone",
        printable(move.operation),
        Direction.REQUEST,
        after=candidates,
        exchange=exchange,
    )


def accepts_exchange(interface: Interface, exchange: Object) -> bool:
    """Return whether `interface` has the operation of `exchange` and allows everything else that it describes.

    Its optional keys are `credentials` (those sent), `parameter` and `style` (how it is written), `body` (null: none is
    sent), `content type` (of the request), `status` (of the response), and `accept` (a media type of the response).
    """
    operation = next(
        (one for one in interface.operations.values() if str(one.operation) == exchange["operation"]), None
    )
    if operation is None:
        return False
    responses = operation.responses
    credentials = {str(one) for one in as_list(exchange.get("credentials"))}
    styles = {(" ".join(map(printable, place)), style) for place, style in operation.parameter_styles.items()}
    return (
        ("credentials" not in exchange or any(required <= credentials for required in operation.security))
        and ("style" not in exchange or (exchange["parameter"], exchange["style"]) in styles)
        and ("body" not in exchange or not operation.request_required)
        and ("content type" not in exchange or exchange["content type"] in operation.request)
        and ("status" not in exchange or exchange["status"] in responses)
        and ("accept" not in exchange or any(exchange["accept"] in body for body in responses.values()))
    )


def _by_similarity(
    operation: OperationInterface, old: Interface, candidates: Iterable[OperationInterface], new: Interface
) -> list[OperationInterface]:
    """Return the candidates, the most similar to `operation` first; of equally similar ones, the longest path first."""

    def sort_key(candidate: OperationInterface) -> tuple[float, int, tuple[str, str]]:
        similarity = _similarity(operation, old, candidate, new)
        return -similarity, -len(candidate.operation.path), candidate.key

    return sorted(candidates, key=sort_key)


def _similarity(
    old_operation: OperationInterface,
    old: Interface,
    new_operation: OperationInterface,
    new: Interface,
) -> float:
    """Return the fraction of property names that the requests of two operations share, from 0 to 1."""
    old_names, new_names = _request_properties(old_operation, old), _request_properties(new_operation, new)
    return len(old_names & new_names) / max(1, len(old_names | new_names))


def _request_properties(operation: OperationInterface, interface: Interface) -> set[str]:
    return {
        name
        for schema in operation.request.values()
        for alternative in alternatives(schema, interface.components)
        for name in as_object(alternative.get("properties"))
    }


#: The old and the new status of the responses that are compared with each other.
StatusPairs = list[tuple[str, str]]


def _pair_statuses(old: OperationInterface, new: OperationInterface) -> StatusPairs:
    """Pair equal statuses. If the success status changed, also pair the old one with the new one."""
    pairs = [(status, status) for status in old.responses if status in new.responses]
    if _success_replaced(old, new):
        pairs.append((_success_statuses(old)[0], _success_statuses(new)[0]))
    return sorted(pairs)


def _success_statuses(operation: OperationInterface) -> list[str]:
    return sorted(status for status in operation.responses if status.startswith("2"))


def _success_replaced(old: OperationInterface, new: OperationInterface) -> bool:
    """Return whether both operations have success statuses, and none in common."""
    old_statuses, new_statuses = _success_statuses(old), _success_statuses(new)
    return bool(old_statuses and new_statuses and not set(old_statuses) & set(new_statuses))


def _compare_operation(
    label: str, old: OperationInterface, new: OperationInterface, statuses: StatusPairs
) -> Iterator[OperationFinding]:
    """Compare one operation, except for its schemas."""
    if old.deprecated != new.deprecated:
        rule = "operation-undeprecated" if old.deprecated else "operation-deprecated"
        yield OperationFinding(rule, label, Direction.REQUEST)
    yield from _compare_security(label, old, new)
    yield from _compare_parameter_styles(label, old, new)
    yield from _compare_request(label, old, new)
    yield from _compare_statuses(label, old, new)
    yield from _compare_unsupported_keys(label, old, new)
    for old_status, new_status in statuses:
        yield from _compare_media_types(label, old, new, old_status, new_status)


def _compare_security(
    label: str, old: OperationInterface, new: OperationInterface
) -> Iterator[OperationFinding]:
    if {*old.security} == {*new.security}:
        return
    # The sets of credentials that were sufficient and no longer are.
    insufficient = [one for one in old.security if not any(required <= one for required in new.security)]
    exchange: Object | None = None
    if insufficient:
        exchange = {"operation": str(old.operation), "credentials": [*sorted(insufficient[0])]}
    yield OperationFinding(
        "security-tightened" if insufficient else "security-relaxed",
        f"{label} security",
        Direction.REQUEST,
        before=_format_security(old.security),
        after=_format_security(new.security),
        exchange=exchange,
    )


def _format_security(alternatives: Iterable[frozenset[str]]) -> str:
    return format_names([" and ".join(sorted(one)) or "no credentials" for one in alternatives])


def _compare_parameter_styles(
    label: str, old: OperationInterface, new: OperationInterface
) -> Iterator[OperationFinding]:
    """Compare how the lists and objects among the parameters are written."""
    for place in sorted(old.parameter_styles.keys() & new.parameter_styles.keys()):
        before, after = old.parameter_styles[place], new.parameter_styles[place]
        if before and after and before != after:
            exchange: Object = {
                "operation": str(old.operation),
                "parameter": " ".join(map(printable, place)),
                "style": before,
            }
            location = SEPARATOR.join([f"{label} parameters", *map(printable, place)])
            yield OperationFinding("style-changed", location, Direction.REQUEST, before, after, exchange)


def _compare_unsupported_keys(
    label: str, old: OperationInterface, new: OperationInterface
) -> Iterator[OperationFinding]:
    """Compare the keys outside of schemas that are not supported."""
    for place in sorted(old.unsupported.keys() | new.unsupported.keys()):
        before, after = old.unsupported.get(place, {}), new.unsupported.get(place, {})
        direction = Direction.RESPONSE if place[1:2] == ("responses",) else Direction.REQUEST
        for key in sorted(before.keys() | after.keys()):
            if before.get(key) != after.get(key):
                old_key, new_key = (printable(key) if key in one else "" for one in (before, after))
                location = _format_place(label, place, old)
                yield OperationFinding("key-changed", location, direction, old_key, new_key)


def _format_place(label: str, place: Place, operation: OperationInterface) -> str:
    """Return the location of the object at `place` as text."""
    match place:
        case ("operation", "parameters", *names):
            return SEPARATOR.join([f"{label} parameters", *map(printable, names)])
        case ("operation", "responses", status, "headers", name):
            return f"{_response_location(label, status, operation)} headers{SEPARATOR}{printable(name)}"
        case ("operation", "responses", status, *rest):
            return _response_location(label, status, operation) + "".join(map(_media_type_suffix, rest[1:]))
        case ("operation", "requestBody", *rest):
            return f"{label} request" + "".join(map(_media_type_suffix, rest[1:]))
        case ("operation",):
            return label
        case ("path",):
            return f"{label} path"
        case _:
            return "document"


def _compare_request(
    label: str, old: OperationInterface, new: OperationInterface
) -> Iterator[OperationFinding]:
    """Compare whether a body is required, and which media types it may have."""
    finding = partial(OperationFinding, location=f"{label} request", direction=Direction.REQUEST)
    operation = str(old.operation)
    if old.request_required != new.request_required:
        rule = "body-required" if new.request_required else "body-optional"
        yield finding(rule, exchange={"operation": operation, "body": None})
    for media_type in sorted(old.request.keys() - new.request.keys()):
        exchange: Object = {"operation": operation, "content type": media_type}
        yield finding("media-type-removed", before=printable(media_type), exchange=exchange)
    for media_type in sorted(new.request.keys() - old.request.keys()):
        yield finding("media-type-added", after=printable(media_type))


def _compare_statuses(
    label: str, old: OperationInterface, new: OperationInterface
) -> Iterator[OperationFinding]:
    """Compare which response statuses are documented."""
    finding = partial(OperationFinding, location=f"{label} response", direction=Direction.RESPONSE)
    old_success, new_success = _success_statuses(old), _success_statuses(new)
    replaced = _success_replaced(old, new)
    if replaced:
        yield finding(
            "success-replaced",
            before=format_names(old_success),
            after=format_names(new_success),
            exchange={"operation": str(new.operation), "status": new_success[0]},
        )
    for status in sorted(old.responses.keys() - new.responses.keys()):
        if not (replaced and status in old_success):
            yield finding("status-removed", before=printable(status))
    for status in sorted(new.responses.keys() - old.responses.keys()):
        if not (replaced and status in new_success):
            rule = "success-added" if status in new_success and old_success else "status-added"
            yield finding(rule, after=printable(status))


def _compare_media_types(
    label: str, old: OperationInterface, new: OperationInterface, old_status: str, new_status: str
) -> Iterator[OperationFinding]:
    """Compare which media types the response of a status may have."""
    finding = partial(
        OperationFinding, location=_response_location(label, old_status, old), direction=Direction.RESPONSE
    )
    before, after = old.responses[old_status], new.responses[new_status]
    if not before and not after:
        return
    if not before or not after:
        rule = "response-described" if after else "response-undescribed"
        yield finding(rule, before=format_names(sorted(before)), after=format_names(sorted(after)))
        return
    for media_type in sorted(before.keys() - after.keys()):
        exchange: Object = {"operation": str(old.operation), "accept": media_type}
        yield finding("media-type-removed", before=printable(media_type), exchange=exchange)
    for media_type in sorted(after.keys() - before.keys()):
        yield finding("media-type-added", after=printable(media_type))


def _compare_discriminators(pair: SchemaPair) -> Iterator[OperationFinding]:
    """Compare the discriminators of unions that both schemas have."""
    old, new = pair.discriminators
    for location in sorted(old.keys() & new.keys()):
        before, after = old[location], new[location]
        if before != after:
            action = "changed" if before and after else "removed" if before else "added"
            yield OperationFinding(
                f"discriminator-{action}", pair.location + location, pair.direction, before, after
            )


def _response_location(label: str, status: str, operation: OperationInterface) -> str:
    only_success = [status] == _success_statuses(operation)
    return f"{label} response" if only_success else f"{label} response {printable(status)}"


#: The schema of the headers of a response that documents none.
_NO_HEADERS: Object = {"type": "object"}


def _pair_schemas(
    label: str, old: OperationInterface, new: OperationInterface, statuses: StatusPairs
) -> Iterator[SchemaPair]:
    """Yield the schemas of one operation that are to be compared."""
    yield SchemaPair(f"{label} parameters", Direction.REQUEST, old.parameters, new.parameters)
    for media_type in sorted(old.request.keys() & new.request.keys()):
        yield SchemaPair(
            f"{label} request{_media_type_suffix(media_type)}",
            Direction.REQUEST,
            old.request[media_type],
            new.request[media_type],
            discriminators=(old.discriminators["", media_type], new.discriminators["", media_type]),
        )
    for old_status, new_status in statuses:
        location = _response_location(label, old_status, old)
        before, after = old.responses[old_status], new.responses[new_status]
        for media_type in sorted(before.keys() & after.keys()):
            streamed = media_type == STREAM
            yield SchemaPair(
                location.replace(f"{label} response", f"{label} stream", 1)
                if streamed
                else location + _media_type_suffix(media_type),
                Direction.RESPONSE,
                before[media_type],
                after[media_type],
                streamed,
                discriminators=(
                    old.discriminators[old_status, media_type],
                    new.discriminators[new_status, media_type],
                ),
            )
        if old_status in old.envelopes and new_status in new.envelopes:
            event_location = location.replace(f"{label} response", f"{label} event", 1)
            yield SchemaPair(
                event_location, Direction.RESPONSE, old.envelopes[old_status], new.envelopes[new_status]
            )
        old_headers = old.headers.get(old_status, _NO_HEADERS)
        new_headers = new.headers.get(new_status, _NO_HEADERS)
        yield SchemaPair(f"{location} headers", Direction.RESPONSE, old_headers, new_headers)


def _media_type_suffix(media_type: str) -> str:
    return "" if media_type == JSON else f" ({printable(media_type)})"
