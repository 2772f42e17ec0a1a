"""The command that runs the mock server in its own process."""

import argparse
import ipaddress
import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from aimlkit.mock.app import create_app
from aimlkit.mock.contract import packaged_contract
from aimlkit.mock.json_files import FileProblem
from aimlkit.mock.options import DEFAULT_CLOCK, MockOptions
from aimlkit.mock.recordings import MODES, Recordings, redact_fields
from aimlkit.mock.rule_json import rules_file_schema
from aimlkit.mock.rules_file import read_faults
from aimlkit.mock.server import UvicornServer, listener_url, open_listener
from aimlkit.mock.timing import Timing, parse_duration

MIN_TOKEN = 8  # characters of the control token


def main() -> int:
    """Serve until a signal arrives; print the base URL of the API when ready."""
    options = _parser().parse_args()
    if options.print_schema:
        print(json.dumps(rules_file_schema(), indent=2))
        return 0
    if not 0 <= options.port < 65536:
        print(f"error: port {options.port} is not between 0 and 65535", file=sys.stderr)
        return 1
    for number in (signal.SIGINT, signal.SIGTERM):  # uvicorn raises them again after it has stopped
        signal.signal(number, _exit)
    try:
        app = create_app(key=options.key, **_mock_options(options))
    except (FileProblem, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    try:
        listener = open_listener(options.host, options.port)
    except (OSError, OverflowError) as error:
        print(f"error: cannot listen on {options.host} port {options.port}: {error}", file=sys.stderr)
        return 1
    with listener:
        url = listener_url(listener)
        base_url = url + packaged_contract().base_path
        source = "recorded" if options.record or options.replay else "made up"
        print(
            f"aimlkit-mock: a mock server; its responses are {source}; {url}/ shows the requests",
            file=sys.stderr,
        )
        print(f"aimlkit-mock: set AIML_API_BASE={base_url} for clients", file=sys.stderr)
        host: str = listener.getsockname()[0]
        if not ipaddress.ip_address(host.partition("%")[0]).is_loopback:
            print("aimlkit-mock: warning: other machines can reach it", file=sys.stderr)
        UvicornServer(app, on_ready=lambda: print(base_url, flush=True)).run(sockets=[listener])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aimlkit mock" if sys.argv[0] == "mock" else "python -m aimlkit.mock",
        description="A mock of AI/ML API's o3 models, for tests and demos. In a browser, its address shows the requests. "
        "Do not expose it to the internet.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8080, help="port to listen on; 0: any free (%(default)s)")
    parser.add_argument("--key", help="the only API key that is accepted (any key)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the generated responses (%(default)s)")
    parser.add_argument("--clock", type=float, metavar="SECONDS", help="fixed time, in seconds since 1970")
    rules = parser.add_argument_group("rules")
    rules.add_argument(
        "--rules", type=Path, metavar="FILE", help="rules in YAML or JSON, read again when they change"
    )
    rules.add_argument("--strict", action="store_true", help="a rule has to match each request to a model")
    rules.add_argument(
        "--print-schema", action="store_true", help="print the JSON Schema of a file of rules, and exit"
    )
    faults = parser.add_argument_group("faults and timing")
    faults.add_argument(
        "--faults", type=Path, metavar="FILE", help="shares of random faults, in YAML or JSON"
    )
    faults.add_argument(
        "--first-token",
        default="0s",
        metavar="TIME",
        help="time to the first event of a stream, such as 400ms",
    )
    faults.add_argument(
        "--tokens-per-second", type=float, metavar="N", help="rate of the events of a stream (all at once)"
    )
    faults.add_argument(
        "--jitter", type=float, default=0.0, metavar="SHARE", help="by how much pauses vary (%(default)s)"
    )
    recordings = parser.add_argument_group("recordings")
    folders = recordings.add_mutually_exclusive_group()
    folders.add_argument("--replay", metavar="DIR", help="respond from the recordings in this folder")
    folders.add_argument(
        "--record", metavar="DIR", help="pass requests on to the upstream, and record the responses"
    )
    recordings.add_argument("--upstream", metavar="URL", help="the server that responds while recording")
    recordings.add_argument(
        "--record-mode",
        choices=MODES,
        default="new",
        help="record requests without a recording, or all, or only if the folder was empty (%(default)s)",
    )
    recordings.add_argument(
        "--ignore", action="append", default=[], metavar="FIELD", help="a field that does not have to match"
    )
    recordings.add_argument(
        "--redact", action="append", default=[], metavar="FIELD", help="a field whose value is not stored"
    )
    recordings.add_argument(
        "--store-header", action="append", default=[], metavar="NAME", help="a response header to store, too"
    )
    recordings.add_argument(
        "--replay-speed", type=float, metavar="N", help="replay streams N times as fast as recorded (at once)"
    )
    operation = parser.add_argument_group("operation")
    operation.add_argument("--log", action="store_true", help="print a line for each request")
    operation.add_argument(
        "--cors",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="let web pages of this origin send requests",
    )
    operation.add_argument(
        "--control-token",
        default=os.environ.get("AIMLKIT_MOCK_CONTROL_TOKEN"),
        metavar="TOKEN",
        help="lets other machines use /_mock (the variable AIMLKIT_MOCK_CONTROL_TOKEN)",
    )
    return parser


def _mock_options(options: argparse.Namespace) -> MockOptions:
    """Return the options of the app. Raises FileProblem or ValueError if one is invalid."""
    if options.control_token is not None and len(options.control_token) < MIN_TOKEN:
        raise ValueError(f"the control token has fewer than {MIN_TOKEN} characters")
    timing = Timing(parse_duration(options.first_token), options.tokens_per_second, options.jitter)
    clock = DEFAULT_CLOCK if options.clock is None else lambda: float(options.clock)
    return MockOptions(
        seed=options.seed,
        clock=clock,
        strict=options.strict,
        rules=options.rules,
        faults=None if options.faults is None else read_faults(options.faults),
        timing=None if timing == Timing() else timing,
        control_token=options.control_token,
        cors=options.cors,
        log=_print_log_line if options.log else None,
        recordings=_recordings(options),
    )


def _recordings(options: argparse.Namespace) -> Recordings | None:
    """Return the settings of recordings; None if there are none. Raises ValueError if they are invalid."""
    folder = options.record or options.replay
    if folder is None:
        if options.upstream:
            raise ValueError("--upstream needs --record DIR; to check traffic, run aimlkit proxy")
        return None
    if options.replay and not Path(options.replay).is_dir():
        raise ValueError(f"there is no folder {options.replay}")
    return Recordings(
        folder,
        mode=options.record_mode if options.record else "none",
        upstream=options.upstream,
        redact=redact_fields(options.redact) if options.redact else None,
        ignore=options.ignore,
        headers=options.store_header,
        speed=options.replay_speed,
    )


def _print_log_line(line: str) -> None:
    print(line, end="", file=sys.stderr, flush=True)


def _exit(signal_number: int, frame: FrameType | None) -> None:
    sys.exit(0)
