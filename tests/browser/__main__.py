"""python -m tests.browser: try the window of the mock in headless Chromium, with selenium below build/browser.

Arguments are those of pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
PACKAGES = ROOT / "build" / "browser" / "packages"

#: The folder with selenium, for the tests; without it, they are left out.
VARIABLE = "AIMLKIT_BROWSER_PACKAGES"

# Names of the commands, as Debian and others have them.
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DRIVER = "chromedriver"


def main() -> int:
    """Install selenium if needed, and run the tests; return 1 if something is missing or fails."""
    if not any(map(shutil.which, BROWSERS)) or not shutil.which(DRIVER):
        print("error: make browser needs Chromium: apt-get install chromium chromium-driver", file=sys.stderr)
        return 1
    try:
        install()
    except subprocess.CalledProcessError as error:
        print(f"error: selenium cannot be installed: {last_line(error.stderr)}", file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "pytest", "-q", str(Path(__file__).parent / "page"), *sys.argv[1:]]
    return subprocess.run(command, env={**os.environ, VARIABLE: str(PACKAGES)}, check=False).returncode


def install() -> None:
    """Install selenium in a folder of its own unless it is there. Raises CalledProcessError."""
    ready = PACKAGES.parent / ".ready"
    state = f"{sys.version}\n{REQUIREMENTS.read_text(encoding='utf-8')}"
    if ready.exists() and ready.read_text(encoding="utf-8") == state:
        return
    shutil.rmtree(PACKAGES.parent, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "--target", str(PACKAGES), "-r", str(REQUIREMENTS)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    ready.write_text(state, encoding="utf-8")


def last_line(output: str) -> str:
    """Return the last line of the output of pip that says something."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


if __name__ == "__main__":
    sys.exit(main())
