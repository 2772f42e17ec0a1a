"""python -m tests.bench: measure the generated models, the client and the mock, as ratios within one run."""

from __future__ import annotations

import signal
import sys

from tests.bench import bulk, generated, prism, rules, wrapper

if __name__ == "__main__":
    # Exit normally on a signal, so that the servers are stopped, too.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    sys.exit(generated.main() or wrapper.main() or bulk.main() or rules.main() or prism.main())
