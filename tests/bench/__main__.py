"""python -m tests.bench: the speed of what was generated, as ratios measured in one run."""

from __future__ import annotations

import sys

from tests.bench import generated

if __name__ == "__main__":
    sys.exit(generated.main())
