"""The window of the mock in a browser: what it shows, what can be done with it, and that it interprets nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import httpx
import pytest

from aimlkit.mock import Call, MockServer
from aimlkit.mock.contract import packaged_contract
from aimlkit.mock.recorded_requests import MAX_RECORDED
from tests.mock.client import chat_function
from tests.models import CHAT_MODEL, RESPONSES_MODEL

QUESTION = "Is it cold in Oslo?"
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    "<svg onload=\"document.title='owned'\"></textarea></title><style>*{display:none}</style>{{7*7}}${7*7}\u202eabc"
)

SCREENSHOTS = os.environ.get("SCREENSHOTS")


def send(server: MockServer, body: dict, path="/chat/completions") -> httpx.Response:
    headers = {"Authorization": f"Bearer {server.key}"}
    return httpx.post(server.base_url + path, json=body, headers=headers, trust_env=False)


def chat(server: MockServer, text: str, **fields) -> httpx.Response:
    return send(server, {"model": CHAT_MODEL, "messages": [{"role": "user", "content": text}], **fields})


# --- the list ---


def test_requests_are_shown_as_they_come(page, server):
    assert "There are no requests yet" in page.text("#empty")
    assert page.text("#base-url") == server.base_url
    chat(server, QUESTION)
    [row] = page.wait_for_rows(1)
    assert row.startswith("200")
    assert QUESTION in row
    assert CHAT_MODEL in row
    send(server, {"model": RESPONSES_MODEL, "input": "And in Rome?"}, "/responses")
    newest, oldest = page.wait_for_rows(2)
    assert "And in Rome?" in newest
    assert QUESTION in oldest
    assert page.text("#count") == "2 requests"


def test_reset_empties_the_list(page, server):
    chat(server, QUESTION)
    page.wait_for_rows(1)
    server.reset()
    page.wait_for(lambda: page.rows() == [])
    assert page.text("#count") == "0 requests"


def test_list_has_no_more_requests_than_the_mock_records(page, server):
    with httpx.Client(headers={"Authorization": f"Bearer {server.key}"}, trust_env=False) as client:
        for number in range(MAX_RECORDED + 50):
            client.get(f"{server.base_url}/nothing/{number}")
    page.wait_for(lambda: f"/nothing/{MAX_RECORDED + 49}" in page.text("#list li:first-child"))
    page.wait_for(lambda: page.text("#count") == f"{MAX_RECORDED} requests")
    assert page.run("document.querySelectorAll('#list li').length") == MAX_RECORDED
    assert "/nothing/50" in page.run("document.querySelector('#list li:last-child').textContent")


def test_search_and_filter(page, server):
    server.on(contains="Rome").reply(status=503)
    server.on(contains="Oslo").reply(text="Cold.")
    for text in ("Is it cold in Oslo?", "Is it warm in Rome?", "Hello"):
        chat(server, text)
    page.wait_for_rows(3)
    page.one("#search").send_keys("oslo cold.")
    page.wait_for(lambda: len(page.rows()) == 1)
    assert page.text("#count") == "1 of 3 requests"
    page.one("#search").clear()
    page.one("#search").send_keys("x")
    page.press("BACKSPACE")
    page.wait_for(lambda: len(page.rows()) == 3)
    for label, expected in (("failed", "Rome"), ("with a rule", "Oslo"), ("successful", "Hello")):
        next(each for each in page.all("#filter option") if each.text == label).click()
        assert expected in str(page.rows())
        assert len(page.rows()) < 3
    chat(server, "Another")  # a new request obeys the filter, too
    page.wait_for(lambda: "Another" in str(page.rows()))


def test_page_says_that_the_mock_has_stopped(page, server):
    chat(server, QUESTION)
    page.wait_for_rows(1)
    server._server.should_exit = True
    page.wait_for(lambda: page.text("#connection") == "The mock cannot be reached")
    assert len(page.rows()) == 1
    page.expected_errors = None  # the browser logs each attempt to connect again


# --- the details ---


def test_details_of_a_completion(page, server):
    tool = chat_function("get_weather", {"type": "object", "properties": {"city": {"type": "string"}}})
    server.on(contains="Oslo").reply(tool_calls=[Call("get_weather", '{"city": "Oslo"}')], cost_usd=0.25)
    chat(server, QUESTION, tools=[tool], temperature=0.5)
    page.choose()
    details = page.text("#details")
    for expected in (
        QUESTION,
        "calls get_weather",
        '{"city": "Oslo"}',
        "temperature",
        "0.5",
        "cost-usd 0.25",
        "total_tokens",
    ):
        assert expected in details
    assert "on(contains='Oslo')" in details
    page.click("Body of the response as it was sent")
    sent = page.text("pre[aria-label='Body of the response']")
    assert json.loads(sent)["choices"][0]["message"]["tool_calls"]


def test_details_of_a_stream(page, server):
    server.on().reply(text="Cold and dark.")
    chat(server, QUESTION, stream=True)
    page.choose()
    assert "Cold and dark." in page.text("#details")
    page.click("Events as they were sent")
    events = page.wait_for(lambda: page.text("#details details[open] table"))
    assert "data: [DONE]" in events
    assert "ms" in events


def test_details_of_a_violation(page, server):
    send(server, {"model": CHAT_MODEL, "messages": QUESTION})
    [row] = page.wait_for_rows(1)
    assert "violation" in row
    page.choose()
    assert "Violations of the contract" in page.text("#details")
    assert "chat.completions/request/messages" in page.text("#details")


def test_details_have_an_address_and_are_updated_when_the_response_ends(page, server):
    server.on().reply(text="Late.", stall_after_events=2)
    headers = {"Authorization": f"Bearer {server.key}"}
    body = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": QUESTION}], "stream": True}
    with httpx.stream(
        "POST", f"{server.base_url}/chat/completions", json=body, headers=headers, trust_env=False
    ):
        page.open("#requests/1")
        page.wait_for(lambda: "running" in page.text("#details"))
    page.wait_for(lambda: "It ended early." in page.text("#details"))


def test_details_of_a_request_that_is_gone(page, server):
    page.open("#requests/99")
    page.wait_for(lambda: "not recorded any more" in page.text("#details"))
    page.expected_errors = [
        f"{server.url}/_mock/window/requests/99 - "
        "Failed to load resource: the server responded with a status of 404 (Not Found)"
    ]


# --- what can be done ---


def test_copy_as_curl_and_python(page, server):
    page.driver.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": server.url},
    )
    chat(server, HOSTILE)
    page.choose()
    for label, beginning in (
        ("Copy as curl", "curl --request POST"),
        ("Copy as Python", "from aimlkit import AIMLAPI"),
    ):
        page.click(label)
        page.wait_for(lambda: "Copied." in page.text(".buttons [role=status]"))
        copied = page.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
        assert copied.startswith(beginning)
    page.click("As curl")
    assert page.text("pre[aria-label=curl]").startswith("curl --request POST")


def test_rule_is_added_from_a_request(page, server):
    chat(server, QUESTION)
    page.choose()
    page.click("Add a rule")
    text = page.one("#rule-text")
    rule = json.loads(text.get_attribute("value"))
    assert rule["match"] == {"model": CHAT_MODEL, "contains": QUESTION}
    text.clear()
    text.send_keys('{"reply": {"tekst": "Cold."}}')
    page.click("Add the rule")
    page.wait_for(lambda: "tekst" in page.text("#rule-error"))
    assert server.rules == []
    text.clear()
    text.send_keys('{"match": {"contains": "Oslo"}, "reply": {"text": "Cold."}}')
    page.click("Add the rule")
    page.wait_for(lambda: not page.all("dialog[open]"))
    assert "Cold." in chat(server, QUESTION).text
    page.expected_errors = [
        f"{server.url}/_mock/rules - Failed to load resource: the server responded with a status of 400 (Bad Request)"
    ]


def test_contract_is_browsed(page):
    page.click("Contract")
    operations = [f"{each.method} {each.path}" for each in packaged_contract().operations]
    page.wait_for(lambda: len(page.all("#contract-view summary")) == len(operations))
    titles = [each.text for each in page.all("#contract-view summary")]
    assert all(any(title.startswith(operation) for title in titles) for operation in operations)
    page.click("POST /v1/chat/completions")
    page.click("application/json")
    while "messages" not in page.text("#contract-view"):
        branches = [
            each
            for each in page.all("details:not([open]) > summary")
            if each.text.startswith(("oneOf", "anyOf"))
        ]
        if branches:
            branches[0].click()
    assert "model" in page.text("#contract-view")


# --- hostile text ---


def test_nothing_of_a_request_is_interpreted(page, server):
    server.on().reply(text=HOSTILE, headers={"X-Hostile": "<b>bold</b>"})
    before = page.run("document.querySelectorAll('script, img, svg, style, b').length")
    chat(server, HOSTILE)
    send(server, {"model": HOSTILE, "messages": [], HOSTILE: HOSTILE})
    send(server, {}, "/<img src=x onerror=alert(1)>")
    tool = {
        "type": "function",
        "function": {"name": "f", "description": HOSTILE, "parameters": {HOSTILE: {}}},
    }
    chat(server, HOSTILE, tools=[tool], stream=True)
    page.wait_for_rows(4)
    for index in range(4):
        page.choose(index)
        page.wait_for(lambda: page.all(".hint, .facts"))
        for summary in page.all("#details summary"):
            summary.click()
        if index in (0, 3):
            assert HOSTILE in page.run("document.getElementById('details').textContent")
            page.click("Add a rule")
            assert "<script>" in page.one("#rule-text").get_attribute("value")
            page.click("Cancel")
    assert page.run("document.title") == "Requests · aimlkit mock"
    assert page.run("document.querySelectorAll('script, img, svg, style, b').length") == before


def test_policy_makes_html_of_text_fail(page):
    """The second line of defence: even a mistake in the page would make no HTML of text."""
    script = "(() => { try { document.body.innerHTML = '<b>a</b>'; return 'done'; } catch (error) { return error.name; } })()"
    assert page.run(script) == "TypeError"
    page.driver.get_log("browser")  # the browser logs the refusal


# --- keyboard, screen readers, sizes ---


def test_keyboard_alone_is_enough(page, server):
    for text in ("First", "Second", "Third"):
        chat(server, text)
    page.wait_for_rows(3)
    page.one("#search").click()
    page.press("TAB", "TAB")
    assert "Third" in page.focused()
    page.press("ARROW_DOWN", "ARROW_DOWN", "ARROW_UP")
    assert "Second" in page.focused()
    page.press("ENTER")
    page.wait_for(lambda: page.focused() == "POST /v1/chat/completions")
    assert "Second" in page.text("#details")
    page.press("ESCAPE")
    page.wait_for(lambda: "Second" in page.focused())


def test_landmarks_and_labels(page, server):
    """Screen readers find each landmark once, and a name for each control."""
    chat(server, QUESTION, stream=True)
    page.choose()
    nodes = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    found = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
    ]
    roles = [role for role, _ in found]
    for landmark in ("banner", "navigation", "main", "search"):
        assert roles.count(landmark) == 1, landmark
    operable = ("button", "link", "searchbox", "combobox", "textbox", "DisclosureTriangle")
    assert [pair for pair in found if pair[0] in operable and not pair[1].strip()] == []
    assert ("list", "Requests, newest first") in found
    assert page.run("document.documentElement.lang") == "en"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_sufficient(page, server, scheme):
    """Text has a contrast of at least 4.5 to its background (WCAG 2.2, 1.4.3)."""
    page.set_scheme(scheme)
    chat(server, QUESTION)
    page.choose()
    colors = ("--text", "--muted", "--accent", "--good", "--bad", "--warning")
    for name in colors:
        for background in ("--background", "--raised"):
            ratio = contrast(page.run(variable(name)), page.run(variable(background)))
            assert ratio >= 4.5, (name, background, ratio)
    page.set_scheme("light")


def variable(name):
    return f"getComputedStyle(document.documentElement).getPropertyValue('{name}').trim()"


def contrast(first, second):
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color):
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_page_fits_any_width(page, server, width):
    page.resize(width, 700)
    server.on(contains="a" * 50).reply(text="b" * 300, name="c" * 150)
    chat(server, "a" * 300, stream=True)
    page.wait_for_rows(1)
    assert overflow(page) == 0
    page.choose()
    for summary in page.all("#details summary"):
        summary.click()
    assert overflow(page) == 0
    assert page.one("#list").is_displayed() == (width >= 800)
    page.open("#contract")
    page.wait_for(lambda: page.all("#contract-view summary"))
    assert overflow(page) == 0


def overflow(page):
    return page.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_back_leads_to_the_list_in_a_small_window(page, server):
    page.resize(390, 700)
    chat(server, QUESTION)
    page.choose()
    page.click("← All requests")
    page.wait_for(lambda: page.one("#list").is_displayed())
    assert not page.one("#details").is_displayed()


@pytest.mark.skipif(SCREENSHOTS is None, reason="SCREENSHOTS is not set to a folder")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_screenshots(page, server, scheme, width):
    """Write screenshots into the folder SCREENSHOTS, for the documentation and for people who look at them."""
    folder = Path(SCREENSHOTS)
    page.set_scheme(scheme)
    page.resize(width, 800)
    tool = chat_function("get_weather", {"type": "object", "properties": {"city": {"type": "string"}}})
    server.on(contains="Oslo", tools=["get_weather"]).reply(
        tool_calls=[Call("get_weather", '{"city": "Oslo"}')], cost_usd=0.0021, name="weather"
    )
    server.on(contains="Rome").reply(status=503, name="overload")
    send(
        server,
        {"model": RESPONSES_MODEL, "input": "Write a haiku about the sea.", "stream": True},
        "/responses",
    )
    chat(server, "Is it warm in Rome?")
    send(server, {"model": CHAT_MODEL, "messages": "Hello"})
    chat(server, "Summarize the report in two sentences.", stream=True)
    messages = [{"role": "system", "content": "Answer briefly."}, {"role": "user", "content": QUESTION}]
    send(server, {"model": CHAT_MODEL, "messages": messages, "tools": [tool], "reasoning_effort": "low"})
    page.wait_for_rows(5)
    page.screenshot(folder / f"list-{width}-{scheme}.png")
    page.choose()
    page.screenshot(folder / f"request-{width}-{scheme}.png")
    page.click("Add a rule")
    page.screenshot(folder / f"rule-{width}-{scheme}.png")
    page.click("Cancel")
    page.open("#contract")
    page.wait_for(lambda: page.all("#contract-view summary"))
    page.click("POST /v1/chat/completions")
    page.screenshot(folder / f"contract-{width}-{scheme}.png")
    page.set_scheme("light")
