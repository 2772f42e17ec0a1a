"""The APIs for which client and mock have code."""

from aimlkit.endpoints._registry import ENDPOINTS
from aimlkit.mock.endpoints import HANDLERS
from aimlkit.mock.model_apis import MODEL_APIS
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE, OPERATIONS


def test_each_api_of_models_has_an_endpoint_and_a_handler_in_the_mock() -> None:
    """An API that is missing in one of them would work in a part of the client, or have only sampled responses."""
    apis = OPERATIONS.keys() & {CREATE_CHAT_COMPLETION.id, CREATE_RESPONSE.id}
    assert {endpoint.spec.id for endpoint in ENDPOINTS} == apis
    assert apis <= {*MODEL_APIS} <= {*HANDLERS}
