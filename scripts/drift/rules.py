"""The table of rules: what each difference is called, and how severe it is in a request and in a response.

Users write requests. A request schema that becomes narrower breaks them, one that becomes wider does not. They read
responses. A response schema that becomes narrower does not break them. One that becomes wider is risky if the client
parses tolerantly (an unknown enum value, item type or event type is passed on unchanged), and breaking if correct code
meets another type, null, or a missing value.

Every severity BREAKING is checked with a counterexample, and lowered if there is none; see `verdicts`.
"""

from attrs import frozen

from scripts.drift.changes import Severity

COMPATIBLE, RISKY, BREAKING = Severity.COMPATIBLE, Severity.RISKY, Severity.BREAKING


@frozen
class Rule:
    """The message of a difference, its severity in a request and in a response, and the reason for each."""

    message: str
    request: Severity
    response: Severity
    request_reason: str
    #: If it is not the same one.
    other_response_reason: str = ""

    @property
    def response_reason(self) -> str:
        """The reason for the severity in a response."""
        return self.other_response_reason or self.request_reason


RULES: dict[str, Rule] = {
    # Operations
    "operation-gone": Rule("was removed", BREAKING, BREAKING, "every call fails"),
    "operation-added": Rule("was added", COMPATIBLE, COMPATIBLE, "existing code does not call it"),
    "operation-deprecated": Rule("is now deprecated", COMPATIBLE, COMPATIBLE, "it still works"),
    "operation-undeprecated": Rule("is no longer deprecated", COMPATIBLE, COMPATIBLE, "it still works"),
    "servers-changed": Rule("changed", RISKY, RISKY, "existing clients still call the old servers"),
    "security-tightened": Rule("requires other credentials", BREAKING, BREAKING, "requests with the old credentials are rejected"),
    "security-relaxed": Rule("requires fewer credentials", COMPATIBLE, COMPATIBLE, "requests with the old credentials are still accepted"),
    "key-changed": Rule("has another value of a key that is not supported", RISKY, RISKY, "its effect is not known"),
    "body-required": Rule("now requires a body", BREAKING, BREAKING, "requests without a body were valid"),
    "body-optional": Rule("no longer requires a body", COMPATIBLE, COMPATIBLE, "a body is still accepted"),
    "media-type-added": Rule("has a new media type", COMPATIBLE, RISKY, "the old ones are still accepted", "existing code cannot parse it"),
    "media-type-removed": Rule("no longer has the media type", BREAKING, BREAKING, "requests that send or accept it fail"),
    "response-described": Rule("now has a documented body", COMPATIBLE, COMPATIBLE, "nothing was documented before"),
    "response-undescribed": Rule("no longer has a documented body", COMPATIBLE, RISKY, "the body may be anything"),
    "success-replaced": Rule("has another success status", BREAKING, BREAKING, "existing code treats the new status as an error"),
    "success-added": Rule("has an additional success status", COMPATIBLE, RISKY, "existing code does not expect it"),
    "status-added": Rule("now documents the status", COMPATIBLE, COMPATIBLE, "any error status was possible before"),
    "status-removed": Rule("no longer documents the status", COMPATIBLE, COMPATIBLE, "existing code still handles it"),
    # Models and events
    "model-added": Rule("has a new model", COMPATIBLE, RISKY, "existing code does not use it", "existing code does not know it"),
    "model-removed": Rule("no longer has the model", BREAKING, COMPATIBLE, "requests for the model fail", "responses no longer name it"),
    "model-replaced": Rule("has another model", BREAKING, RISKY, "requests for the old model fail", "responses name another model"),
    "event-added": Rule("has a new event type", COMPATIBLE, RISKY, "existing code does not know it"),
    "event-removed": Rule("no longer has the event type", COMPATIBLE, RISKY, "code that waits for it never continues"),
    # Properties, including parameters and headers
    "property-added": Rule("was added, optional", COMPATIBLE, COMPATIBLE, "it may be omitted, and clients keep unknown properties"),
    "required-property-added": Rule("was added, required", BREAKING, COMPATIBLE, "requests without it were valid", "responses now always contain it"),
    "part-added": Rule("was added with its parent, optional", COMPATIBLE, COMPATIBLE, "its parent is new"),
    "required-part-added": Rule("was added with its parent, required there", COMPATIBLE, COMPATIBLE, "its parent is new"),
    "property-removed": Rule("was removed", RISKY, RISKY, "sending it has no effect, reading it finds nothing"),
    "required-property-removed": Rule("was removed, and used to be required", RISKY, BREAKING, "sending it has no effect", "code that reads it finds nothing"),
    "property-refused": Rule("was removed, and is rejected", BREAKING, RISKY, "requests with it were valid", "code that reads it finds nothing"),
    "required-property-refused": Rule("was removed, and is rejected", BREAKING, BREAKING, "requests had to contain it", "code that reads it finds nothing"),
    "property-required": Rule("is now required", BREAKING, COMPATIBLE, "requests without it were valid", "responses now always contain it"),
    "property-optional": Rule("is now optional", COMPATIBLE, BREAKING, "requests with it are still valid", "code that relies on it finds nothing"),
    "object-closed": Rule("no longer allows other properties", BREAKING, COMPATIBLE, "requests with other properties were valid", "responses no longer have other properties"),
    "object-opened": Rule("now allows other properties", COMPATIBLE, COMPATIBLE, "requests without other properties are still valid", "clients keep unknown properties"),
    "style-changed": Rule("is written in another way", BREAKING, BREAKING, "the old form has another meaning"),
    # Types and values
    "type-added": Rule("allows more types", COMPATIBLE, BREAKING, "values of the old types are still valid", "code that reads it meets another type"),
    "type-removed": Rule("allows fewer types", BREAKING, COMPATIBLE, "values of the removed type were valid", "responses no longer have the removed type"),
    "type-changed": Rule("has another type", BREAKING, BREAKING, "values of the old type are not valid for the new one", "code that reads it meets another type"),
    "null-added": Rule("may now be null", COMPATIBLE, BREAKING, "other values are still valid", "code that reads it meets null"),
    "null-removed": Rule("may no longer be null", BREAKING, COMPATIBLE, "null was valid", "responses no longer have null"),
    "value-added": Rule("allows a new value", COMPATIBLE, RISKY, "the old values are still valid", "existing code does not know it"),
    "value-removed": Rule("no longer allows the value", BREAKING, COMPATIBLE, "requests with it were valid", "responses no longer have it"),
    "value-changed": Rule("has another value", BREAKING, BREAKING, "requests with the old value are rejected", "code that compares it with the old value fails"),
    "values-opened": Rule("now allows any value", COMPATIBLE, RISKY, "the old values are still valid", "existing code does not know all of them"),
    "values-closed": Rule("now allows only some values", BREAKING, COMPATIBLE, "other values were valid", "responses no longer have other values"),
    "known-added": Rule("has a new known value", COMPATIBLE, RISKY, "the old values are still valid", "existing code does not know it"),
    "known-removed": Rule("no longer lists the value as known", RISKY, COMPATIBLE, "it may have no effect any more", "existing code still handles it"),
    # Limits
    "bound-tightened": Rule("has a tighter bound", BREAKING, COMPATIBLE, "numbers beyond it were valid", "responses no longer have numbers beyond it"),
    "bound-relaxed": Rule("has a looser bound", COMPATIBLE, RISKY, "numbers within the old bound are still valid", "numbers beyond the old bound are possible"),
    "length-tightened": Rule("has a tighter length limit", BREAKING, COMPATIBLE, "strings beyond it were valid", "responses no longer have strings beyond it"),
    "length-relaxed": Rule("has a looser length limit", COMPATIBLE, RISKY, "strings within the old limit are still valid", "strings beyond the old limit are possible"),
    "size-tightened": Rule("has a tighter size limit", BREAKING, COMPATIBLE, "sizes beyond it were valid", "responses no longer have sizes beyond it"),
    "size-relaxed": Rule("has a looser size limit", COMPATIBLE, RISKY, "sizes within the old limit are still valid", "sizes beyond the old limit are possible"),
    "format-added": Rule("now requires a format", BREAKING, COMPATIBLE, "strings of other formats were valid", "responses no longer have strings of other formats"),
    "format-removed": Rule("no longer requires a format", COMPATIBLE, RISKY, "strings of the old format are still valid", "strings of other formats are possible"),
    "format-changed": Rule("requires another format", BREAKING, RISKY, "strings of the old format were valid", "strings of another format are possible"),
    "pattern-added": Rule("now requires a pattern", BREAKING, COMPATIBLE, "strings that do not match it were valid", "responses no longer have strings that do not match it"),
    "pattern-removed": Rule("no longer requires a pattern", COMPATIBLE, RISKY, "strings that match it are still valid", "strings that do not match it are possible"),
    "pattern-changed": Rule("requires another pattern", BREAKING, RISKY, "strings that match only the old pattern were valid", "strings that do not match the old pattern are possible"),
    "multiple-added": Rule("now requires multiples", BREAKING, COMPATIBLE, "other numbers were valid", "responses no longer have other numbers"),
    "multiple-removed": Rule("no longer requires multiples", COMPATIBLE, RISKY, "multiples of the old number are still valid", "other numbers are possible"),
    "multiple-changed": Rule("requires other multiples", BREAKING, RISKY, "multiples of the old number were valid", "other numbers are possible"),
    "unique-added": Rule("now requires unique items", BREAKING, COMPATIBLE, "arrays with duplicates were valid", "responses no longer have arrays with duplicates"),
    "unique-removed": Rule("no longer requires unique items", COMPATIBLE, RISKY, "arrays without duplicates are still valid", "arrays with duplicates are possible"),
    "unique-changed": Rule("has another rule for unique items", BREAKING, RISKY, "arrays with duplicates were valid", "arrays with duplicates are possible"),
    # Unions, and keywords that only instances can compare
    "branch-added": Rule("allows another alternative", COMPATIBLE, RISKY, "the old alternatives are still valid", "existing code does not know it"),
    "branch-removed": Rule("no longer allows the alternative", BREAKING, COMPATIBLE, "it was valid", "responses no longer have it"),
    "union-overlap-refused": Rule("must now match exactly one alternative", BREAKING, COMPATIBLE, "values that match two were valid", "responses no longer have values that match two"),
    "union-overlap-allowed": Rule("may now match several alternatives", COMPATIBLE, RISKY, "values that match one are still valid", "existing code does not expect it"),
    "union-overlap-grown": Rule("must match exactly one alternative, and more values match two", BREAKING, COMPATIBLE, "they used to match one", "responses no longer have values that match two"),
    "discriminator-added": Rule("now has a discriminator", COMPATIBLE, COMPATIBLE, "the alternatives are unchanged"),
    "discriminator-removed": Rule("no longer has a discriminator", COMPATIBLE, RISKY, "the alternatives are unchanged", "code that selects by the property may find nothing"),
    "discriminator-changed": Rule("has another discriminator", RISKY, RISKY, "code that selects by the old property may choose wrongly"),
    "rule-changed": Rule("has another constraint", BREAKING, BREAKING, "only instances can show its effect"),
    # Annotations
    "default-added": Rule("now has a default", COMPATIBLE, COMPATIBLE, "no default was documented", "a default has no effect on responses"),
    "default-removed": Rule("no longer has a default", RISKY, COMPATIBLE, "omitting it may have another effect", "a default has no effect on responses"),
    "default-changed": Rule("has another default", RISKY, COMPATIBLE, "omitting it has another effect", "a default has no effect on responses"),
    "deprecated-added": Rule("is now deprecated", COMPATIBLE, COMPATIBLE, "it still works"),
    "deprecated-removed": Rule("is no longer deprecated", COMPATIBLE, COMPATIBLE, "it still works"),
    "readOnly-added": Rule("is now read-only", RISKY, COMPATIBLE, "sending it has no effect", "responses still contain it"),
    "readOnly-removed": Rule("is no longer read-only", COMPATIBLE, COMPATIBLE, "it may now be sent", "responses still contain it"),
    "writeOnly-added": Rule("is now write-only", COMPATIBLE, RISKY, "it may still be sent", "responses no longer contain it"),
    "writeOnly-removed": Rule("is no longer write-only", COMPATIBLE, COMPATIBLE, "it may still be sent", "responses now contain it"),
}  # fmt: skip
