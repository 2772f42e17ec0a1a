"""The requests of a bulk run, in the form of the Batch API or as bodies with a `custom_id`."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from attrs import frozen

from aimlkit._json import json_object
from aimlkit.endpoints._registry import ENDPOINTS
from aimlkit_api.operations import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimlkit.endpoints._base import AnyEndpoint

#: The properties of a line in the form of the Batch API.
CUSTOM_ID, METHOD, URL, BODY = "custom_id", "method", "url", "body"


@frozen
class BulkRequest:
    """A request of a bulk run."""

    custom_id: str
    endpoint: AnyEndpoint
    body: Mapping[str, object]

    @classmethod
    def from_json(cls, value: object) -> BulkRequest:
        """Return the request in `{"custom_id", "method", "url", "body"}`, or in a body with a `custom_id`.

        Without a URL, the properties that the body must have decide which API it is for. Raises ValueError.
        """
        fields = json_object(value)
        if fields is None:
            raise ValueError("a request must be a JSON object")
        custom_id = fields.get(CUSTOM_ID)
        if not isinstance(custom_id, str) or not custom_id:
            raise ValueError(f"{CUSTOM_ID} must be a string that is not empty")
        if BODY in fields or URL in fields:
            body = json_object(fields.get(BODY))
        else:
            body = {name: item for name, item in fields.items() if name != CUSTOM_ID}
        if body is None:
            raise ValueError(f"{BODY} must be a JSON object")
        if body.get("stream"):
            raise ValueError("a request of a bulk run cannot be streamed")
        endpoint = _endpoint_at(fields[URL], fields.get(METHOD)) if URL in fields else _endpoint_for(body)
        return cls(custom_id, endpoint, body)

    def client_request_id(self, run: str) -> str:
        """Return the id under which the provider knows the request: the same whenever `run` is continued."""
        digest = hashlib.blake2b(f"{run}\0{self.custom_id}".encode(errors="surrogatepass"), digest_size=16)
        return f"bulk-{digest.hexdigest()}"


def endpoint_of_model(model: str) -> AnyEndpoint:
    """Return the first endpoint that the contract has for a model; that of Chat Completions for an unknown model."""
    return next((endpoint for endpoint in ENDPOINTS if model in endpoint.spec.models), ENDPOINTS[0])


def _endpoint_at(url: object, method: object) -> AnyEndpoint:
    """Return the endpoint at a path, with or without the version. Raises ValueError if there is none."""
    for endpoint in ENDPOINTS:
        path = endpoint.spec.path
        if url in (path, path.removeprefix(PREFIX)) and method in (None, endpoint.spec.method):
            return endpoint
    known = " or ".join(f"{endpoint.spec.method} {endpoint.spec.path}" for endpoint in ENDPOINTS)
    raise ValueError(f"{METHOD} and {URL} must be {known}; they are {method!r} and {url!r}")


def _endpoint_for(body: Mapping[str, object]) -> AnyEndpoint:
    """Return the first endpoint whose required parameters are all in `body`. Raises ValueError if there is none."""
    for endpoint in ENDPOINTS:
        if endpoint.spec.required <= body.keys():
            return endpoint
    forms = " or ".join(", ".join(sorted(endpoint.spec.required)) for endpoint in ENDPOINTS)
    raise ValueError(f"a request without {URL} needs {forms}")
