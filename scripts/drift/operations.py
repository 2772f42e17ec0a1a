"""What differs between two interfaces: operations and what is said of them, and which schemas to compare."""

import enum
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from attrs import frozen

from scripts.common.documents import Object, as_list, as_object
from scripts.common.errors import printable
from scripts.contract.assembly import JSON, STREAM
from scripts.drift.alternatives import alternatives
from scripts.drift.changes import Move
from scripts.drift.interface import Interface, Offer
from scripts.drift.words import labels_of, names_in_words


class Direction(enum.Enum):
    """Who writes: the client's users write requests and read answers."""

    REQUEST = "request"
    ANSWER = "answer"


#: An operation that shares so many names of its request with one that is gone is taken for it.
ALIKE = 0.5


@frozen(eq=False)
class Root:
    """Two schemas of the same part of an operation."""

    place: str
    direction: Direction
    old: Object
    new: Object
    #: Whether it is one of the events of a stream.
    streamed: bool = False
    #: What tells the branches of unions apart, on either side.
    discriminators: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})


@frozen(eq=False)
class Fact:
    """A difference that is not one of schemas, and the exchange that shows it."""

    kind: str
    place: str
    direction: Direction
    was: str = ""
    now: str = ""
    #: What one side takes and the other does not; see `takes`.
    exchange: Object | None = None


@frozen(eq=False)
class Outline:
    """What is to be compared, and what is known to differ already."""

    roots: list[Root]
    facts: list[Fact]
    moves: list[Move]


def outline(old: Interface, new: Interface) -> Outline:
    """Match the operations of two interfaces, and see what else than schemas differs."""
    pairs = [(offer, new.offers[key]) for key, offer in old.offers.items() if key in new.offers]
    gone = [offer for key, offer in old.offers.items() if key not in new.offers]
    come = [offer for key, offer in new.offers.items() if key not in old.offers]
    moves = []
    for offer in gone:
        ranked = sorted(
            come or new.offers.values(),
            key=lambda one: (-_likeness(offer, old, one, new), -len(one.operation.path), one.key),
        )
        moves.append(Move(offer.operation, tuple(one.operation for one in ranked)))
        # What else changed on the way: the new one may be used at once when nothing did.
        if come and ranked[0] in come and _likeness(offer, old, ranked[0], new) >= ALIKE:
            pairs.append((offer, ranked[0]))
            come.remove(ranked[0])
    labels = labels_of([*(one.operation for one in old.offers.values()), *(one.operation for one in come)])
    facts = [gone_fact(move) for move in moves]
    facts += [
        Fact("operation-added", printable(offer.operation), Direction.REQUEST)
        for offer in new.offers.values()
        if offer.key not in old.offers
    ]
    if old.servers != new.servers:
        texts = names_in_words([*old.servers]), names_in_words([*new.servers])
        facts.append(Fact("servers-changed", "servers", Direction.REQUEST, *texts))
    roots: list[Root] = []
    for offer, other in pairs:
        label = labels[offer.operation]
        answers = _paired_answers(offer, other)
        facts += _facts(label, offer, other, answers)
        compared = list(_roots(label, offer, other, answers))
        facts += [fact for root in compared for fact in _discriminators(root)]
        roots += compared
    return Outline(roots, facts, moves)


def gone_fact(move: Move) -> Fact:
    """That an operation is gone."""
    where = names_in_words([str(operation) for operation in move.offered])
    exchange: Object = {"operation": str(move.operation)}
    return Fact("operation-gone", printable(move.operation), Direction.REQUEST, now=where, exchange=exchange)


def takes(interface: Interface, exchange: Object) -> bool:
    """Whether `interface` has the operation of `exchange`, and takes what else is said of it."""
    offer = next(
        (one for one in interface.offers.values() if str(one.operation) == exchange["operation"]), None
    )
    if offer is None:
        return False
    answers = {status: {*contents} for status, contents in offer.answers.items()}
    credentials = {str(one) for one in as_list(exchange.get("credentials"))}
    return (
        ("credentials" not in exchange or any(needed <= credentials for needed in offer.security))
        and ("body" not in exchange or not offer.request_required)
        and ("content type" not in exchange or exchange["content type"] in offer.request)
        and ("status" not in exchange or exchange["status"] in answers)
        and ("accept" not in exchange or any(exchange["accept"] in media for media in answers.values()))
    )


def _likeness(offer: Offer, old: Interface, other: Offer, new: Interface) -> float:
    """How many of the names in their requests two operations share, from 0 to 1."""
    mine, others = _names(offer, old), _names(other, new)
    return len(mine & others) / max(1, len(mine | others))


def _names(offer: Offer, interface: Interface) -> set[str]:
    return {
        name
        for schema in offer.request.values()
        for one in alternatives(schema, interface.components)
        for name in as_object(one.get("properties"))
    }


#: The statuses of answers that are compared with each other.
Answers = list[tuple[str, str]]


def _paired_answers(offer: Offer, other: Offer) -> Answers:
    paired = [(status, status) for status in offer.answers if status in other.answers]
    mine, others = _successes(offer), _successes(other)
    if mine and others and not set(mine) & set(others):
        paired.append((mine[0], others[0]))
    return sorted(paired)


def _successes(offer: Offer) -> list[str]:
    return sorted(status for status in offer.answers if status.startswith("2"))


def _facts(label: str, offer: Offer, other: Offer, answers: Answers) -> Iterator[Fact]:
    """What differs beside the schemas, for one operation."""
    asks = partial(Fact, direction=Direction.REQUEST)
    tells = partial(Fact, direction=Direction.ANSWER)
    if offer.deprecated != other.deprecated:
        yield asks("operation-undeprecated" if offer.deprecated else "operation-deprecated", label)
    here: Object = {"operation": str(offer.operation)}
    there: Object = {"operation": str(other.operation)}
    # No set of credentials that opened it may be too small now.
    shut = [needed for needed in offer.security if not any(one <= needed for one in other.security)]
    if {*offer.security} != {*other.security}:
        kind = "security-tightened" if shut else "security-relaxed"
        texts = _security(offer.security), _security(other.security)
        exchange: Object | None = {**here, "credentials": [*sorted(shut[0])]} if shut else None
        yield asks(kind, f"{label} security", was=texts[0], now=texts[1], exchange=exchange)
    if offer.request_required != other.request_required:
        kind = "body-required" if other.request_required else "body-optional"
        yield asks(kind, f"{label} request", exchange={**here, "body": None})
    for media_type in sorted(offer.request.keys() - other.request.keys()):
        exchange = {**here, "content type": media_type}
        yield asks("media-type-removed", f"{label} request", was=printable(media_type), exchange=exchange)
    for media_type in sorted(other.request.keys() - offer.request.keys()):
        yield asks("media-type-added", f"{label} request", now=printable(media_type))
    yield from _status_facts(label, offer, other, there)
    for status, status_now in answers:
        before, after = offer.answers[status], other.answers[status_now]
        place = _answer(label, status, offer)
        if not before or not after:
            if before or after:
                texts = names_in_words(sorted(before)), names_in_words(sorted(after))
                kind = "answer-described" if after else "answer-undescribed"
                yield tells(kind, place, was=texts[0], now=texts[1])
            continue
        for media_type in sorted(before.keys() - after.keys()):
            exchange = {**here, "accept": media_type}
            yield tells("media-type-removed", place, was=printable(media_type), exchange=exchange)
        for media_type in sorted(after.keys() - before.keys()):
            yield tells("media-type-added", place, now=printable(media_type))


def _discriminators(root: Root) -> Iterator[Fact]:
    """What tells branches apart otherwise than it did, in unions that both sides have."""
    before, after = root.discriminators
    for inner in sorted(before.keys() & after.keys()):
        was, now = before[inner], after[inner]
        if was != now:
            how = "changed" if was and now else "removed" if was else "added"
            yield Fact(f"discriminator-{how}", root.place + inner, root.direction, was, now)


def _status_facts(label: str, offer: Offer, other: Offer, there: Object) -> Iterator[Fact]:
    mine, others = _successes(offer), _successes(other)
    gone = [status for status in sorted(offer.answers) if status not in other.answers]
    come = [status for status in sorted(other.answers) if status not in offer.answers]
    tells = partial(Fact, place=f"{label} answer", direction=Direction.ANSWER)
    replaced = bool(mine and others and not set(mine) & set(others))
    if replaced:
        exchange: Object = {**there, "status": others[0]}
        yield tells(
            "success-replaced", was=names_in_words(mine), now=names_in_words(others), exchange=exchange
        )
    for status in gone:
        if not (replaced and status in mine):
            yield tells("status-removed", was=printable(status))
    for status in come:
        if not (replaced and status in others):
            yield tells(
                "success-added" if status in others and mine else "status-added", now=printable(status)
            )


def _security(several: Iterable[frozenset[str]]) -> str:
    return names_in_words([" and ".join(sorted(one)) or "nothing" for one in several])


def _answer(label: str, status: str, offer: Offer) -> str:
    return f"{label} answer" if [status] == _successes(offer) else f"{label} answer {printable(status)}"


def _roots(label: str, offer: Offer, other: Offer, answers: Answers) -> Iterator[Root]:
    """The schemas of one operation that are to be compared."""
    yield Root(f"{label} parameters", Direction.REQUEST, offer.parameters, other.parameters)
    for media_type in sorted(offer.request.keys() & other.request.keys()):
        place = f"{label} request" + ("" if media_type == JSON else f" ({printable(media_type)})")
        schemas = offer.request[media_type], other.request[media_type]
        told = offer.discriminators["", media_type], other.discriminators["", media_type]
        yield Root(place, Direction.REQUEST, *schemas, discriminators=told)
    for status, status_now in answers:
        before, after = offer.answers[status], other.answers[status_now]
        place = _answer(label, status, offer)
        for media_type in sorted(before.keys() & after.keys()):
            where = place + ("" if media_type == JSON else f" ({printable(media_type)})")
            where = place.replace(f"{label} answer", f"{label} stream", 1) if media_type == STREAM else where
            streamed = media_type == STREAM
            told = offer.discriminators[status, media_type], other.discriminators[status_now, media_type]
            schemas = before[media_type], after[media_type]
            yield Root(where, Direction.ANSWER, *schemas, streamed, discriminators=told)
        if status in offer.envelopes and status_now in other.envelopes:
            where = place.replace(f"{label} answer", f"{label} event", 1)
            yield Root(where, Direction.ANSWER, offer.envelopes[status], other.envelopes[status_now])
        headers = offer.headers.get(status, _HEADLESS), other.headers.get(status_now, _HEADLESS)
        yield Root(f"{place} headers", Direction.ANSWER, *headers)


_HEADLESS: Object = {"type": "object"}
