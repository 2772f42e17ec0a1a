"""Run the command line: `python -m aimlkit`."""

import sys

from aimlkit.cli import main

if __name__ == "__main__":
    sys.exit(main())
