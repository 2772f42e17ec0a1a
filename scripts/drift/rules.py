"""What each kind of change means for the client's users: the table.

A request is ours to write: what narrows it breaks, what widens it does not. An answer is ours to read: what
narrows it does not break, and what widens it is risky where the client reads generously (a new word, a new
type of item or event is there, as it came) and breaks where code that was right comes upon another type, a
null, or nothing.
What a rule calls breaking is proven by an instance, or corrected.
"""

from attrs import frozen

from scripts.drift.changes import Severity

COMPATIBLE, RISKY, BREAKING = Severity.COMPATIBLE, Severity.RISKY, Severity.BREAKING


@frozen
class Rule:
    """What a kind of change is called, how severe it is in a request and in an answer, and why."""

    what: str
    request: Severity
    answer: Severity
    why: str


def _rule(what: str, request: Severity, answer: Severity, why: str) -> Rule:
    return Rule(what, request, answer, why)


RULES: dict[str, Rule] = {
    # Operations
    "operation-gone": _rule("is gone", BREAKING, BREAKING, "every call of it fails"),
    "operation-added": _rule("is new", COMPATIBLE, COMPATIBLE, "nobody calls it yet"),
    "operation-deprecated": _rule("is deprecated", COMPATIBLE, COMPATIBLE, "it goes on working"),
    "operation-undeprecated": _rule("is no longer deprecated", COMPATIBLE, COMPATIBLE, "it goes on working"),
    "servers-changed": _rule("other servers", RISKY, RISKY, "clients go on calling the ones they know"),
    "security-tightened": _rule("asks for more", BREAKING, BREAKING, "a request that was let in no longer is"),
    "security-relaxed": _rule("asks for less", COMPATIBLE, COMPATIBLE, "what was let in still is"),
    "body-required": _rule("needs a body", BREAKING, BREAKING, "a request without a body was valid"),
    "body-optional": _rule("no longer needs a body", COMPATIBLE, COMPATIBLE, "a body is still taken"),
    "media-type-added": _rule("media type is new", COMPATIBLE, RISKY, "old code cannot read it"),
    "media-type-removed": _rule("media type is gone", BREAKING, BREAKING, "who sends or asks for it gets an error"),
    "answer-described": _rule("its body is described now", COMPATIBLE, COMPATIBLE, "nothing was promised"),
    "answer-undescribed": _rule("its body is no longer described", COMPATIBLE, RISKY, "it may be anything"),
    "success-replaced": _rule("success is another status", BREAKING, BREAKING, "old code takes the new one for an error"),
    "success-added": _rule("success may be another status", COMPATIBLE, RISKY, "old code does not expect it"),
    "status-added": _rule("status is documented now", COMPATIBLE, COMPATIBLE, "any error status was possible before"),
    "status-removed": _rule("status is no longer documented", COMPATIBLE, COMPATIBLE, "old code handles it still"),
    # Models and events
    "model-added": _rule("model is new", COMPATIBLE, RISKY, "nobody asks for it yet"),
    "model-removed": _rule("model is gone", BREAKING, COMPATIBLE, "requests that name it fail"),
    "model-replaced": _rule("model is another", BREAKING, RISKY, "requests that name the old one fail"),
    "event-added": _rule("event is new", COMPATIBLE, RISKY, "old code has not seen it"),
    "event-removed": _rule("event is gone", COMPATIBLE, RISKY, "who waits for it waits in vain"),
    # Properties; parameters and headers are properties, too
    "property-added": _rule("is new, optional", COMPATIBLE, COMPATIBLE, "it may be left out; readers keep what they do not know"),
    "required-property-added": _rule("is new, required", BREAKING, COMPATIBLE, "requests without it were valid"),
    "part-added": _rule("comes with it, optional", COMPATIBLE, COMPATIBLE, "what holds it is new"),
    "required-part-added": _rule("comes with it, required there", COMPATIBLE, COMPATIBLE, "what holds it is new"),
    "property-removed": _rule("is gone", RISKY, RISKY, "what is sent has no effect; what is read is not there"),
    "required-property-removed": _rule("is gone, and was required", RISKY, BREAKING, "code that reads it finds nothing"),
    "property-refused": _rule("is gone, and refused", BREAKING, RISKY, "requests with it were valid"),
    "required-property-refused": _rule("is gone, and refused", BREAKING, BREAKING, "requests had to have it"),
    "property-required": _rule("is required", BREAKING, COMPATIBLE, "requests without it were valid"),
    "property-optional": _rule("is optional", COMPATIBLE, BREAKING, "code that relies on it finds nothing"),
    "object-closed": _rule("refuses other properties", BREAKING, COMPATIBLE, "requests with others were valid"),
    "object-opened": _rule("allows other properties", COMPATIBLE, COMPATIBLE, "readers keep what they do not know"),
    # Types and values
    "type-added": _rule("has more types", COMPATIBLE, BREAKING, "code that reads it meets another type"),
    "type-removed": _rule("has fewer types", BREAKING, COMPATIBLE, "values of the type were valid"),
    "type-changed": _rule("has another type", BREAKING, BREAKING, "values of the old type are not of the new one"),
    "null-added": _rule("may be null", COMPATIBLE, BREAKING, "code that reads it meets null"),
    "null-removed": _rule("may not be null", BREAKING, COMPATIBLE, "null was valid"),
    "value-added": _rule("value is new", COMPATIBLE, RISKY, "old code has not seen it"),
    "value-removed": _rule("value is gone", BREAKING, COMPATIBLE, "requests with it were valid"),
    "value-changed": _rule("value is another", BREAKING, BREAKING, "what told it apart has changed"),
    "values-opened": _rule("any value is allowed", COMPATIBLE, RISKY, "old code has not seen all of them"),
    "values-closed": _rule("only some values are allowed", BREAKING, COMPATIBLE, "others were valid"),
    "known-added": _rule("known value is new", COMPATIBLE, RISKY, "old code has not seen it"),
    "known-removed": _rule("value is no longer known", RISKY, COMPATIBLE, "it may have no effect any more"),
    # Limits
    "bound-tightened": _rule("has a tighter bound", BREAKING, COMPATIBLE, "numbers beyond it were valid"),
    "bound-relaxed": _rule("has a looser bound", COMPATIBLE, RISKY, "numbers beyond the old one may come"),
    "length-tightened": _rule("has a tighter length", BREAKING, COMPATIBLE, "texts beyond it were valid"),
    "length-relaxed": _rule("has a looser length", COMPATIBLE, RISKY, "texts beyond the old one may come"),
    "size-tightened": _rule("has a tighter size", BREAKING, COMPATIBLE, "sizes beyond it were valid"),
    "size-relaxed": _rule("has a looser size", COMPATIBLE, RISKY, "sizes beyond the old one may come"),
    "format-added": _rule("has a format", BREAKING, COMPATIBLE, "texts of other formats were valid"),
    "format-removed": _rule("has no format", COMPATIBLE, RISKY, "texts of other formats may come"),
    "format-changed": _rule("has another format", BREAKING, RISKY, "texts of the old format were valid"),
    "pattern-added": _rule("has a pattern", BREAKING, COMPATIBLE, "texts that do not match it were valid"),
    "pattern-removed": _rule("has no pattern", COMPATIBLE, RISKY, "texts that do not match it may come"),
    "pattern-changed": _rule("has another pattern", BREAKING, RISKY, "texts that match the old one only were valid"),
    "multiple-added": _rule("has a step", BREAKING, COMPATIBLE, "numbers between were valid"),
    "multiple-removed": _rule("has no step", COMPATIBLE, RISKY, "numbers between may come"),
    "multiple-changed": _rule("has another step", BREAKING, RISKY, "numbers of the old step were valid"),
    "unique-added": _rule("refuses repetition", BREAKING, COMPATIBLE, "lists with repetition were valid"),
    "unique-removed": _rule("allows repetition", COMPATIBLE, RISKY, "lists with repetition may come"),
    "unique-changed": _rule("has another rule on repetition", BREAKING, RISKY, "lists with repetition were valid"),
    # Unions, and what only instances can judge
    "branch-added": _rule("may be another thing", COMPATIBLE, RISKY, "old code has not seen it"),
    "branch-removed": _rule("may no longer be one thing", BREAKING, COMPATIBLE, "it was valid"),
    "union-overlap-refused": _rule("may be one thing only", BREAKING, COMPATIBLE, "what is two at once was valid"),
    "union-overlap-allowed": _rule("may be two things at once", COMPATIBLE, RISKY, "old code has not seen it"),
    "union-overlap-grown": _rule("is two things at once, and may be one only", BREAKING, COMPATIBLE, "it was one of them"),
    "discriminator-added": _rule("a property tells its branches apart", COMPATIBLE, COMPATIBLE, "the branches are what they were"),
    "discriminator-removed": _rule("no property tells its branches apart", COMPATIBLE, RISKY, "who chooses by the property may find nothing"),
    "discriminator-changed": _rule("another property tells its branches apart", RISKY, RISKY, "who chooses by the old one may choose wrongly"),
    "rule-changed": _rule("has another rule", BREAKING, BREAKING, "only instances can say what that means"),
    # Notes
    "default-added": _rule("has a default", COMPATIBLE, COMPATIBLE, "it was left open"),
    "default-removed": _rule("has no default", RISKY, COMPATIBLE, "leaving it out may mean something else"),
    "default-changed": _rule("has another default", RISKY, COMPATIBLE, "leaving it out means something else"),
    "deprecated-added": _rule("is deprecated", COMPATIBLE, COMPATIBLE, "it goes on working"),
    "deprecated-removed": _rule("is no longer deprecated", COMPATIBLE, COMPATIBLE, "it goes on working"),
    "readOnly-added": _rule("is read only", RISKY, COMPATIBLE, "what is sent has no effect"),
    "readOnly-removed": _rule("is no longer read only", COMPATIBLE, COMPATIBLE, "it may be sent as well"),
    "writeOnly-added": _rule("is write only", COMPATIBLE, RISKY, "it no longer comes back"),
    "writeOnly-removed": _rule("is no longer write only", COMPATIBLE, COMPATIBLE, "it comes back as well"),
}  # fmt: skip
