"""The window, as a test uses it."""

from __future__ import annotations

import base64

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

TIMEOUT = 20  # seconds


class WindowPage:
    """The window of the mock at `url`, in a browser."""

    def __init__(self, driver, url):
        self.driver = driver
        self.url = url
        self.expected_errors = []  # that the browser logs; None: any

    def open(self, view=""):
        """Open the page, and wait until it is connected."""
        self.driver.get("about:blank")  # otherwise, another view of the page would not load it again
        self.driver.get(f"{self.url}/{view}")
        self.wait_for(lambda: self.text("#connection") == "Live")

    def wait_for(self, condition):
        """Wait until a condition holds; return its value."""
        return WebDriverWait(self.driver, TIMEOUT, poll_frequency=0.05, ignored_exceptions=[Exception]).until(
            lambda _: condition()
        )

    def resize(self, width, height):
        """Give the page this size, in pixels; Chromium's own windows are at least 500 wide."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def set_scheme(self, scheme):
        """Choose "light" or "dark"."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def all(self, selector):
        """Return the elements that a selector of CSS matches."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        """Return the only element that a selector of CSS matches."""
        [found] = self.all(selector)
        return found

    def text(self, selector):
        """Return the text of an element as it is shown."""
        return self.one(selector).text

    def rows(self):
        """Return the text of each request in the list that is shown."""
        return [row.text for row in self.all("#list li:not([hidden])")]

    def wait_for_rows(self, count):
        """Wait until the list shows so many requests whose responses have ended; return their texts."""
        return self.wait_for(
            lambda: (rows := self.rows()) and len(rows) == count and "running" not in str(rows) and rows
        )

    def choose(self, index=0):
        """Open the details of a request in the list."""
        self.wait_for(lambda: self.all("#list li:not([hidden]) a"))[index].click()
        self.wait_for(lambda: self.all("#details-title"))

    def click(self, label):
        """Click the button, or unfold the part, with this label."""

        def candidates():
            return [each for each in self.all("button, summary, a") if each.text.startswith(label)]

        self.wait_for(candidates)[0].click()

    def press(self, *keys):
        """Press keys, wherever the focus is."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(getattr(Keys, key, key))

    def focused(self):
        """Return the text of the element that has the focus."""
        return self.driver.switch_to.active_element.text

    def run(self, script):
        """Return the value of an expression of JavaScript."""
        return self.driver.execute_script(f"return {script}")

    def screenshot(self, path):
        """Write what the page shows as PNG."""
        path.write_bytes(base64.b64decode(self.driver.get_screenshot_as_base64()))
