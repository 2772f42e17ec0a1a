"""python -m aimlkit: the command line."""

import sys

from aimlkit._cli import main

if __name__ == "__main__":
    sys.exit(main())
