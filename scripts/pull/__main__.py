"""python -m scripts.pull --sources F --lock F --upstream DIR [--mirror DIR|URL]"""

import sys

from scripts.common.errors import run
from scripts.pull.stage import main

if __name__ == "__main__":
    sys.exit(run(main))
