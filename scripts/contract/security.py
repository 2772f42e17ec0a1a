"""The credentials that documents require, and the security schemes that they declare."""

import re

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.errors import PipelineError, printable
from scripts.common.pointers import pointer
from scripts.common.sources import Source
from scripts.contract.schemas import UNSUPPORTED, canonical, digest

_SCHEME_NAME = re.compile(r"[A-Za-z0-9._-]+")
#: The keys of a security scheme that are facts, by its type. `http` and `oauth2` are handled in `_scheme_facts`.
_SCHEME_FACTS = {
    "apiKey": ("in", "name"),
    "http": ("scheme",),
    "mutualTLS": (),
    "openIdConnect": ("openIdConnectUrl",),
}


def required_credentials(document: Object, source: Source) -> list[Object] | None:
    """Return the security requirements of the operation of `source`: alternatives, each a set of scheme names.

    Returns None if neither the operation nor the document states any. Raises PipelineError if a requirement has the wrong
    shape, or if its scheme is not declared.
    """
    path, method = source.operation.path, source.operation.method
    operation = as_object(as_object(as_object(document["paths"]).get(path)).get(method))
    holder, at = (operation, ("paths", path, method)) if "security" in operation else (document, ())
    if "security" not in holder:
        return None
    where = f"{source.name}#{pointer((*at, 'security'))}"
    security = holder["security"]
    if not isinstance(security, list) or not all(isinstance(one, dict) for one in security):
        raise PipelineError("is not a list of objects", where=where, hint="fix the document")
    declared = _declared(document)
    requirements = [as_object(one) for one in security]
    for name in (name for requirement in requirements for name in requirement):
        if name not in declared or not _SCHEME_NAME.fullmatch(name):
            raise PipelineError(
                f"requires the security scheme {printable(name)}, which the document does not declare",
                where=where,
                hint="declare it in components/securitySchemes, with a name of letters, digits, dots and dashes",
            )
    return requirements


def security_schemes(documents: list[Object]) -> Object:
    """Return the security schemes that the documents declare, without their descriptions.

    Schemes of other types than `http` are included only if a document requires them. Raises PipelineError if two documents
    declare different schemes with the same name.
    """
    schemes: Object = {}
    for document in documents:
        required = _required_names(document)
        for name, scheme in _declared(document).items():
            facts = _scheme_facts(as_object(scheme))
            if not _SCHEME_NAME.fullmatch(name) or not (facts["type"] == "http" or name in required):
                continue
            if canonical(schemes.setdefault(name, facts)) != canonical(facts):
                raise PipelineError(
                    "is declared differently by two documents",
                    where=f"the documents#{pointer(('components', 'securitySchemes', name))}",
                    hint="remove the source of one of them from openapi/sources.toml",
                )
    return schemes


def _declared(document: Object) -> Object:
    return as_object(as_object(document.get("components")).get("securitySchemes"))


def _required_names(document: Object) -> set[str]:
    """Return the names of the schemes that the document, or one of its operations, requires."""
    items = [as_object(item) for item in as_object(document.get("paths")).values()]
    holders = [document, *(as_object(operation) for item in items for operation in item.values())]
    return {
        name
        for holder in holders
        for requirement in as_list(holder.get("security"))
        for name in as_object(requirement)
    }


def _scheme_facts(scheme: Object) -> Object:
    """Return the facts of a security scheme; the flows of OAuth 2 only as a digest, because they are not supported."""
    scheme_type = str(scheme.get("type"))
    if scheme_type == "http":
        return {"type": scheme_type, "scheme": str(scheme.get("scheme", "bearer"))}
    if scheme_type in _SCHEME_FACTS:
        facts = {key: scheme[key] for key in _SCHEME_FACTS[scheme_type] if key in scheme}
        return {"type": scheme_type, **facts}
    if scheme_type == "oauth2":
        flows: Json = scheme.get("flows", {})
        return {"type": scheme_type, "flows": {}, UNSUPPORTED: {"flows": digest(flows)}}
    return {"type": scheme_type}
