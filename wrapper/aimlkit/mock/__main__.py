"""python -m aimlkit.mock: run the mock server in its own process."""

import sys


def main() -> int:
    """Run the command; if the extra is not installed, print how to install it and return 1."""
    try:
        from aimlkit.mock.command import main as run  # noqa: PLC0415 - its dependencies are an extra
    except ImportError as error:
        print(f"error: the mock needs its extra: pip install 'aimlkit[mock]' ({error})", file=sys.stderr)
        return 1
    return run()


if __name__ == "__main__":
    sys.exit(main())
