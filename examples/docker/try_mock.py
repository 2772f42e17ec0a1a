"""Send a question to the mock, and check its response; fail if the mock has found problems. Needs only Python."""

import json
import os
import urllib.request

BASE_URL = os.environ["AIML_API_BASE"]
MOCK_URL = BASE_URL.removesuffix("/v1")


def send(url: str, token: str, body: object = None) -> object:
    """Return the JSON with which the mock responds."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=10) as response:
        return json.load(response)


request = {"model": "o3-mini", "input": "Is it cold in Oslo?"}
response = send(f"{BASE_URL}/responses", os.environ["AIML_API_KEY"], request)
assert "Cold." in json.dumps(response), response
problems = send(f"{MOCK_URL}/_mock/problems", os.environ["AIMLKIT_MOCK_CONTROL_TOKEN"])
assert problems == [], problems
print("passed")
