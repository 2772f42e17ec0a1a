"""Search for a counterexample to a finding: an instance that one document accepts and the other rejects."""

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import jsonschema_rs
from attrs import frozen

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.errors import PipelineError, printable
from scripts.contract.schemas import required_of
from scripts.drift.alternatives import NEVER
from scripts.drift.changes import Counterexample, SchemaFinding, Step
from scripts.drift.samples import UNNAMED, NoInstance, Samples

#: How many values are tried at the location of a finding, each in up to three contexts.
VALUES_TRIED = 160
#: The maximum total size, in characters of JSON, of the instances that are tried for one finding, and for all findings
#: together, which share it equally. At least LEAST_TRIED are tried for each, however large they are.
SIZE_TRIED = 500_000
SIZE_TRIED_IN_ALL = 20_000_000
LEAST_TRIED = 24
#: How many values are tried to see whether a context is acceptable to both documents.
SHARED_VALUES_TRIED = 20

#: A function that puts a value where the steps of a finding lead, and returns the whole instance.
Wrap = Callable[[Json], Json]


class SchemaValidator:
    """Validates instances by the schemas of one document, which is called `old` or `new`."""

    def __init__(self, name: str, components: Mapping[str, Object]) -> None:
        self.name = name
        self.components = components
        self.samples = Samples(components)
        #: How many instances have been validated.
        self.checks = 0
        #: The validators by the id of their schema. The schema is stored with it, so that the id is not reused.
        self._validators: dict[int, tuple[Object, jsonschema_rs.Draft202012Validator]] = {}

    def accepts(self, schema: Object, instance: Json) -> bool:
        """Return whether `instance` is valid by `schema`, that of a whole request or response."""
        self.checks += 1
        if id(schema) not in self._validators:
            self._validators[id(schema)] = schema, self._compile(schema)
        return self._validators[id(schema)][1].is_valid(instance)

    def _compile(self, schema: Object) -> jsonschema_rs.Draft202012Validator:
        with_components = {**schema, "components": {"schemas": dict(self.components)}}
        try:
            return jsonschema_rs.Draft202012Validator(with_components, validate_formats=True)
        except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
            problem = f"has a schema that cannot be compiled ({printable(str(error).splitlines()[0])})"
            hint = "fix that schema in the document"
            raise PipelineError(problem, where=f"the {self.name} document", hint=hint) from None


@frozen(eq=False)
class Side:
    """One side of a comparison: a document's validator, and the schema of a request or response in it."""

    validator: SchemaValidator
    schema: Object

    def accepts(self, instance: Json) -> bool:
        """Return whether `instance` is valid by the schema."""
        return self.validator.accepts(self.schema, instance)

    @property
    def samples(self) -> Samples:
        """Instances of the document's schemas."""
        return self.validator.samples

    def of(self, old: Json, new: Json) -> Json:
        """Return the one of two schemas that belongs to this side's document."""
        return old if self.validator.name == "old" else new


def find_counterexample(
    finding: SchemaFinding, accepting: Side, rejecting: Side, findings: int = 1
) -> Counterexample | None:
    """Return an instance that `accepting` accepts and `rejecting` rejects because of `finding`; None if none is found.

    It is one of so many `findings`, which share SIZE_TRIED_IN_ALL.

    The context of the finding should not be the reason for the rejection. So contexts are preferred in which both
    sides accept at least one value.
    """
    leaf = accepting.of(finding.old, finding.new)
    other_leaf = rejecting.of(finding.old, finding.new)
    candidates = _values(finding, leaf, other_leaf, accepting.samples, rejecting.samples)
    size_limit = min(SIZE_TRIED, SIZE_TRIED_IN_ALL // findings)
    values = _within_size(itertools.islice(candidates, VALUES_TRIED), size_limit)
    if not values:
        return None
    wraps = list(_wraps(finding.steps, accepting, rejecting))
    shared_values = [
        *itertools.islice(
            rejecting.samples.variants(other_leaf, leaf, accepting.samples), SHARED_VALUES_TRIED
        ),
        *values[:SHARED_VALUES_TRIED],
    ]
    neutral_wraps = [
        wrap
        for wrap in wraps
        if any(accepting.accepts(wrap(value)) and rejecting.accepts(wrap(value)) for value in shared_values)
    ]
    for wrap, value in itertools.product(neutral_wraps or wraps, values):
        instance = wrap(value)
        if accepting.accepts(instance) and not rejecting.accepts(instance):
            return Counterexample(instance, accepted_by=accepting.validator.name)
    return None


def _within_size(values: Iterator[Json], size_limit: int) -> list[Json]:
    """Return the first values up to a total size, the smallest first, because it makes the clearest counterexample."""
    sizes: list[tuple[int, Json]] = []
    total = 0
    for value in values:
        size = len(json.dumps(value))
        total += size
        sizes.append((size, value))
        if total > size_limit and len(sizes) >= LEAST_TRIED:
            break
    return [value for _, value in sorted(sizes, key=lambda pair: pair[0])]


def _values(
    finding: SchemaFinding, leaf: Json, other_leaf: Json, samples: Samples, other_samples: Samples
) -> Iterator[Json]:
    """Yield values of `leaf` that may show the difference. If a property differs, objects with it or without it."""
    if leaf == other_leaf == NEVER:
        return
    if not (finding.name and isinstance(leaf, dict) and isinstance(other_leaf, dict)):
        yield from samples.variants(leaf, other_leaf, other_samples)
        return
    name = finding.name
    # A property that was not documented was not used, unless the object is a map whose keys the user chooses.
    if finding.rule == "property-added" and not leaf.get("properties"):
        yield from samples.variants(leaf, other_leaf, other_samples)
    declared = as_object(leaf.get("properties")).get(name)
    for base in samples.bases(leaf, other_leaf, other_samples):
        if declared is None or name in required_of(other_leaf):
            yield {key: value for key, value in base.items() if key != name}
        else:
            for value in itertools.islice(samples.variants(declared, {}, other_samples), SHARED_VALUES_TRIED):
                yield {**base, name: value}


def _wraps(steps: Sequence[Step], accepting: Side, rejecting: Side) -> Iterator[Wrap]:
    """Yield functions that put a value where `steps` lead.

    The containers around the value are instances of both sides first, then small and full ones of the accepting side.
    """
    # Without steps, the value is the whole instance, and there is only one way to put it there.
    for both_sides, full in ((True, False), (False, False), (False, True)) if steps else ((True, False),):
        containers: list[tuple[str | int, Json]] = []
        try:
            for step in steps:
                schema = as_object(accepting.of(step.old, step.new))
                other = as_object(rejecting.of(step.old, step.new)) if both_sides else schema
                other_samples = rejecting.samples if both_sides else accepting.samples
                containers.append(
                    _container(step.key, schema, other, accepting.samples, other_samples, full=full)
                )
        except NoInstance:
            continue
        yield _wrap_in(containers)


def _container(
    key: tuple[str | int, ...],
    schema: Object,
    other: Object,
    samples: Samples,
    other_samples: Samples,
    *,
    full: bool,
) -> tuple[str | int, Json]:
    """Return the property name or index that the step `key` leads to, and an object or array that has room for it.

    Raises NoInstance if there is no such object or array.
    """
    match key:
        case ("prefixItems", int(index)):
            return index, samples.array(schema, other, other_samples, least=index + 1)
        case ("items",):
            index = len(as_list(schema.get("prefixItems")))
            return index, samples.array(schema, other, other_samples, least=index + 1)
        case ("properties", str(name)):
            return name, samples.full(schema) if full else samples.object(schema, other, other_samples)
        case _:
            return UNNAMED, samples.full(schema) if full else samples.object(schema, other, other_samples)


def _wrap_in(containers: Sequence[tuple[str | int, Json]]) -> Wrap:
    def wrap(value: Json) -> Json:
        for key, container in reversed(containers):
            if isinstance(container, dict):
                value = {**container, str(key): value}
            elif isinstance(container, list) and isinstance(key, int):
                value = [*container[:key], value, *container[key + 1 :]]
        return value

    return wrap
