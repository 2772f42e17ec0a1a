"""Find the instance that proves a change: one side takes it, and the other does not."""

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import jsonschema_rs
from attrs import frozen

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.errors import PipelineError, printable
from scripts.contract.schemas import required_of
from scripts.drift.alternatives import NEVER
from scripts.drift.changes import Finding, Step, Witness
from scripts.drift.samples import UNNAMED, NoInstance, Samples

#: So many instances are tried for one place of a change, each in three surroundings.
TRIES = 160
#: So many of the other side, to see whether the surroundings are innocent.
FEWER = 20


class Judge:
    """The word of one document, `old` or `new`, on instances."""

    def __init__(self, name: str, components: Mapping[str, Object]) -> None:
        self.name = name
        self.components = components
        self.samples = Samples(components)
        #: How many instances it was asked about.
        self.checks = 0
        self._validators: dict[int, tuple[Object, jsonschema_rs.Draft202012Validator]] = {}

    def accepts(self, schema: Object, instance: Json) -> bool:
        """Whether `instance` is valid by `schema`, a whole request or answer. Raises PipelineError."""
        self.checks += 1
        if id(schema) not in self._validators:
            # The schema is kept, so that its id stays its own.
            self._validators[id(schema)] = schema, self._validator(schema)
        return self._validators[id(schema)][1].is_valid(instance)

    def _validator(self, schema: Object) -> jsonschema_rs.Draft202012Validator:
        whole = {**schema, "components": {"schemas": dict(self.components)}}
        try:
            return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
            what = f"cannot be checked ({printable(str(error).splitlines()[0])})"
            raise PipelineError(what, where=f"the {self.name} document", hint="mend it there") from None


@frozen(eq=False)
class Party:
    """One side of a comparison: who judges, and by which schema."""

    judge: Judge
    schema: Object


def witness(finding: Finding, accepting: Party, rejecting: Party) -> Witness | None:
    """An instance that the one side takes and the other does not, because of `finding`.

    What is around the difference is innocent where that can be: there are instances with it that both take.
    """
    side, other = accepting.judge, rejecting.judge
    leaf, rival = (finding.old, finding.new) if side.name == "old" else (finding.new, finding.old)
    values = list(itertools.islice(_values(finding, leaf, rival, side, other), TRIES))
    # The smallest says most.
    values.sort(key=lambda value: len(json.dumps(value)))
    if not values:
        return None
    wraps = list(_wraps(finding.steps, side, other))

    def both(instance: Json) -> bool:
        return side.accepts(accepting.schema, instance) and other.accepts(rejecting.schema, instance)

    shared = [*itertools.islice(other.samples.variants(rival, leaf, side.samples), FEWER), *values[:FEWER]]
    innocent = [wrap for wrap in wraps if any(both(wrap(value)) for value in shared)]
    for wrap, value in itertools.product(innocent or wraps, values):
        instance = wrap(value)
        if side.accepts(accepting.schema, instance) and not other.accepts(rejecting.schema, instance):
            return Witness(instance, accepted_by=side.name)
    return None


def _values(finding: Finding, leaf: Json, rival: Json, side: Judge, other: Judge) -> Iterator[Json]:
    """What may show the difference, where it is: of a property, objects with it or without it."""
    if leaf == rival == NEVER:
        return
    if not (finding.name and isinstance(leaf, dict) and isinstance(rival, dict)):
        yield from side.samples.variants(leaf, rival, other.samples)
        return
    name = finding.name
    # What no document named was nobody's, except where all names are the user's.
    if finding.kind == "property-added" and not leaf.get("properties"):
        yield from side.samples.variants(leaf, rival, other.samples)
    declared = as_object(leaf.get("properties")).get(name)
    for made in side.samples.bases(leaf, rival, other.samples):
        if declared is None or name in required_of(rival):
            yield {key: value for key, value in made.items() if key != name}
        else:
            for value in itertools.islice(side.samples.variants(declared, {}, other.samples), FEWER):
                yield {**made, name: value}


def _wraps(steps: Sequence[Step], side: Judge, other: Judge) -> Iterator[Callable[[Json], Json]]:
    """What puts a value where `steps` lead to: into what both sides take, and into what the one side does."""
    holders = [
        (step.key, *((step.old, step.new) if side.name == "old" else (step.new, step.old))) for step in steps
    ]
    for beside, full in ((True, False), (False, False), (False, True)):
        try:
            yield _wrap(
                [
                    _around(
                        key,
                        one,
                        rival if beside else one,
                        side.samples,
                        other.samples if beside else side.samples,
                        full=full,
                    )
                    for key, one, rival in holders
                ]
            )
        except NoInstance:
            continue


def _around(
    key: tuple[str | int, ...], one: Object, rival: Object, samples: Samples, others: Samples, *, full: bool
) -> tuple[str | int, Json]:
    """An object or a list, and the place in it that `key` says. Raises NoInstance."""
    match key:
        case ("prefixItems", int(index)):
            return index, samples.array(one, rival, others, least=index + 1)
        case ("items",):
            index = len(as_list(one.get("prefixItems")))
            return index, samples.array(one, rival, others, least=index + 1)
        case ("properties", str(name)):
            return name, samples.full(one) if full else samples.object(one, rival, others)
        case _:
            return UNNAMED, samples.full(one) if full else samples.object(one, rival, others)


def _wrap(around: Sequence[tuple[str | int, Json]]) -> Callable[[Json], Json]:
    def wrap(value: Json) -> Json:
        for place, holder in reversed(around):
            if isinstance(holder, dict):
                value = {**holder, str(place): value}
            elif isinstance(holder, list) and isinstance(place, int):
                value = [*holder[:place], value, *holder[place + 1 :]]
        return value

    return wrap
