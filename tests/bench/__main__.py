"""python -m tests.bench: the speed of what was generated, the wrapper and the mock, as ratios of one run."""

from __future__ import annotations

import signal
import sys

from tests.bench import generated, prism, wrapper

if __name__ == "__main__":
    # Whoever ends this ends the servers that it started, too.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda given, _: sys.exit(128 + given))
    sys.exit(generated.main() or wrapper.main() or prism.main())
