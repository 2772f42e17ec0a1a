"""The command that runs the mock server in its own process."""

import argparse
import ipaddress
import signal
import sys
import time
from types import FrameType

from aimlkit.mock.app import create_app
from aimlkit.mock.contract import packaged_contract
from aimlkit.mock.server import UvicornServer, listener_url, open_listener


def main() -> int:
    """Serve until a signal arrives; print the base URL of the API when ready."""
    parser = argparse.ArgumentParser(
        prog="aimlkit mock" if sys.argv[0] == "mock" else "python -m aimlkit.mock",
        description="A mock of AI/ML API's o3 models, for tests and demos. Do not expose it to the internet.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8080, help="port to listen on; 0: any free (%(default)s)")
    parser.add_argument("--key", help="the only API key that is accepted (any key)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the generated responses (%(default)s)")
    parser.add_argument("--clock", type=float, metavar="SECONDS", help="fixed time, in seconds since 1970")
    options = parser.parse_args()

    if not 0 <= options.port < 65536:
        print(f"error: port {options.port} is not between 0 and 65535", file=sys.stderr)
        return 1
    for number in (signal.SIGINT, signal.SIGTERM):  # uvicorn raises them again after it has stopped
        signal.signal(number, _exit)
    clock = time.time if options.clock is None else lambda: float(options.clock)
    app = create_app(key=options.key, seed=options.seed, clock=clock)
    try:
        listener = open_listener(options.host, options.port)
    except (OSError, OverflowError) as error:
        print(f"error: cannot listen on {options.host} port {options.port}: {error}", file=sys.stderr)
        return 1
    with listener:
        base_url = listener_url(listener) + packaged_contract().base_path
        print("aimlkit-mock: this is a mock server; its responses are made up", file=sys.stderr)
        print(f"aimlkit-mock: set AIML_API_BASE={base_url} for clients", file=sys.stderr)
        host: str = listener.getsockname()[0]
        if not ipaddress.ip_address(host.partition("%")[0]).is_loopback:
            print("aimlkit-mock: warning: other machines can reach it", file=sys.stderr)
        UvicornServer(app, on_ready=lambda: print(base_url, flush=True)).run(sockets=[listener])
    return 0


def _exit(signal_number: int, frame: FrameType | None) -> None:
    sys.exit(0)
