"""The window of a mock in headless Chromium. Only `make browser` collects these tests, because they need selenium."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from aimlkit.mock import MockServer
from tests.browser.__main__ import BROWSERS, DRIVER, VARIABLE

PACKAGES = os.environ.get(VARIABLE)
if PACKAGES is None:
    collect_ignore = ["test_window.py"]
else:
    sys.path.append(PACKAGES)  # behind the packages of this environment

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """A browser with a profile of its own."""
    from selenium import webdriver  # noqa: PLC0415 - it may not be installed
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, BROWSERS)))
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def server():
    """A mock without requests."""
    with MockServer() as server:
        yield server


@pytest.fixture
def page(chromium, server):
    """The window of the mock, open and connected; nothing may be logged as an error."""
    from tests.browser.page.window_page import WindowPage  # noqa: PLC0415 - it needs selenium

    page = WindowPage(chromium, server.url)
    page.resize(1280, 800)
    page.open()
    yield page
    errors = [entry["message"] for entry in chromium.get_log("browser") if entry["level"] == "SEVERE"]
    chromium.get("about:blank")  # closes the stream, so that the server can stop
    assert page.expected_errors in (errors, None)
