"""python -m aimlkit.mock: the mock server as a process of its own."""

import argparse
import ipaddress
import signal
import sys
import time

from aimlkit.mock.app import create_app
from aimlkit.mock.contract import contract
from aimlkit.mock.server import Server, address, listen


def main() -> int:
    """Serve until a signal; print the address when ready."""
    parser = argparse.ArgumentParser(
        prog="aimlkit mock" if sys.argv[0] == "mock" else "python -m aimlkit.mock",
        description="A mock of AI/ML API's o3 models. It is for tests and demos, not for the internet.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (%(default)s)")
    parser.add_argument("--port", type=int, default=8080, help="0 is any free one (%(default)s)")
    parser.add_argument("--key", help="the one key that is right (any)")
    parser.add_argument("--seed", type=int, default=0, help="what the answers depend on (%(default)s)")
    parser.add_argument("--clock", type=float, metavar="SECONDS", help="the time since 1970 it always is")
    options = parser.parse_args()

    if not 0 <= options.port < 65536:
        print(f"error: a port is a number from 0 to 65535; it cannot be {options.port}", file=sys.stderr)
        return 1
    for number in (signal.SIGINT, signal.SIGTERM):  # uvicorn raises them again when it has stopped
        signal.signal(number, lambda *_: sys.exit(0))
    clock = time.time if options.clock is None else lambda: float(options.clock)
    app = create_app(key=options.key, seed=options.seed, clock=clock)
    try:
        listener = listen(options.host, options.port)
    except (OSError, OverflowError) as error:
        print(f"error: cannot listen at {options.host} port {options.port}: {error}", file=sys.stderr)
        return 1
    with listener:
        url = address(listener)
        print("aimlkit-mock: a mock server, not the service; nothing it says is true", file=sys.stderr)
        print(f"aimlkit-mock: clients want AIML_API_BASE={url}{contract().prefix}", file=sys.stderr)
        if not ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback:
            print("aimlkit-mock: reachable from other machines; it is not made for that", file=sys.stderr)
        Server(app, ready=lambda: print(url, flush=True)).run(sockets=[listener])
    return 0


if __name__ == "__main__":
    sys.exit(main())
